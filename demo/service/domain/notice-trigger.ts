/** What notices are told of, and how long that is worth telling. */
import type { OrderStatus, TaskStatus } from './order.ts';

export const NOTICE_TRIGGERS = [
  'task.ready',
  'task.completed',
  'task.rejected',
  'task.expired',
  'task.deleted',
  'order.completed',
  'order.rejected',
  'order.expired',
  'order.deleted',
  'packaging.failed',
] as const;

export type NoticeTrigger = (typeof NOTICE_TRIGGERS)[number];

export function isNoticeTrigger(type: string): type is NoticeTrigger {
  return NOTICE_TRIGGERS.some((trigger) => trigger === type);
}

export function isTaskTrigger(trigger: NoticeTrigger): boolean {
  return trigger.startsWith('task.');
}

/** Whether what a notice says is still so: once the status has moved on, it is not sent any more. */
export function stillHolds(
  trigger: NoticeTrigger,
  now: { readonly order: OrderStatus; readonly task: TaskStatus | undefined },
): boolean {
  if (trigger === 'packaging.failed') return now.order === 'failed';
  return isTaskTrigger(trigger) ? trigger === `task.${now.task}` : trigger === `order.${now.order}`;
}
