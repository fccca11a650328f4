/** One agreement as the staff see it: where it stands, and what can be done with it. */
import type { Order } from '../../../src/task/contract.ts';
import { html, type Html } from '../html.ts';
import { wayOfReference } from '../ways.ts';
import { layout } from './layout.ts';
import { follow, reasonView, statusView, timeOf } from './status-words.ts';

/** @param mayOpen whether who looks is somebody for whom this site may open the task */
export function agreementPage(order: Order, mayOpen: boolean): string {
  const way = wayOfReference(order.externalReference);
  const [task] = order.tasks;
  return layout(
    order.title,
    html`<main class="narrow">
      <h1>${order.title}</h1>
      ${statusView(order)} ${reasonView(order)}
      <dl class="facts">
        ${order.externalReference ? fact('Reference', order.externalReference) : undefined}
        ${way ? fact('How it is signed', way.title) : undefined} ${fact('Made', timeOf(order.createdAt))}
        ${task?.completedAt ? fact('Signed', timeOf(task.completedAt)) : undefined}
        ${order.status === 'open' && task?.deadline ? fact('To be signed by', timeOf(task.deadline)) : undefined}
      </dl>
      ${order.status === 'open' && task ? openActions(order, mayOpen) : undefined}
      ${order.status === 'completed' ? downloads(order) : undefined}
    </main>`,
    follow(order),
  );
}

function openActions({ id, tasks }: Order, mayOpen: boolean): Html {
  const told = tasks.some(({ referenceCode }) => referenceCode !== undefined);
  const main = told
    ? html`<a class="button" href="/agreements/${id}/told">The letter to the tenant</a>`
    : html`<a class="button" href="/agreements/${id}/sign">Read and sign</a>`;
  return html`${
      mayOpen
        ? html`<p>${main}</p>`
        : html`<p class="note">Only the visitor who made this agreement can open it to sign.</p>`
    }
    <details class="withdraw">
      <summary>Withdraw this agreement</summary>
      <p>Nobody can sign it after that, and it cannot be taken back.</p>
      <form method="post" action="/agreements/${id}/withdrawal">
        <button class="grave" type="submit">Withdraw it</button>
      </form>
    </details>`;
}

function downloads(order: Order): Html {
  return html`<ul class="cards">
    ${order.documents
      .filter(({ sealedSha256 }) => sealedSha256 !== undefined)
      .map(
        (document) =>
          html`<li>
            <a href="/agreements/${order.id}/sealed/${document.id}"><strong>${document.title}</strong></a>
            <span>The sealed PDF</span>
          </li>`,
      )}
  </ul>`;
}

function fact(name: string, value: string): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}
