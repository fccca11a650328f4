/** When what could not be delivered is tried again. Each wait is from the try before. */
export type Channel = 'email' | 'sms' | 'webhook';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#deliverability-and-reliability */
const WEBHOOK_WAITS_SECONDS = [
  5,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];
/** RFC 5321 section 4.5.4.1 asks for days: here some four. Sooner at first, since a person waits. */
const MESSAGE_WAITS_SECONDS = [
  5,
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  ...Array.from({ length: 4 }, () => HOUR),
  ...Array.from({ length: 15 }, () => 6 * HOUR),
];

/** Up to a tenth more, so that what failed together does not come again together. */
const JITTER = 0.1;

/**
 * @param tries how many there have been, the one that just failed included
 * @param random in [0, 1)
 * @param atLeastSeconds what the other side has asked for
 * @returns undefined where there is no try any more
 */
export function retryAt(
  channel: Channel,
  now: Date,
  tries: number,
  random: number,
  atLeastSeconds = 0,
): Date | undefined {
  const waits = channel === 'webhook' ? WEBHOOK_WAITS_SECONDS : MESSAGE_WAITS_SECONDS;
  const waitSeconds = waits[tries - 1];
  if (waitSeconds === undefined) return undefined;
  // Whoever asks for more than a day is not waited for.
  const seconds = Math.max(waitSeconds * (1 + JITTER * random), Math.min(atLeastSeconds, 24 * HOUR));
  return new Date(now.getTime() + Math.round(seconds * 1000));
}
