/**
 * Which notices follow from what has happened to an order, each with an id of its own that is the same however often
 * it is worked out. Pure: what is planned here is stored with the history that it follows from.
 */
import type { HistoryEntry } from './history.ts';
import { noticeDueAt, type NoticeTime } from './notice-schedule.ts';
import { isNoticeTrigger, isTaskTrigger, type NoticeTrigger } from './notice-trigger.ts';

export interface TaskNotice {
  readonly channel: 'email' | 'sms';
  readonly recipient: string;
  readonly subject?: string;
  readonly message?: string;
  readonly schedule: readonly NoticeTime[];
}

export interface WebhookNotice {
  readonly channel: 'webhook';
  readonly url: string;
  /** As the service keeps it: sealed. */
  readonly sealedSecret?: string;
  /** As orders have it that were made before secrets were sealed. */
  readonly secret?: string;
  readonly on: readonly NoticeTrigger[];
}

export interface OrderEmailNotice {
  readonly channel: 'email';
  readonly recipient: string;
  readonly subject?: string;
  readonly message?: string;
  readonly on: readonly NoticeTrigger[];
}

export type OrderNotice = WebhookNotice | OrderEmailNotice;

/** A text is made of it when it is sent: what leads to a task is stored nowhere. */
export interface MessageContent {
  readonly recipient: string;
  readonly subject?: string;
  readonly message?: string;
  readonly audience: 'signer' | 'sender';
  readonly isReminder: boolean;
  /** In which times are told. */
  readonly timeZone?: string;
}

export interface WebhookContent {
  readonly url: string;
  /** Which one of the order's notifications: it has the secret. */
  readonly notification: number;
  /** JSON, the same on every try. */
  readonly body: string;
}

interface AnyDelivery {
  readonly id: string;
  readonly orderId: string;
  /** The task that it is told of, or to the signer of. */
  readonly taskId: string | undefined;
  readonly trigger: NoticeTrigger;
  readonly dueAt: Date;
}

export type PlannedDelivery = AnyDelivery &
  (
    | { readonly channel: 'email' | 'sms'; readonly content: MessageContent }
    | { readonly channel: 'webhook'; readonly content: WebhookContent }
  );

export interface NotifiedOrder {
  readonly id: string;
  readonly externalReference: string | undefined;
  readonly notifications: readonly OrderNotice[];
  readonly tasks: readonly {
    readonly id: string;
    readonly deadlineAt: Date | undefined;
    readonly notifications: readonly TaskNotice[];
  }[];
}

/** `sha256` gives lowercase hex over UTF-8. */
export function planDeliveries(
  order: NotifiedOrder,
  entries: readonly HistoryEntry[],
  sha256: (text: string) => string,
): PlannedDelivery[] {
  return entries.flatMap((entry) => {
    const { type } = entry;
    if (!isNoticeTrigger(type)) return [];
    const idOf = (...source: readonly (string | number)[]) =>
      deliveryId(sha256, order.id, entry.sequence, ...source);
    const common = { orderId: order.id, trigger: type };
    const forSigners = order.tasks
      .filter(({ id }) => !isTaskTrigger(type) || id === entry.taskId)
      .flatMap((task) =>
        task.notifications.flatMap(({ schedule, ...notice }, index) =>
          schedule.flatMap((time, timeIndex): PlannedDelivery[] => {
            const dueAt = time.on === type ? noticeDueAt(time, entry.at, task.deadlineAt) : undefined;
            if (!dueAt) return [];
            const id = idOf(task.id, index, timeIndex);
            const content = signerContent(notice, time);
            return [{ ...common, id, taskId: task.id, channel: notice.channel, content, dueAt }];
          }),
        ),
      );
    const forSender = order.notifications.flatMap((notice, index): PlannedDelivery[] => {
      if (!notice.on.includes(type)) return [];
      const about = { ...common, id: idOf(index), taskId: entry.taskId, dueAt: entry.at };
      if (notice.channel === 'email') {
        const { recipient, subject, message } = notice;
        const content = { recipient, ...given({ subject, message }), audience: 'sender' as const };
        return [{ ...about, channel: 'email', content: { ...content, isReminder: false } }];
      }
      const content = { url: notice.url, notification: index, body: webhookBody(order, entry, type) };
      return [{ ...about, channel: 'webhook', content }];
    });
    return [...forSigners, ...forSender];
  });
}

/** 128 bits of a hash: nobody can tell it who does not know the order's id, and nothing else has it. */
function deliveryId(sha256: (text: string) => string, ...source: readonly (string | number)[]): string {
  return `ntc_${sha256(JSON.stringify(['notice', ...source])).slice(0, 32)}`;
}

function signerContent(notice: Omit<TaskNotice, 'schedule'>, time: NoticeTime): MessageContent {
  const { recipient, subject, message } = notice;
  const { wait, waitUntil, beforeDeadline, timeZone } = time;
  return {
    recipient,
    ...given({ subject, message }),
    audience: 'signer',
    isReminder: [wait, waitUntil, beforeDeadline].some((delay) => delay !== undefined),
    ...(timeZone !== undefined && { timeZone }),
  };
}

/** As the contract's `WebhookEvent`: no name, no title, nothing that opens a task. */
function webhookBody(order: NotifiedOrder, entry: HistoryEntry, trigger: NoticeTrigger): string {
  const status = trigger === 'packaging.failed' ? 'failed' : trigger.slice(trigger.indexOf('.') + 1);
  return JSON.stringify({
    type: trigger,
    timestamp: entry.at.toISOString(),
    data: {
      orderId: order.id,
      ...(entry.taskId !== undefined && { taskId: entry.taskId }),
      status,
      final: trigger !== 'task.ready' && trigger !== 'packaging.failed',
      sequence: entry.sequence,
      ...(order.externalReference !== undefined && { externalReference: order.externalReference }),
    },
  });
}

function given(texts: { readonly subject: string | undefined; readonly message: string | undefined }): {
  subject?: string;
  message?: string;
} {
  const { subject, message } = texts;
  return { ...(subject !== undefined && { subject }), ...(message !== undefined && { message }) };
}
