/** The documents of a task while they are read: which one is on show, and the view of it. Comes with the viewer. */
import { html, type TemplateResult } from 'lit';
import { obstacleTo } from '../session/readiness.ts';
import { declineMenuStyles } from './decline-menu.ts';
import { documentTabsStyles } from './document-tabs.styles.ts';
import type { ReadingContext } from './rooms.ts';
import type { DownloadWish } from './step-context.ts';
import { takingAway } from './taking-away.ts';
import type { WorkState } from './work-step.ts';

export { declineMenu } from './decline-menu.ts';
export { documentPanel, documentTabs } from './document-tabs.ts';

export const styles = [declineMenuStyles, documentTabsStyles];

/** Nothing until the document is there. */
export function documentView(state: WorkState, context: ReadingContext): TemplateResult | undefined {
  const { words, document, ask } = context;
  const action = state.task.actions.find(({ id }) => id === state.shown);
  if (!document || !action) return undefined;
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
      @signing-document-painted=${() => ask({ type: 'painted' })}
      @signing-document-page-shown=${({ page }: { page: number }) => ask({ type: 'page-shown', page })}
      @signing-document-failed=${({ page, part }: { page: number; part: string }) => {
        if (part === 'picture') ask({ type: 'page-failed', page });
      }}
      @signing-document-print=${() => take('print')}
      @signing-document-download=${() => take('original')}
      @keydown=${(event: KeyboardEvent) => context.signingIfThere()?.screens.readOn(event, obstacleTo(state), context)}
    ></signing-document-view>`;
}
