/** Orders: their status, their customers, what they tell others. */
import { brokenBy, type Break } from './break.ts';

export const ORDERS: readonly Break[] = [
  brokenBy(
    'an order is packaged before all have signed',
    'domain/order.ts',
    ['const ended = order.tasks.every(', 'const ended = order.tasks.some('],
    ['Status', 'of an order is open while a task is'],
  ),
  brokenBy(
    'a task that waits never becomes ready',
    'domain/order.ts',
    ["const may = waitsFor.every((value) => value === 'completed');", 'const may = waitsFor.length < 0;'],
    ['Status', 'of a task is blocked until'],
  ),
  brokenBy(
    'one who says no ends the order in any case',
    'domain/order.ts',
    ["(order.onReject === 'close' &&", '(order.onReject !== undefined &&'],
    ['Status', 'of an order is rejected only when all have ended'],
  ),
  brokenBy(
    'deadlines never pass',
    'domain/order.ts',
    ['task.deadlineAt.getTime() <= now.getTime()', 'task.deadlineAt.getTime() <= -now.getTime()'],
    ['Status', 'of a task is expired'],
  ),
  brokenBy(
    'an order expires before it is rejected',
    'domain/order.ts',
    ["if (any('rejected')) return 'rejected';", "if (any('rejected') && !any('expired')) return 'rejected';"],
    ['Status', 'of an order is rejected rather than expired'],
  ),
  brokenBy(
    'tasks may wait for each other in a circle',
    'domain/task-graph.ts',
    [
      "return index < 0 ? undefined : { kind: 'circle', index };",
      'return index < 0 ? undefined : undefined;',
    ],
    ['What a customer does', 'makes no order whose tasks wait'],
  ),
  brokenBy(
    'to withdraw twice is refused',
    'use-cases/withdraw.ts',
    ['    if (order.withdrawn) return;\n', ''],
    ['Status', 'of an order is deleted when it is withdrawn'],
  ),
  brokenBy(
    'orders are everybody’s',
    'use-cases/read-orders.ts',
    [
      "  if (order.customerId !== customer.id) throw new ServiceProblem('not-found');\n",
      '  void customer;\n',
    ],
    ['What a customer does', 'on an order of somebody else'],
  ),
  brokenBy(
    'an order’s Idempotency-Key is not looked at',
    'use-cases/create-order.ts',
    [
      'idempotencyKey === undefined ? undefined : idempotentOrder',
      'idempotencyKey !== "" ? undefined : idempotentOrder',
    ],
    ['What a customer does', 'makes one order under one Idempotency-Key'],
  ),
  brokenBy(
    'the list tells the last of a page twice',
    'use-cases/read-orders.ts',
    ['(created_at, id) < ($4', '(created_at, id) <= ($4'],
    ['What a customer does', 'lists orders, the newest first'],
  ),
  brokenBy(
    'the history is no chain',
    'domain/history.ts',
    ['    previousHash = hash;\n', ''],
    ['What is sealed', 'has a history in which every line'],
  ),
  brokenBy(
    'what is not sealed yet is not there',
    'use-cases/read-document.ts',
    ["throw new ServiceProblem('not-sealed-yet');", "throw new ServiceProblem('not-found');"],
    ['Documents', 'have no sealed version before'],
  ),
  brokenBy(
    'events begin anew',
    'use-cases/follow-task.ts',
    ['afterSequence ?? order.sequence', 'afterSequence && order.sequence ? order.sequence : order.sequence'],
    ['Live events', 'are resumed after the last'],
  ),
  brokenBy(
    'a webhook has another id on each try',
    'adapters/notices/webhook-sender.ts',
    [
      'signWebhook(secret, id, sentAt, body)',
      'signWebhook(secret, `${id}-${sentAt.getTime()}`, sentAt, body)',
    ],
    ['Notices', 'by webhook that was not taken'],
  ),
  brokenBy(
    'a webhook’s signature leaves out its id',
    'adapters/notices/webhook-signature.ts',
    ['`${id}.${timestamp}.${body}`', '`${timestamp}.${body}`'],
    ['Notices', 'by webhook tell what was asked for'],
  ),
];
