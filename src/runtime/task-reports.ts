/** Tells the service which pages of an open task have been in view, for as long as it is the same opening of it. */
import { taskOf } from '../session/session-state.ts';
import { documentActionOf } from '../task/document-action.ts';
import { TaskError } from '../task/task-error.ts';
import { PageReports } from './page-reports.ts';
import type { TaskAccess } from './task-access.ts';
import type { RequestingSession } from './task-requests.ts';

export function reportsOf(session: RequestingSession, run: number, access: TaskAccess): PageReports {
  return new PageReports(async (actionId, pages) => {
    const { state, signal } = session;
    const action = documentActionOf(taskOf(state), actionId);
    if (!action || run !== state.run) return;
    const body = { pages: pages.map(([first, last]) => [first, last]), sha256: action.document.sha256 };
    try {
      await access.call(signal, (granted) => access.client.reportPages(granted, actionId, body));
    } catch (error) {
      const code = error instanceof TaskError ? error.failure.code : undefined;
      // It may not have been the service that answered. Told again with the next: what is not known of is missing when
      // the task is signed.
      if (code !== 'task-final' && code !== 'task-expired' && code !== 'task-deleted') throw error;
      // The task has moved on: that the signer has to know, and the task itself tells it best.
      session.send({ type: 'look-again' });
    }
  });
}
