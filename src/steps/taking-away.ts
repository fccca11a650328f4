/** What has become of a wish to print a document or to keep it, where that is not what was wished for. */
import { html, nothing, type TemplateResult } from 'lit';
import type { PanelText } from '../messages/messages.ts';
import { button } from '../ui/button.ts';
import { notice } from '../ui/notice.ts';
import type { ReadingContext } from './rooms.ts';
import { downloadKey } from './step-context.ts';

const WISHES = ['print', 'original'] as const;

export function takingAway(actionId: string, { words, downloads, ask }: ReadingContext): TemplateResult {
  const { failed, kept, busy, close } = words.taking;
  const stateOf = (wish: (typeof WISHES)[number]) => downloads.get(downloadKey(actionId, wish));
  const textFor = (wish: (typeof WISHES)[number]): PanelText | undefined => {
    const state = stateOf(wish);
    if (state === 'failed') return failed[wish];
    return state === 'kept' ? kept : undefined;
  };
  return html`${WISHES.map((wish) => {
      const text = textFor(wish);
      const press = () => ask({ type: 'download-seen', actionId, version: wish });
      return text ? notice({ ...text, action: button({ label: close, kind: 'quiet', press }) }) : nothing;
    })}
    <p class="visually-hidden" role="status">
      ${WISHES.some((wish) => stateOf(wish) === 'busy') ? busy : nothing}
    </p>`;
}
