/** Who else signs, and how far each of them is. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Task } from '../task/contract.ts';
import type { SigningContext } from './rooms.ts';

export function othersList(
  task: Task,
  heading: string,
  { words }: SigningContext,
): TemplateResult | typeof nothing {
  if (task.others.length === 0) return nothing;
  return html`<section class="others stack" part="others" aria-labelledby="others-heading">
    <h3 id="others-heading">${heading}</h3>
    <ul>
      ${task.others.map(
        ({ name, status }) =>
          html`<li>
            <span>${name}</span>
            <span class="badge ${status}">${words.taskStatus[status]}</span>
          </li>`,
      )}
    </ul>
  </section>`;
}

/** How many others have yet to sign. */
export function waitingFor(task: Task): number {
  return task.others.filter(({ status }) => status === 'ready' || status === 'blocked').length;
}
