/** What is made of the draft when the signer presses "sign": what is missing of it, and the body of the completion. */
import {
  methodsFor,
  signedActions,
  type Attempt,
  type CompletionBody,
  type Draft,
  type Method,
  type ProofMethod,
  type ProvenSignature,
  type Signature,
} from './draft.ts';
import { handGap, handwrittenSignature } from './handwriting.ts';
import type { ActionFacts, TaskFacts } from './task-facts.ts';

/** The methods that will be used: all of them where all are asked for, else the chosen or only one. */
export function methodsUsed(task: TaskFacts, draft: Draft): readonly Method[] {
  const offered = methodsFor(task);
  if (task.signatureRequires === 'all' || offered.length === 1) return offered;
  return offered.filter((method) => method === draft.method);
}

/** What is still to be vouched for, in the order in which it is asked. */
export function proofsMissing(
  task: TaskFacts,
  draft: Draft,
  proven: readonly ProvenSignature[],
): readonly ProofMethod[] {
  return methodsUsed(task, draft).filter(
    (method): method is ProofMethod =>
      (method === 'eid' || method === 'passkey') && !proven.some((proof) => proof.method === method),
  );
}

export type DraftGap = 'method' | 'text' | 'drawing' | 'picture' | 'consent';

/** What the signer has yet to do before "sign" can be pressed, in the order of the screen. */
export function draftGaps(task: TaskFacts, draft: Draft): readonly DraftGap[] {
  const used = methodsUsed(task, draft);
  const gaps: DraftGap[] = [];
  if (used.length === 0) gaps.push('method');
  const missing = used.includes('handwritten') ? handGap(draft.hand) : undefined;
  if (missing) gaps.push(missing);
  if (!draft.consented) gaps.push('consent');
  return gaps;
}

/** Whether somewhere on the documents the signer's initials go. */
export function asksForInitials({ actions }: TaskFacts): boolean {
  return actions.some(({ places = [] }) => places.some(({ kind }) => kind === 'initials'));
}

export function completionBody(
  task: TaskFacts,
  draft: Draft,
  proven: readonly ProvenSignature[] = [],
): CompletionBody {
  const signatures = methodsUsed(task, draft).flatMap((method): Signature[] => {
    if (method === 'consent') return [{ method }];
    if (method === 'handwritten')
      return [handwrittenSignature(draft.hand, asksForInitials(task) ? draft.initials : undefined)];
    return proven.filter((proof) => proof.method === method);
  });
  const [only] = signatures;
  return {
    actions: signedActions(task.actions, draft).map((action) => ({
      id: action.id,
      documentSha256: signedHash(action),
    })),
    consent: {
      version: task.consent.version,
      sha256: task.consent.sha256,
      locale: task.consent.locale,
    },
    signature: signatures.length === 1 && only ? only : signatures,
  };
}

/** Of the document, or of the file that was uploaded: without one the press does nothing, and is not here. */
function signedHash(action: ActionFacts): string {
  return (action.type === 'upload' ? action.upload.file?.sha256 : action.document.sha256) ?? '';
}

/** The attempt for a press: the earlier key again while the body is the same, else a new one. */
export function attemptFor(earlier: Attempt | undefined, body: CompletionBody, newKey: string): Attempt {
  const same = earlier && JSON.stringify(earlier.body) === JSON.stringify(body);
  return same ? earlier : { key: newKey, body };
}
