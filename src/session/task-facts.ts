/**
 * What the session has to know of a task. It is a part of the protocol's task by structure: this
 * room imports nothing, so the whole task passes through it as a type parameter.
 */
export type TaskStatus = 'blocked' | 'ready' | 'completed' | 'rejected' | 'expired' | 'deleted';

export type OrderStatus = 'open' | 'packaging' | 'completed' | 'rejected' | 'expired' | 'deleted' | 'failed';

/** One change of status of the task or its order, as the service tells it while it happens. */
export interface ChangeFacts {
  /** Of the order's history; it only grows. */
  readonly sequence: number;
  /** What has happened, such as `task.completed`. */
  readonly type: string;
  /** Whether it is about this very task. */
  readonly own: boolean;
  readonly taskStatus: TaskStatus;
  readonly orderStatus: OrderStatus;
}

export interface ActionFacts {
  readonly id: string;
  readonly type: 'sign' | 'view' | 'upload';
  readonly optional: boolean;
  readonly readAll?: boolean;
  readonly document: { readonly sha256: string; readonly pages: number };
}

export interface TaskFacts {
  readonly id: string;
  readonly status: TaskStatus;
  readonly sequence: number;
  readonly actions: readonly ActionFacts[];
  readonly signatureMethods: readonly string[];
  readonly signatureRequires: 'any' | 'all';
  readonly consent: { readonly version: string; readonly sha256: string; readonly locale: string };
  readonly sealed?: boolean;
  readonly allow: { readonly reject: boolean; readonly postpone: boolean };
}

export function pageExists({ actions }: TaskFacts, actionId: string, page: number): boolean {
  const document = actions.find(({ id }) => id === actionId)?.document;
  return document !== undefined && page >= 1 && page <= document.pages;
}
