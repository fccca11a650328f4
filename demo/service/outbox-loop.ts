/**
 * Sends notices, each channel for itself, several at a time: a receiver who is slow holds up neither the others nor
 * another channel. What is under way when the service stops is ended first.
 */
import type { Channel } from './domain/delivery-retry.ts';
import type { ClaimedDelivery } from './storage/deliveries.ts';
import { deliverNotice, takeDueNotices } from './use-cases/deliver-notices.ts';
import type { ServiceContext } from './use-cases/service-context.ts';
import { startWorkLoop, type WorkLoop } from './work-loop.ts';

/** How many are under way at once. */
const SLOTS: Readonly<Record<Channel, number>> = { email: 8, sms: 4, webhook: 16 };
/** A target that has so many is given no more until some have ended: other receivers of webhooks get theirs. */
const ENOUGH: Readonly<Record<Channel, number>> = { email: SLOTS.email, sms: SLOTS.sms, webhook: 4 };
const INTERVAL_SECONDS = 1;

export function startOutboxLoop(context: ServiceContext): WorkLoop {
  const channels: readonly Channel[] = ['email', 'sms', 'webhook'];
  const loops = channels.map((channel) => startChannelLoop(context, channel));
  return {
    wake: () => loops.forEach((loop) => loop.wake()),
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}

function startChannelLoop(context: ServiceContext, channel: Channel): WorkLoop {
  /** What is being sent, and where to. */
  const underWay = new Map<Promise<void>, string>();
  const begin = (claimed: ClaimedDelivery) => {
    const delivery = deliverNotice(context, claimed)
      // How it ended could not be written: when its lease ends it is taken again.
      .catch((error: unknown) => context.log.error({ err: error }, 'the end of a notice was not written'))
      .finally(() => {
        underWay.delete(delivery);
        loop.wake();
      });
    underWay.set(delivery, claimed.target);
  };
  const loop = startWorkLoop(
    async () => {
      const most = Math.min(SLOTS[channel] - underWay.size, ENOUGH[channel]);
      if (most === 0) return false;
      const taken = await takeDueNotices(context, channel, {
        most,
        notTo: targetsWithEnough([...underWay.values()], ENOUGH[channel]),
      });
      taken.forEach(begin);
      return taken.length > 0;
    },
    INTERVAL_SECONDS,
    context.log,
  );
  return {
    wake: loop.wake,
    async stop() {
      await loop.stop();
      await Promise.all(underWay.keys());
    },
  };
}

function targetsWithEnough(targets: readonly string[], enough: number): string[] {
  return [...new Set(targets)].filter(
    (target) => targets.filter((other) => other === target).length >= enough,
  );
}
