/** The screens that say one thing and need nothing: an outline of what is coming, that there is nothing, that it did not come. */
import { html, type TemplateResult } from 'lit';
import type { Messages, PanelText } from '../messages/messages.ts';
import { button } from '../ui/button.ts';
import { panel, type PanelProps } from '../ui/panel.ts';
import type { StepContext } from './step-context.ts';

/** A bare outline of what is coming: no words, since they may still be on their way too. */
export function openingStep(): TemplateResult {
  return html`<div class="body opening" part="body loading" aria-busy="true">
    <slot name="loading">${outline()}</slot>
  </div>`;
}

export function outline(): TemplateResult {
  return html`<div class="outline" aria-hidden="true">
    <i class="line long"></i>
    <i class="line"></i>
    <div class="sheet"><i></i><i></i><i></i><i></i><i></i></div>
  </div>`;
}

export function idlePanel({ messages }: StepContext): TemplateResult {
  return panel({ icon: 'document', tone: 'calm', ...told(messages.idle, messages) });
}

/** In place of a screen, or of a part of one. */
export function notLoadedPanel({ messages, ask }: StepContext): TemplateResult {
  return panel({
    icon: 'offline',
    tone: 'calm',
    ...told(messages.notLoaded, messages),
    actions: button({
      label: messages.tryAgain,
      kind: 'primary',
      part: 'retry',
      press: () => ask({ type: 'load-again' }),
    }),
  });
}

function told(
  { title, text, next }: PanelText,
  { whatToDo }: Messages,
): Pick<PanelProps, 'title' | 'text' | 'next'> {
  return { title, text, next: next === undefined ? undefined : { title: whatToDo, text: next } };
}
