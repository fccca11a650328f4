/** What the signer has put in so far, and what goes out when they sign. */
import { EMPTY_HAND, type Hand, type HandwrittenSignature } from './hand.ts';
import type { TaskFacts } from './task-facts.ts';

/** The ways to sign that this widget has; a task may offer more. */
export const METHODS = ['handwritten', 'consent', 'eid', 'passkey'] as const;
export type Method = (typeof METHODS)[number];

/** Those that somebody else vouches for, each time anew, when "sign" has been pressed. */
export type ProofMethod = Extract<Method, 'eid' | 'passkey'>;

export interface Draft {
  readonly consented: boolean;
  readonly method: Method | undefined;
  readonly hand: Hand;
  readonly initials: Hand;
  /** Optional documents that the signer wants to sign too, by action id. */
  readonly chosen: readonly string[];
  /** Why the signer does not want to sign, as typed. */
  readonly reason: string;
}

export const EMPTY_DRAFT: Draft = {
  consented: false,
  method: undefined,
  hand: EMPTY_HAND,
  initials: EMPTY_HAND,
  chosen: [],
  reason: '',
};

/** The answer of an eID or a passkey to the service's challenge. */
export type ProvenSignature =
  | {
      readonly method: 'eid';
      readonly login: { readonly id: string; readonly idToken?: string; readonly artifact?: string };
    }
  | {
      readonly method: 'passkey';
      readonly challenge: string;
      readonly credential?: Readonly<Record<string, unknown>>;
    };

export type Signature = { readonly method: 'consent' } | HandwrittenSignature | ProvenSignature;

/** The body of a completion. */
export interface CompletionBody {
  readonly actions: { readonly id: string; readonly documentSha256: string }[];
  readonly consent: { readonly version: string; readonly sha256: string; readonly locale: string };
  readonly signature: Signature | Signature[];
}

/** One press on "sign": its key stays the same over every retry, so that no repeat signs twice. */
export interface Attempt {
  readonly key: string;
  readonly body: CompletionBody;
}

/** The methods to offer; empty when the task asks for something that this widget does not have. */
export function methodsFor(task: TaskFacts): readonly Method[] {
  const ours = METHODS.filter((method) => task.signatureMethods.includes(method));
  if (task.signatureRequires === 'all' && ours.length < task.signatureMethods.length) return [];
  return ours;
}

/** What is signed: everything that the task requires, and what the signer has chosen, or uploaded, besides. */
export function signedActions<A extends TaskFacts['actions'][number]>(
  actions: readonly A[],
  draft: Draft,
): readonly A[] {
  return actions.filter(
    (action) =>
      !action.optional || (action.type === 'upload' ? action.upload.file : draft.chosen.includes(action.id)),
  );
}
