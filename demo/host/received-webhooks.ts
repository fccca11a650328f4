/**
 * What the signing service has told this site, verified by a library of Standard Webhooks
 * (https://www.standardwebhooks.com) with the secret that this site names in its orders.
 */
import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { WebhookEvent } from '../../src/task/contract.ts';

export interface ReceivedWebhook {
  readonly id: string;
  readonly receivedAt: Date;
  readonly event: WebhookEvent;
}

const MOST_KEPT = 1000;

export class ReceivedWebhooks {
  /** `whsec_…`: the same after a restart, so that what is under way then is verified too. */
  readonly secret: string;
  readonly #verifier: Webhook;
  /** By their ids: what is sent twice has come once. */
  readonly #received = new Map<string, ReceivedWebhook>();

  /** @param secret that the site has anyway; what is made of it opens nothing else */
  constructor(secret: string) {
    this.secret = `whsec_${createHmac('sha256', secret).update('webhooks').digest('base64')}`;
    this.#verifier = new Webhook(this.secret);
  }

  /** @returns whether it comes from whom it says; only then it is kept */
  take(body: string, headers: Readonly<Record<string, string>>): boolean {
    let event: WebhookEvent;
    try {
      event = this.#verifier.verify(body, headers) as WebhookEvent;
    } catch {
      return false;
    }
    const id = headers['webhook-id'] ?? '';
    if (!this.#received.has(id)) this.#received.set(id, { id, receivedAt: new Date(), event });
    for (const oldest of this.#received.keys()) {
      if (this.#received.size <= MOST_KEPT) break;
      this.#received.delete(oldest);
    }
    return true;
  }

  /** In the order in which it happened: webhooks may overtake each other. */
  of(orderId: string): readonly ReceivedWebhook[] {
    return [...this.#received.values()]
      .filter(({ event }) => event.data.orderId === orderId)
      .sort((a, b) => a.event.data.sequence - b.event.data.sequence);
  }
}
