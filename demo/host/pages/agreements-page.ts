/** The staff's overview: every agreement and where it stands, kept up to date. */
import type { Order } from '../../../src/task/contract.ts';
import { html, type Html } from '../html.ts';
import { wayOfReference } from '../ways.ts';
import { layout } from './layout.ts';
import { STATUS_WORDS, timeOf } from './status-words.ts';

export function agreementsPage(orders: readonly Order[]): string {
  return layout(
    'Agreements',
    html`<main class="narrow">
      <h1>Agreements</h1>
      <p class="note">These pages are the staff’s. In this demonstration they have no login.</p>
      ${
        orders.length === 0
          ? html`<p>There are none yet. <a href="/">Rent a home</a> to make one.</p>`
          : html`<ul class="cards" id="agreements">
              ${orders.map(agreementCard)}
            </ul>`
      }
    </main>`,
    html`<script type="module" src="/assets/agreements.js"></script>`,
  );
}

function agreementCard({ id, title, status, externalReference, createdAt }: Order): Html {
  const way = wayOfReference(externalReference);
  return html`<li>
    <a href="/agreements/${id}"
      ><strong
        >${title}${externalReference ? html` · <span class="whole">${externalReference}</span>` : undefined}</strong
      ></a
    >
    <span class="status-line" data-agreement="${id}" data-status="${status}">${STATUS_WORDS[status]}</span>
    <span>${timeOf(createdAt)}${way ? html` · ${way.title}` : undefined}</span>
  </li>`;
}
