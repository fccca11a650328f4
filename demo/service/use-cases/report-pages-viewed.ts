import type { PagesViewed } from '../../../src/task/contract.ts';
import { isFinal } from '../domain/order.ts';
import { coversAllPages, joinPageRanges } from '../domain/page-ranges.ts';
import { invalidRequest, ServiceProblem } from '../domain/problem.ts';
import { setActionStatus } from '../storage/order-changes.ts';
import { changeOrder } from './order-transaction.ts';
import { documentOf } from './present-task.ts';
import { loadTask } from './read-task.ts';
import type { ServiceContext } from './service-context.ts';
import type { AuthorisedTask } from './task-sessions.ts';

/**
 * Adds pages that the signer has had in view. That the first page was seen, and that all have been, is
 * history; every step between would only drown it. After the end nothing is added any more.
 */
export async function reportPagesViewed(
  context: ServiceContext,
  { taskId }: AuthorisedTask,
  actionId: string,
  viewed: PagesViewed,
): Promise<void> {
  const { order } = await loadTask(context, taskId);
  await changeOrder(context, order.id, async (transaction) => {
    const task = transaction.task(taskId);
    const action = task.actions.find((candidate) => candidate.id === actionId);
    // There is nothing to be read of what the signer uploads.
    if (!action || action.type === 'upload') throw new ServiceProblem('not-found');
    const document = documentOf(transaction.order, action);
    if (viewed.sha256 !== document.sha256) throw new ServiceProblem('document-changed');
    const ranges = viewed.pages.map(([from = 0, to = 0]): [number, number] => [from, to]);
    const wrong = ranges.findIndex(([from, to]) => from > to || to > document.pages);
    if (wrong >= 0) throw invalidRequest(`/pages/${wrong}`, `Pages go from 1 to ${document.pages}.`);
    if (isFinal(task.status)) return;

    const known = action.pagesViewed;
    const all = joinPageRanges(known, ranges, document.pages);
    const status = action.status === 'pending' ? 'viewed' : action.status;
    await setActionStatus(transaction.sql, actionId, status, all);
    const complete = coversAllPages(all, document.pages);
    if (known.length === 0 || (complete && !coversAllPages(known, document.pages))) {
      transaction.record({
        type: 'task.viewed',
        taskId,
        data: { actionId, sha256: document.sha256, pages: all },
      });
    }
  });
}
