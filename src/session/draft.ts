/** What the signer has put in so far, and what is made of it when they sign. */
import type { TaskFacts } from './task-facts.ts';

/** The ways to sign that this widget has; a task may offer more. */
export const METHODS = ['handwritten', 'consent'] as const;
export type Method = (typeof METHODS)[number];

export interface Draft {
  readonly consented: boolean;
  readonly method: Method | undefined;
  /** The name as typed. */
  readonly text: string;
  /** Optional documents that the signer wants to sign too, by action id. */
  readonly chosen: readonly string[];
  /** Why the signer does not want to sign, as typed. */
  readonly reason: string;
}

export const EMPTY_DRAFT: Draft = { consented: false, method: undefined, text: '', chosen: [], reason: '' };

export type Signature =
  | { readonly method: 'consent' }
  | { readonly method: 'handwritten'; readonly kind: 'typed'; readonly text: string };

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

/** The methods that will be used: all of them where all are asked for, else the chosen or only one. */
export function methodsUsed(task: TaskFacts, draft: Draft): readonly Method[] {
  const offered = methodsFor(task);
  if (task.signatureRequires === 'all' || offered.length === 1) return offered;
  return offered.filter((method) => method === draft.method);
}

export type DraftGap = 'method' | 'text' | 'consent';

/** What the signer has yet to do before "sign" can be pressed, in the order of the screen. */
export function draftGaps(task: TaskFacts, draft: Draft): readonly DraftGap[] {
  const used = methodsUsed(task, draft);
  const gaps: DraftGap[] = [];
  if (used.length === 0) gaps.push('method');
  if (used.includes('handwritten') && !/[\p{L}\p{N}]/u.test(draft.text)) gaps.push('text');
  if (!draft.consented) gaps.push('consent');
  return gaps;
}

export function completionBody(task: TaskFacts, draft: Draft): CompletionBody {
  const signatures = methodsUsed(task, draft).map((method): Signature =>
    method === 'consent' ? { method } : { method, kind: 'typed', text: draft.text.trim() },
  );
  const [only] = signatures;
  return {
    actions: task.actions
      .filter((action) => !action.optional || draft.chosen.includes(action.id))
      .map((action) => ({ id: action.id, documentSha256: action.document.sha256 })),
    consent: {
      version: task.consent.version,
      sha256: task.consent.sha256,
      locale: task.consent.locale,
    },
    signature: signatures.length === 1 && only ? only : signatures,
  };
}

/** The attempt for a press: the earlier key again while the body is the same, else a new one. */
export function attemptFor(earlier: Attempt | undefined, body: CompletionBody, newKey: string): Attempt {
  const same = earlier && JSON.stringify(earlier.body) === JSON.stringify(body);
  return same ? earlier : { key: newKey, body };
}
