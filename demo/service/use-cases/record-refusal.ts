import type { LoginRefused } from '../ports/identity-provider.ts';
import { voidLogin } from '../storage/logins.ts';
import type { TaskRecord } from '../storage/order-record.ts';
import { changeOrder } from './order-transaction.ts';
import type { ServiceContext } from './service-context.ts';
import { LoginOfAnother } from './verify-login.ts';

/**
 * A login ends once, well or not, and the history tells it once: what is sent for one that has ended is nobody's
 * failure. Who it was instead is nobody's to read.
 */
export async function recordRefusal(
  context: ServiceContext,
  task: TaskRecord,
  loginId: string,
  error: LoginRefused | LoginOfAnother,
): Promise<void> {
  await changeOrder(context, task.orderId, async (transaction) => {
    if (!(await voidLogin(transaction.sql, loginId))) return;
    transaction.record(
      error instanceof LoginOfAnother
        ? { type: 'task.subject-mismatch', taskId: task.id, data: { loginId } }
        : { type: 'task.login-failed', taskId: task.id, data: { loginId, reason: error.reason } },
    );
  });
}
