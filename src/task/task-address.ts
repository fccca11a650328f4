/** Where a task lives: what a task URL says, and nothing that was not in it. */

declare const checked: unique symbol;

/** A task URL that has been looked at. Only this file makes one. */
export interface TaskAddress {
  readonly [checked]: true;
  /** The service's base URL, without a slash at the end. */
  readonly service: string;
  readonly taskId: string;
  /** The task URL without artifact, query and fragment. */
  readonly url: string;
}

const TASK_ID = /^[A-Za-z0-9_-]{1,64}$/;
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
  return addressIn(url.origin + (parts.base ?? ''), parts.taskId);
}

/** The address of a task that a service has told the id of. */
export function taskAddressIn(service: string, unverifiedTaskId: unknown): TaskAddress | undefined {
  const isId = typeof unverifiedTaskId === 'string' && TASK_ID.test(unverifiedTaskId);
  return isId ? addressIn(service, unverifiedTaskId) : undefined;
}

/**
 * @param url of a service, as a page gives it; a relative one is taken from `base`
 * @returns its base URL, without a slash at the end
 */
export function serviceUrl(url: string, base?: string): string | undefined {
  if (!URL.canParse(url, base)) return undefined;
  const { protocol, username, password, origin, pathname } = new URL(url, base);
  if (!/^https?:$/.test(protocol) || username || password) return undefined;
  return origin + pathname.replace(/\/+$/, '');
}

function addressIn(service: string, taskId: string): TaskAddress {
  return { service, taskId, url: `${service}/tasks/${taskId}` } as TaskAddress;
}
