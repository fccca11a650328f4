/** What this is about: the order's title, who asks, until when. */
import { html, nothing, type TemplateResult } from 'lit';
import { formatDateTime } from '../messages/format.ts';
import type { Task } from '../task/contract.ts';
import type { StepContext } from './step-context.ts';

export function taskHeader(task: Task, { messages, language }: StepContext): TemplateResult {
  const { title, sender } = task.order;
  return html`<header class="header" part="header">
    <slot name="header"></slot>
    <div class="about">
      <h2 id="task-title" tabindex="-1">${title}</h2>
      <p class="small muted">
        <span>${messages.from(sender)}</span>
        ${
          task.deadline && !task.final
            ? html`<span class="deadline"
                >${messages.signBefore(formatDateTime(task.deadline, language))}</span
              >`
            : nothing
        }
      </p>
    </div>
  </header>`;
}

export function taskMessage(task: Task, { messages }: StepContext): TemplateResult | typeof nothing {
  if (!task.message) return nothing;
  return html`<details class="message" part="message">
    <summary>${messages.messageFrom(task.order.sender)}</summary>
    <p>${task.message}</p>
  </details>`;
}
