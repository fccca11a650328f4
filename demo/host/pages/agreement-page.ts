/** One agreement as the staff see it: where it stands, and what can be done with it. */
import type { Order } from '../../../src/task/contract.ts';
import { html, type Html } from '../html.ts';
import { wayOfReference } from '../ways.ts';
import { layout } from './layout.ts';
import { isBeingTold, tellingOf, toldView, type Told } from './told-view.ts';
import { follow, reasonView, statusView, TASK_WORDS, timeOf } from './status-words.ts';

/** @param mayOpen whether who looks is somebody for whom this site may open the task */
export function agreementPage(order: Order, mayOpen: boolean, told: Told): string {
  const way = wayOfReference(order.externalReference);
  const [task] = order.tasks;
  return layout(
    order.title,
    html`<main class="narrow">
      <h1>${order.title}</h1>
      ${statusView(order, tellingOf(told))} ${reasonView(order)}
      <dl class="facts">
        ${order.externalReference ? fact('Reference', order.externalReference) : undefined}
        ${way ? fact('How it is signed', way.title) : undefined} ${fact('Made', timeOf(order.createdAt))}
        ${task?.completedAt ? fact('Signed', timeOf(task.completedAt)) : undefined}
        ${task?.status === 'ready' && task.deadline ? fact('To be signed by', timeOf(task.deadline)) : undefined}
      </dl>
      ${order.tasks.length > 1 ? signers(order) : undefined}
      ${order.status === 'open' && task ? openActions(order, mayOpen) : undefined} ${files(order)}
      ${toldView(told)}
    </main>`,
    follow(order, isBeingTold(told)),
  );
}

function openActions(order: Order, mayOpen: boolean): Html {
  return html`${wayOn(order, mayOpen)}
    <details class="withdraw">
      <summary>Withdraw this agreement</summary>
      <p>Nobody can sign it after that, and it cannot be taken back.</p>
      <form method="post" action="/agreements/${order.id}/withdrawal">
        <button class="grave" type="submit">Withdraw it</button>
      </form>
    </details>`;
}

function wayOn({ id, tasks, externalReference }: Order, mayOpen: boolean): Html {
  const landlord = tasks.find(({ name }) => name === 'landlord');
  if (landlord?.status === 'ready')
    return html`<p class="note">The tenant has signed. For the staff of Fjord Homes:</p>
      <p><a class="button" href="/agreements/${id}/countersign">Sign for Fjord Homes</a></p>`;
  if (!mayOpen)
    return html`<p class="note">Only the visitor who made this agreement can open it to sign.</p>`;
  if (wayOfReference(externalReference)?.teller === 'service')
    return html`<p class="note">The signing service has written to the tenant, by e-mail and SMS.</p>
      <p><a class="button" href="/inbox">To the tenant’s inbox</a></p>`;
  const told = tasks.some(({ referenceCode }) => referenceCode !== undefined);
  return html`<p>
    ${
      told
        ? html`<a class="button" href="/agreements/${id}/told">The letter to the tenant</a>`
        : html`<a class="button" href="/agreements/${id}/sign">Read and sign</a>`
    }
  </p>`;
}

/** Whose turn it is. */
function signers({ tasks }: Order): Html {
  return html`<dl class="facts">
    ${tasks.map(({ name, status }) => fact(name === 'landlord' ? 'Fjord Homes' : 'The tenant', TASK_WORDS[status]))}
  </dl>`;
}

function files(order: Order): Html | undefined {
  const { id, status, documents, uploads } = order;
  const sealed = documents
    .filter(({ sealedSha256 }) => sealedSha256 !== undefined)
    .map((document) => file(`/agreements/${id}/sealed/${document.id}`, document.title, 'The sealed PDF'));
  const handedIn = uploads.map((upload) =>
    file(`/agreements/${id}/uploads/${upload.id}`, upload.title, `Uploaded by the tenant: ${upload.name}`),
  );
  const proofs = [
    file(`/agreements/${id}/receipt`, 'Receipt', 'Who signed what, when and how'),
    file(`/agreements/${id}/evidence`, 'Evidence', 'What proves it, for a program to check'),
  ];
  const all = status === 'completed' ? [...sealed, ...handedIn, ...proofs] : handedIn;
  return all.length === 0
    ? undefined
    : html`<ul class="cards">
        ${all}
      </ul>`;
}

function file(address: string, title: string, sentence: string): Html {
  return html`<li>
    <a href="${address}"><strong>${title}</strong></a>
    <span>${sentence}</span>
  </li>`;
}

function fact(name: string, value: string): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}
