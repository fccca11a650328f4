/** The screens that say one thing: before a task is open, while others sign, and after an end. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../messages/messages.ts';
import { button } from '../ui/button.ts';
import { icon, type IconName } from '../ui/icons.ts';
import { panel } from '../ui/panel.ts';
import { othersList } from './others-list.ts';
import type { StateOf, StepContext } from './step-context.ts';
import { taskHeader } from './task-header.ts';

type PanelName = Exclude<keyof Messages['panels'], 'logging-in'>;

const ICONS: Readonly<Record<PanelName, IconName>> = {
  idle: 'document',
  rejected: 'stop',
  postponed: 'clock',
  cancelled: 'stop',
  expired: 'clock',
  deleted: 'stop',
};

/** A bare outline of what is coming: no words, since they may still be on their way too. */
export function openingStep(): TemplateResult {
  return html`<div class="body opening" part="body loading" aria-busy="true">
    <slot name="loading">
      <div class="outline" aria-hidden="true">
        <i class="line long"></i>
        <i class="line"></i>
        <div class="sheet"><i></i><i></i><i></i><i></i><i></i></div>
      </div>
    </slot>
  </div>`;
}

export function simplePanel(
  name: PanelName,
  sender: string | undefined,
  { messages, ask }: StepContext,
): TemplateResult {
  const { title, text, next } = messages.panels[name]({ sender });
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
  context: StepContext,
): TemplateResult {
  return html`${taskHeader(task, context)}
    <div class="body" part="body">${simplePanel(status, task.order.sender, context)}</div>`;
}

export function blockedStep({ task }: StateOf<'blocked'>, context: StepContext): TemplateResult {
  const words = context.messages.blocked;
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
