/**
 * What stands in the way of signing while the documents are read: said in the bar and over the document, with the
 * way on. It comes after the first page; until then the bar says what little there is to say.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { PageRange } from '../session/page-ranges.ts';
import type { Obstacle } from '../session/readiness.ts';
import { assertNever } from '../session/status.ts';
import { countOf, unreadRanges } from '../session/unread-pages.ts';
import { documentActionOf } from '../task/document-action.ts';
import { button } from '../ui/button.ts';
import { notice } from '../ui/notice.ts';
import { placesTour } from './late-places.ts';
import type { SigningContext } from './rooms.ts';
import { downloadKey, type StateOf } from './step-context.ts';

type Reading = StateOf<'reviewing'>;
type ObstacleOf<Type extends Obstacle['type']> = Obstacle & { readonly type: Type };

/** More ranges than this are told as a number: nobody looks for pages in a long list. */
const MOST_RANGES = 4;

export interface BeforeSigning {
  /** Read out when it changes. */
  readonly hint: string;
  /** Beside the hint, and not read out: it changes all the time. */
  readonly progress?: string;
  readonly wayOn?: TemplateResult;
  /** Over the document. */
  readonly over?: TemplateResult;
}

export function beforeSigning(
  state: Reading,
  obstacle: Obstacle | undefined,
  context: SigningContext,
): BeforeSigning {
  const before = waitedFor(state, obstacle, context);
  const tour = placesTour(state, context);
  if (!tour) return before;
  // What stands in the way is said all the same; that nothing does, the way on says.
  const hint = [tour.hint, tour.hint === undefined || obstacle ? before.hint : ''].join(' ').trim();
  return { ...before, hint, wayOn: html`${before.wayOn} ${tour.wayOn}` };
}

/** What stands in the way, without what there is to look at besides. */
export function waitedFor(
  state: Reading,
  obstacle: Obstacle | undefined,
  context: SigningContext,
): BeforeSigning {
  const { messages, words, ask } = context;
  if (!obstacle) return { hint: messages.reviewing.ready };
  const { actionId } = obstacle;
  switch (obstacle.type) {
    case 'loading':
      return { hint: messages.reviewing.loading };
    case 'checking':
      return checking(state, obstacle, context);
    case 'broken':
      return broken(obstacle, context);
    case 'undrawn':
      return undrawn(state, obstacle, context);
    case 'unread':
      return unread(state, obstacle, context);
    case 'uploading':
      return { hint: words.reading.uploading };
    case 'not-uploaded':
      return notUploaded(state, obstacle, context);
    case 'unopened':
      return {
        hint: words.reading.unopened(obstacle.count),
        wayOn: button({
          label: words.reading.goToUnopened,
          press: () => ask({ type: 'document', actionId }),
        }),
      };
    default:
      return assertNever(obstacle);
  }
}

function checking(
  { shown }: Reading,
  { actionId }: ObstacleOf<'checking'>,
  { words, messages, loaded }: SigningContext,
): BeforeSigning {
  const hint = words.reading.checking;
  if (loaded === undefined || actionId !== shown) return { hint };
  return { hint, progress: messages.percent(loaded), over: bar(hint, loaded) };
}

/** Over the document's upper edge, so that nothing moves when it comes and goes. */
function bar(label: string, share: number): TemplateResult {
  return html`<div class="arriving" part="progress">
    <progress aria-label=${label} max="1" .value=${share}></progress>
  </div>`;
}

function broken(
  { failure, again }: ObstacleOf<'broken'>,
  { messages, words, ask }: SigningContext,
): BeforeSigning {
  return {
    hint: failure.code === 'offline' ? words.reading.broken : words.reading.unanswered,
    wayOn: button({
      label: messages.tryAgain,
      part: 'retry',
      unavailable: again,
      describedBy: 'bar-hint',
      press: () => ask({ type: 'check-now' }),
    }),
  };
}

function undrawn(
  { task }: Reading,
  { actionId, page }: ObstacleOf<'undrawn'>,
  { messages, words, downloads, ask }: SigningContext,
): BeforeSigning {
  const { title, text, next } = words.reading.undrawn(page, task.order.sender);
  const version = 'original';
  const state = downloads.get(downloadKey(actionId, version));
  const again = button({ label: messages.tryAgain, part: 'retry', press: () => ask({ type: 'retry' }) });
  const original = button({
    label: state === 'busy' ? words.receipt.downloading : words.receipt.original,
    part: 'download',
    unavailable: state === 'busy',
    press: () => ask({ type: 'download', actionId, version }),
  });
  return {
    hint: title,
    over: notice({
      title,
      text,
      next,
      small: state === 'failed' ? words.receipt.downloadFailed : undefined,
      action: html`<div class="actions">${again} ${task.allow.download ? original : nothing}</div>`,
    }),
  };
}

function notUploaded(
  { task, shown }: Reading,
  { actionId }: ObstacleOf<'not-uploaded'>,
  { words, ask }: SigningContext,
): BeforeSigning {
  const action = task.actions.find(({ id }) => id === actionId);
  const hint = words.reading.notUploaded(action?.type === 'upload' ? action.upload.title : '');
  // Whoever stands before it needs no way there.
  if (actionId === shown) return { hint };
  return {
    hint,
    wayOn: button({
      label: words.reading.goToUpload,
      press: () => ask({ type: 'document', actionId }),
    }),
  };
}

function unread(
  { task, seen }: Reading,
  { actionId, page }: ObstacleOf<'unread'>,
  { words, ask }: SigningContext,
): BeforeSigning {
  const pages = documentActionOf(task, actionId)?.document.pages ?? page;
  const left = unreadRanges(seen[actionId] ?? [], pages);
  return {
    hint: words.reading.unread(countOf(left), left.length > MOST_RANGES ? undefined : listed(left)),
    wayOn: button({
      label: html`${words.reading.goToUnread} <kbd aria-hidden="true">N</kbd>`,
      press: () => ask({ type: 'document', actionId, page }),
    }),
  };
}

function listed(ranges: readonly PageRange[]): string {
  return ranges.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`)).join(', ');
}
