import type { TaskStatus } from '../domain/order.ts';
import { ServiceProblem } from '../domain/problem.ts';

/** Why a task that is not ready cannot be signed, or said no to. */
export function refuseUnlessReady(status: TaskStatus): void {
  switch (status) {
    case 'ready':
      return;
    case 'blocked':
      throw new ServiceProblem('task-blocked');
    case 'expired':
      throw new ServiceProblem('task-expired');
    case 'deleted':
      throw new ServiceProblem('task-deleted');
    case 'completed':
    case 'rejected':
      throw new ServiceProblem('task-final');
  }
}
