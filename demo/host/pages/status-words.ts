/** Where an agreement stands, in the words of this site. */
import type { Order } from '../../../src/task/contract.ts';
import { html, type Html } from '../html.ts';

export const STATUS_WORDS: Readonly<Record<Order['status'], string>> = {
  open: 'Waiting for a signature',
  packaging: 'Signed; the seal is being put on',
  completed: 'Signed and sealed',
  rejected: 'Rejected',
  expired: 'The deadline has passed',
  deleted: 'Withdrawn',
  failed: 'Signed; sealing has failed and will be tried again',
};

export const TASK_WORDS: Readonly<Record<Order['tasks'][number]['status'], string>> = {
  blocked: 'Signs after the other',
  ready: 'Has not signed yet',
  completed: 'Has signed',
  rejected: 'Has rejected it',
  expired: 'Did not sign in time',
  deleted: 'Need not sign any more',
};

/** Asks where the agreement stands, and shows the page again when that changes; nothing where it stays. */
/** @param more whether something about it is going to change that is not the agreement's own */
export function follow({ status }: Order, more = false): Html {
  const moves = more || status === 'open' || status === 'packaging' || status === 'failed';
  return moves ? html`<script type="module" src="/assets/agreement.js"></script>` : html``;
}

/** Another one when anything on the page about it has changed. */
export function standingOf({ status, tasks }: Order, telling = ''): string {
  return [status, ...tasks.map((task) => task.status), telling].join(' ').trim();
}

/** @param telling what else the page shows, as `tellingOf()` has it */
export function statusView(order: Order, telling?: string): Html {
  const { id, status } = order;
  return html`<p
    class="status"
    id="status"
    role="status"
    data-status="${status}"
    data-standing="${standingOf(order, telling)}"
    data-source="/agreements/${id}/status${telling === undefined ? '' : '?told'}"
  >
    ${STATUS_WORDS[status]}
  </p>`;
}

/** What the signer gave as the reason, as text: it can be anything. */
export function reasonView({ tasks }: Order): Html | undefined {
  const reason = tasks.find(({ rejectionReason }) => rejectionReason)?.rejectionReason;
  return reason
    ? html`<figure class="reason">
        <figcaption>The reason given</figcaption>
        <blockquote>${reason}</blockquote>
      </figure>`
    : undefined;
}

export function timeOf(timestamp: string): string {
  return `${new Intl.DateTimeFormat('en-IE', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(new Date(timestamp))} UTC`;
}
