/** An order as it is stored, whole: what use cases read and change inside a transaction. */
import type {
  Action,
  Authentication,
  Completion,
  DocumentAction,
  NewTask,
  Signature,
  SignatureMethod,
  UploadMediaType,
} from '../../../src/task/contract.ts';
import type { OrderNotice, TaskNotice } from '../domain/notice-plan.ts';
import type { OrderState, PackagingStatus, TaskStatus } from '../domain/order.ts';
import type { PageRanges } from '../domain/page-ranges.ts';

export interface OrderRecord extends OrderState {
  readonly id: string;
  readonly customerId: string;
  readonly title: string;
  readonly externalReference: string | undefined;
  readonly notifications: readonly OrderNotice[];
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
  readonly signatureRequires: 'any' | 'all';
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
  readonly notifications: readonly TaskNotice[];
  readonly deadlineAt: Date | undefined;
  readonly completedAt: Date | undefined;
  readonly completion: CompletionEvidence | undefined;
  readonly completionSha256: string | undefined;
  /** RFC 3161, over that hash: BASE64 of the token. Undefined until the authority has answered. */
  readonly completionTimeStamp: string | undefined;
  readonly actions: readonly ActionRecord[];
}

export type ActionRecord = DocumentActionRecord | UploadActionRecord;

interface AnyActionRecord {
  readonly id: string;
  readonly taskId: string;
  readonly position: number;
  readonly optional: boolean;
  readonly status: Action['status'];
}

export interface DocumentActionRecord extends AnyActionRecord {
  readonly type: DocumentAction['type'];
  readonly documentId: string;
  readonly readAll: boolean;
  readonly places: NonNullable<DocumentAction['places']>;
  readonly pagesViewed: PageRanges;
}

/** A file of their own that the signer is asked for. */
export interface UploadActionRecord extends AnyActionRecord {
  readonly type: 'upload';
  readonly request: UploadRequest;
  readonly file: UploadedFileRecord | undefined;
}

export interface UploadRequest {
  readonly title: string;
  readonly description?: string;
  readonly accept: readonly UploadMediaType[];
  /** In bytes. */
  readonly maxSize: number;
}

export interface UploadedFileRecord {
  /** Each upload has one of its own, under which its bytes are kept. */
  readonly id: string;
  /** As the signer calls it: in no history, and in no log. */
  readonly name: string;
  readonly mediaType: UploadMediaType;
  readonly sha256: string;
  readonly sizeBytes: number;
  /** Of a PDF. */
  readonly pages?: number;
}

/** What a signer signed, whole, as it is archived. */
export interface CompletionEvidence {
  readonly orderId: string;
  readonly taskId: string;
  readonly subjectId: string;
  readonly completedAt: string;
  readonly documents: readonly EvidenceDocument[];
  readonly consent: Completion['consent'];
  readonly signature: readonly SignatureEvidence[];
  /** Not told of what was signed before there were ways to tell. */
  readonly authentication?: AuthenticationEvidence;
}

/** What was signed with, as it is archived: as it came, or with what was proven in its place. */
export type SignatureEvidence =
  | Exclude<Signature, { readonly method: 'eid' | 'passkey' }>
  | EidSignatureEvidence
  | PasskeySignatureEvidence;

/** The nonce was SHA-256 over the challenge: it can be worked out again from this evidence and `random`. */
export interface EidSignatureEvidence {
  readonly method: 'eid';
  readonly loginId: string;
  readonly random: string;
  readonly acr: string;
  readonly verifiedAt: string;
  /** Over the ID token as it was sent; the token and the key set of that time are kept with the login. */
  readonly idTokenSha256: string;
}

/** Everything that the assertion was verified with (Web Authentication Level 3, section 7.2). */
export interface PasskeySignatureEvidence {
  readonly method: 'passkey';
  readonly challengeId: string;
  readonly random: string;
  readonly credentialId: string;
  /** COSE, BASE64URL. */
  readonly publicKey: string;
  readonly rpId: string;
  readonly origin: string;
  readonly authenticatorData: string;
  readonly clientDataJSON: string;
  readonly signature: string;
  readonly registeredAt: string;
  /** How the session in which it was made had been opened: what it was known by then whose it is. */
  readonly registeredBy: AuthenticationEvidence['by'];
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
  /** Of a document of the order. */
  readonly documentId?: string;
  /** Of a file of the signer's own. */
  readonly upload?: Pick<UploadedFileRecord, 'id' | 'mediaType' | 'sizeBytes' | 'pages'>;
  readonly sha256: string;
  readonly fields?: NonNullable<Completion['actions'][number]['fields']>;
}
