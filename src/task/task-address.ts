/** Where a task lives: what a task URL says, and nothing that was not in it. */

declare const checked: unique symbol;

/** A task URL that has been looked at. Only `taskAddress()` makes one. */
export interface TaskAddress {
  readonly [checked]: true;
  /** The service's base URL, without a slash at the end. */
  readonly service: string;
  readonly taskId: string;
  /** The task URL without artifact, query and fragment. */
  readonly url: string;
}

const TASK_PATH = /^(?<base>.*)\/tasks\/(?<taskId>[A-Za-z0-9_-]{1,64})\/?$/;

/**
 * @param src a task URL; a relative one is taken from `base`
 * @returns `undefined` for what is no task URL: the widget then says "not found", as the service would
 */
export function taskAddress(src: string, base?: string): TaskAddress | undefined {
  if (!URL.canParse(src, base)) return undefined;
  const url = new URL(src, base);
  const parts = TASK_PATH.exec(url.pathname)?.groups;
  if (!parts?.taskId || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined;
  const service = url.origin + (parts.base ?? '');
  return {
    service,
    taskId: parts.taskId,
    url: `${service}/tasks/${parts.taskId}`,
  } as TaskAddress;
}
