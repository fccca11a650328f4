/** An order as it is stored, whole: what use cases read and change inside a transaction. */
import type {
  Action,
  Authentication,
  Completion,
  NewOrder,
  NewTask,
  SignatureMethod,
} from '../../../src/task/contract.ts';
import type { OrderState, PackagingStatus, TaskStatus } from '../domain/order.ts';
import type { PageRanges } from '../domain/page-ranges.ts';

export interface OrderRecord extends OrderState {
  readonly id: string;
  readonly customerId: string;
  readonly title: string;
  readonly externalReference: string | undefined;
  readonly notifications: NonNullable<NewOrder['notifications']>;
  readonly createdAt: Date;
  readonly sequence: number;
  readonly headHash: string;
  readonly packaging: PackagingStatus;
  readonly packagingAttempts: number;
  readonly packagingFailure: string | undefined;
  readonly documents: readonly OrderDocumentRecord[];
  readonly tasks: readonly TaskRecord[];
}

export interface OrderDocumentRecord {
  readonly documentId: string;
  readonly name: string;
  readonly title: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly pages: number;
  readonly sealedSha256: string | undefined;
  readonly sealedSizeBytes: number | undefined;
}

export interface TaskRecord {
  readonly id: string;
  readonly orderId: string;
  readonly name: string;
  readonly position: number;
  readonly status: TaskStatus;
  readonly dependsOn: readonly string[];
  readonly subject: NewTask['subject'] & { readonly id: string };
  readonly authentication: Authentication | undefined;
  readonly locale: string;
  readonly message: string | undefined;
  readonly signatureMethods: readonly SignatureMethod[];
  readonly consent: {
    readonly version: string;
    readonly locale: string;
    readonly text: string;
    readonly sha256: string;
  };
  readonly redirects: NonNullable<NewTask['redirects']>;
  readonly allow: { readonly reject: boolean; readonly postpone: boolean; readonly download: boolean };
  readonly rejectionReason: string | undefined;
  /** Where the task has a code: its keyed hash. It leads nowhere once the task has ended. */
  readonly referenceCodeHash: string | undefined;
  readonly notifications: NonNullable<NewTask['notifications']>;
  readonly deadlineAt: Date | undefined;
  readonly completedAt: Date | undefined;
  readonly completion: CompletionEvidence | undefined;
  readonly completionSha256: string | undefined;
  readonly actions: readonly ActionRecord[];
}

export interface ActionRecord {
  readonly id: string;
  readonly taskId: string;
  readonly documentId: string;
  readonly type: 'sign' | 'view';
  readonly position: number;
  readonly optional: boolean;
  readonly readAll: boolean;
  readonly places: NonNullable<Action['places']>;
  readonly status: Action['status'];
  readonly pagesViewed: PageRanges;
}

/** What a signer signed, whole, as it is archived. */
export interface CompletionEvidence {
  readonly orderId: string;
  readonly taskId: string;
  readonly subjectId: string;
  readonly completedAt: string;
  readonly documents: readonly EvidenceDocument[];
  readonly consent: Completion['consent'];
  readonly signature: readonly Exclude<Completion['signature'], readonly unknown[]>[];
  /** Not told of what was signed before there were ways to tell. */
  readonly authentication?: AuthenticationEvidence;
}

/** How it was known who signs. */
export type AuthenticationEvidence =
  /** Whoever held the link or the code. */
  | { readonly by: 'link' | 'code' }
  /** The customer's site has logged the signer in. */
  | { readonly by: 'artifact' }
  /** The hash is over the ID token as it was sent; the token itself is kept with the login. */
  | {
      readonly by: 'eid';
      readonly loginId: string;
      readonly acr: string;
      readonly verifiedAt: string;
      readonly idTokenSha256: string;
    };

export interface EvidenceDocument {
  readonly actionId: string;
  readonly documentId: string;
  readonly sha256: string;
  readonly fields?: NonNullable<Completion['actions'][number]['fields']>;
}
