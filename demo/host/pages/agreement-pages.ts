import type { Order } from '../../../src/task/contract.ts';
import { html, type Html } from '../html.ts';
import { layout } from './layout.ts';

const STATUS_WORDS: Readonly<Record<Order['status'], string>> = {
  open: 'Waiting for a signature',
  packaging: 'Signed; the seal is being put on',
  completed: 'Signed and sealed',
  rejected: 'Rejected',
  expired: 'The deadline has passed',
  deleted: 'Withdrawn',
  failed: 'Signed; sealing has failed and will be tried again',
};

export function agreementsPage(orders: readonly Order[]): string {
  return layout(
    'Agreements',
    html`<main class="narrow">
      <h1>Agreements</h1>
      ${
        orders.length === 0
          ? html`<p>There are none yet. <a href="/tenancy">Rent a home</a> to make one.</p>`
          : html`<ul class="cards">
              ${orders.map(
                (order) =>
                  html`<li>
                    <a href="/agreements/${order.id}"><strong>${order.title}</strong></a>
                    <span>${STATUS_WORDS[order.status]} · ${dateOf(order.createdAt)}</span>
                  </li>`,
              )}
            </ul>`
      }
    </main>`,
  );
}

export function agreementPage(order: Order): string {
  const [task] = order.tasks;
  const waiting = order.status === 'packaging' || order.status === 'open' || order.status === 'failed';
  return layout(
    order.title,
    html`<main class="narrow">
      <h1>${order.title}</h1>
      <p class="status" id="status" role="status" data-status="${order.status}">
        ${STATUS_WORDS[order.status]}
      </p>
      ${
        order.status === 'open' && task
          ? html`<p><a class="button" href="/agreements/${order.id}/sign">Read and sign</a></p>`
          : undefined
      }
      ${order.status === 'completed' ? downloads(order) : undefined}
    </main>`,
    waiting ? html`<script type="module" src="/assets/agreement.js"></script>` : html``,
  );
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

function dateOf(timestamp: string): string {
  return new Intl.DateTimeFormat('en-IE', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(new Date(timestamp));
}
