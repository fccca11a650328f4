/** A task with nothing to do in it: while others sign, and after an end. */
import { html, nothing, type TemplateResult } from 'lit';
import type { SigningWords } from '../messages/messages.ts';
import { button } from '../ui/button.ts';
import { icon, type IconName } from '../ui/icons.ts';
import { panel } from '../ui/panel.ts';
import { othersList } from './others-list.ts';
import type { SigningContext } from './rooms.ts';
import type { StateOf } from './step-context.ts';
import { taskHeader } from './task-header.ts';

type PanelName = keyof SigningWords['panels'];

const ICONS: Readonly<Record<PanelName, IconName>> = {
  rejected: 'stop',
  postponed: 'clock',
  cancelled: 'stop',
  expired: 'clock',
  deleted: 'stop',
};

function simplePanel(
  name: PanelName,
  sender: string,
  { messages, words, ask }: SigningContext,
): TemplateResult {
  const { title, text, next } = words.panels[name]({ sender });
  return panel({
    icon: ICONS[name],
    tone: 'calm',
    title,
    text,
    next: next === undefined ? undefined : { title: messages.whatToDo, text: next },
    actions:
      name === 'postponed' || name === 'cancelled'
        ? button({
            label: messages.reload,
            kind: 'primary',
            part: 'retry',
            press: () => ask({ type: 'retry' }),
          })
        : nothing,
  });
}

export function endedStep(
  { status, task }: StateOf<'rejected' | 'postponed' | 'cancelled' | 'expired' | 'deleted'>,
  context: SigningContext,
): TemplateResult {
  return html`${taskHeader(task, context)}
    <div class="body" part="body">${simplePanel(status, task.order.sender, context)}</div>`;
}

export function blockedStep({ task }: StateOf<'blocked'>, context: SigningContext): TemplateResult {
  const words = context.words.blocked;
  return html`${taskHeader(task, context)}
    <div class="body" part="body">
      <div class="center">
        <section class="panel calm" part="panel" aria-labelledby="panel-title">
          <span class="medallion">${icon('clock')}</span>
          <h2 id="panel-title" tabindex="-1" data-focus>${words.heading}</h2>
          <p>${words.text(task.order.sender)}</p>
          ${othersList(task, words.others, context)}
        </section>
      </div>
    </div>`;
}
