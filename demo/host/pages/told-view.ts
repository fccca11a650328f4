/** Who has been told what of an agreement: signers by the signing service, this site by its webhooks. */
import type { Delivery, WebhookEvent } from '../../../src/task/contract.ts';
import { html, type Html } from '../html.ts';
import type { ReceivedWebhook } from '../received-webhooks.ts';
import { timeOf } from './status-words.ts';

export interface Told {
  readonly deliveries: readonly Delivery[];
  readonly webhooks: readonly ReceivedWebhook[];
}

const EVENT_WORDS: Readonly<Record<WebhookEvent['type'], string>> = {
  'task.ready': 'Can be signed',
  'task.completed': 'Signed',
  'task.rejected': 'Rejected by a signer',
  'task.expired': 'Not signed in time',
  'task.deleted': 'Need not be signed any more',
  'order.completed': 'Sealed',
  'order.rejected': 'Rejected',
  'order.expired': 'Expired',
  'order.deleted': 'Withdrawn',
  'packaging.failed': 'Sealing has failed',
};

const DELIVERY_WORDS: Readonly<Record<Delivery['status'], string>> = {
  pending: 'on its way',
  delivered: 'sent',
  failed: 'did not arrive',
  unknown: 'sent, and nobody knows whether it arrived',
  cancelled: 'not needed any more',
};

/** Another one when anything in it has changed. */
export function tellingOf({ deliveries, webhooks }: Told): string {
  return [...deliveries.map(({ status }) => status), webhooks.length].join(' ');
}

/** Whether this site is going to be told something, any moment now. */
export function isBeingTold({ deliveries }: Told): boolean {
  return deliveries.some(({ channel, status }) => channel === 'webhook' && status === 'pending');
}

export function toldView({ deliveries, webhooks }: Told): Html | undefined {
  const messages = deliveries
    .filter(({ channel }) => channel !== 'webhook')
    .sort((a, b) => timeOfDelivery(a) - timeOfDelivery(b));
  if (messages.length + webhooks.length === 0) return undefined;
  return html`${
    messages.length > 0
      ? html`<h2>Told to the tenant</h2>
          <ul class="told-list">
            ${messages.map(messageLine)}
          </ul>`
      : undefined
  }
  ${
    webhooks.length > 0
      ? html`<h2>Told to this site by webhook</h2>
          <ul class="told-list" id="webhooks">
            ${webhooks.map(webhookLine)}
          </ul>
          <p class="hint">Each signature was verified (Standard Webhooks) before it was believed.</p>`
      : undefined
  }`;
}

/** What is not sent any more comes last. */
function timeOfDelivery({ deliveredAt, dueAt, attemptedAt }: Delivery): number {
  const at = deliveredAt ?? dueAt ?? attemptedAt;
  return at === undefined ? Number.MAX_VALUE : Date.parse(at);
}

function messageLine({ channel, recipient = '', status, dueAt, on, deliveredAt, attempts }: Delivery): Html {
  const what = on === 'task.ready' ? 'Please sign' : EVENT_WORDS[on];
  const waits = status === 'pending' && attempts === 0;
  const when = deliveredAt ?? (status === 'pending' ? dueAt : undefined);
  return html`<li>
    <strong>${what}</strong>
    <span>
      ${channel === 'email' ? 'E-mail' : 'SMS'} to <span class="to">${recipient}</span>:
      ${waits ? 'to be sent' : DELIVERY_WORDS[status]}${when === undefined ? undefined : html`, ${timeOf(when)}`}
    </span>
  </li>`;
}

function webhookLine({ id, event, receivedAt }: ReceivedWebhook): Html {
  return html`<li>
    <strong>${EVENT_WORDS[event.type]}</strong>
    <span><code>${event.type}</code>, ${timeOf(receivedAt.toISOString())}</span>
    <span class="hint to">${id}</span>
  </li>`;
}
