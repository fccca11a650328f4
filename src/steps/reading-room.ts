/** The documents of a task while they are read: which one is on show, and the view of it. Comes with the viewer. */
import { html, type TemplateResult } from 'lit';
import type { PageMark } from '../document/page-mark.ts';
import { declineMenuStyles } from './decline-menu.ts';
import { documentTabsStyles } from './document-tabs.styles.ts';
import { notLoadedPanel, outline } from './panel-steps.ts';
import type { ReadingContext } from './rooms.ts';
import type { DownloadWish } from './step-context.ts';
import { takingAway } from './taking-away.ts';
import type { UploadAction } from '../task/contract.ts';
import type { WorkState } from './work-step.ts';

export { declineMenu } from './decline-menu.ts';
export { documentPanel, documentTabs } from './document-tabs.ts';

export const styles = [declineMenuStyles, documentTabsStyles];

const NONE: readonly PageMark[] = [];

/** Nothing until the document is there. */
export function documentView(state: WorkState, context: ReadingContext): TemplateResult | undefined {
  const { words, document, ask } = context;
  const action = state.task.actions.find(({ id }) => id === state.shown);
  if (action?.type === 'upload') return uploadView(action, state, context);
  if (!document || !action) return undefined;
  const room = context.signingIfThere();
  const signing = room && { ...context, words: room.words };
  const take = (wish: DownloadWish) => ask({ type: 'download', actionId: action.id, version: wish });
  return html`${takingAway(action.id, context)}
    <signing-document-view
      part="document"
      exportparts="controls: document-controls, scroller: document-scroller, page: document-page"
      .document=${document}
      .label=${action.document.title}
      .strings=${words.view}
      .downloadable=${state.task.allow.download}
      .readPages=${action.readAll ? (state.seen[action.id] ?? []) : undefined}
      .marks=${signing ? room.screens.placeMarks(state, signing) : NONE}
      @signing-document-painted=${() => ask({ type: 'painted' })}
      @signing-document-page-shown=${({ page }: { page: number }) => ask({ type: 'page-shown', page })}
      @signing-document-failed=${({ page, part }: { page: number; part: string }) => {
        if (part === 'picture') ask({ type: 'page-failed', page });
      }}
      @signing-document-print=${() => take('print')}
      @signing-document-download=${() => take('original')}
      @keydown=${(event: KeyboardEvent) => signing && room.screens.documentKeys(event, state, signing)}
    ></signing-document-view>`;
}

/** What the signer is asked for in place of a document that they read. */
function uploadView(action: UploadAction, state: WorkState, context: ReadingContext): TemplateResult {
  const room = context.signing();
  if (room === 'failed') return notLoadedPanel(context);
  if (room === 'coming') return html`<div class="upload" aria-busy="true">${outline()}</div>`;
  return room.screens.uploadPanel(action, state, { ...context, words: room.words });
}
