/**
 * What a completion must hold before it counts: everything that the task requires, on the very bytes and
 * under the very words that the signer was shown.
 */
import { coversAllPages, type PageRanges } from './page-ranges.ts';
import { invalidRequest, ServiceProblem } from './problem.ts';

export interface CompletableTask {
  readonly consent: { readonly version: string; readonly sha256: string; readonly locale: string };
  readonly signatureMethods: readonly string[];
  readonly signatureRequires: 'any' | 'all';
  readonly actions: readonly CompletableAction[];
}

export interface CompletableAction {
  readonly id: string;
  readonly optional: boolean;
  /** What is signed by doing it; undefined where the signer has yet to upload it. */
  readonly sha256: string | undefined;
  /** Where every page must have been in view. */
  readonly toRead?: { readonly pages: number; readonly viewed: PageRanges } | undefined;
}

export interface UnverifiedCompletion {
  readonly actions: readonly { readonly id: string; readonly documentSha256: string }[];
  readonly consent: { readonly version: string; readonly sha256: string; readonly locale: string };
  readonly signature: readonly {
    readonly method: string;
    readonly text?: string;
    readonly initials?: { readonly text?: string };
  }[];
}

/**
 * @returns ids of the actions that are done; the task's other actions are skipped
 * @throws ServiceProblem with the first thing that is wrong
 */
export function checkCompletion(
  task: CompletableTask,
  completion: UnverifiedCompletion,
): ReadonlySet<string> {
  const done = checkActions(task, completion);
  checkConsent(task, completion);
  checkSignature(task, completion);
  return done;
}

function checkActions(task: CompletableTask, { actions }: UnverifiedCompletion): ReadonlySet<string> {
  const done = new Set<string>();
  for (const [index, { id, documentSha256 }] of actions.entries()) {
    const action = task.actions.find((candidate) => candidate.id === id);
    if (!action) throw invalidRequest(`/actions/${index}/id`, 'The task has no such action.');
    if (done.has(id)) throw invalidRequest(`/actions/${index}/id`, 'The action is named twice.');
    if (action.sha256 === undefined) {
      throw new ServiceProblem('action-missing', {
        reason: 'not-uploaded',
        detail: 'What the completion names as uploaded has not been uploaded.',
      });
    }
    if (documentSha256 !== action.sha256) throw new ServiceProblem('document-changed');
    if (action.toRead && !coversAllPages(action.toRead.viewed, action.toRead.pages)) {
      throw new ServiceProblem('action-missing', {
        reason: 'pages-not-viewed',
        detail: 'Every page of the document must have been in view before it is signed.',
      });
    }
    done.add(id);
  }
  if (task.actions.some((action) => !action.optional && !done.has(action.id)) || done.size === 0) {
    throw new ServiceProblem('action-missing', {
      reason: 'action-not-done',
      detail: 'The completion must name every document, and every upload, that the task requires.',
    });
  }
  return done;
}

function checkConsent(task: CompletableTask, { consent }: UnverifiedCompletion): void {
  const { version, sha256, locale } = task.consent;
  if (consent.version !== version || consent.sha256 !== sha256 || consent.locale !== locale) {
    throw new ServiceProblem('consent-missing');
  }
}

function checkSignature(task: CompletableTask, { signature }: UnverifiedCompletion): void {
  const methods = signature.map(({ method }) => method);
  const wrong = methods.find((method) => !task.signatureMethods.includes(method));
  if (wrong !== undefined) {
    throw new ServiceProblem('signature-invalid', { detail: 'The task does not allow this way to sign.' });
  }
  const asked = task.signatureRequires === 'all' ? task.signatureMethods.length : 1;
  if (methods.length !== asked || new Set(methods).size !== asked) {
    throw new ServiceProblem('signature-invalid', {
      reason: 'signature-count',
      detail:
        task.signatureRequires === 'all'
          ? 'The task takes a signature by each of its methods, once.'
          : 'The task takes one signature.',
    });
  }
  for (const [what, texts] of [
    ['A typed signature needs', signature.map(({ text }) => text)],
    ['Typed initials need', signature.map(({ initials }) => initials?.text)],
  ] as const) {
    if (texts.some((text) => text !== undefined && !/[\p{L}\p{N}]/u.test(text)))
      throw new ServiceProblem('signature-invalid', { detail: `${what} letters.` });
  }
}
