import type { DocumentAction, Task } from './contract.ts';

/** @returns undefined also where the action asks for an upload, and there is no document to read */
export function documentActionOf(task: Task | undefined, actionId: string): DocumentAction | undefined {
  const action = task?.actions.find(({ id }) => id === actionId);
  return action?.type === 'upload' ? undefined : action;
}
