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

interface AnyActionFacts {
  readonly id: string;
  readonly optional: boolean;
}

export interface DocumentActionFacts extends AnyActionFacts {
  readonly type: 'sign' | 'view';
  readonly readAll?: boolean;
  readonly places?: readonly { readonly kind: 'signature' | 'initials' }[];
  readonly document: { readonly sha256: string; readonly pages: number };
}

/** A file of their own that the signer is asked for: there is no document to read. */
export interface UploadActionFacts extends AnyActionFacts {
  readonly type: 'upload';
  readonly upload: {
    /** Media types. */
    readonly accept: readonly string[];
    /** In bytes. */
    readonly maxSize: number;
    /** What the service holds. */
    readonly file?: { readonly sha256: string };
  };
  readonly document?: undefined;
  readonly readAll?: undefined;
  readonly places?: undefined;
}

export type ActionFacts = DocumentActionFacts | UploadActionFacts;

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
