/** What takes notices out of the house. Each says, where it did not succeed, what is known of it. */
import type { Language } from '../domain/language.ts';

/**
 * - `later`: it has not been taken, and may be another time;
 * - `refused`: it has not been taken and never will be;
 * - `unknown`: it has been sent and nobody knows whether it was taken;
 * - `gone`: nobody is there any more, and nothing is to be sent again.
 */
export type FailedOutcome = 'later' | 'refused' | 'unknown' | 'gone';

export class NotDelivered extends Error {
  override readonly name = 'NotDelivered';
  constructor(
    readonly outcome: FailedOutcome,
    /** A stable word for the cause, with a status code where there is one: nothing personal, no address. */
    readonly reason: string,
    options?: ErrorOptions & {
      /** What the other side has asked for. */
      readonly retryAfterSeconds?: number;
    },
  ) {
    super(reason, options);
    this.retryAfterSeconds = options?.retryAfterSeconds;
  }
  readonly retryAfterSeconds: number | undefined;
}

export interface Mail {
  /** Makes the Message-ID: the same on every try. */
  readonly id: string;
  /** One checked address. */
  readonly recipient: string;
  readonly senderName: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly language: Language;
}

export interface MailSender {
  /** @throws NotDelivered */
  send(mail: Mail): Promise<void>;
}

export interface ShortMessage {
  readonly id: string;
  /** E.164. */
  readonly recipient: string;
  readonly text: string;
}

export interface ShortMessageSender {
  /** @throws NotDelivered */
  send(message: ShortMessage): Promise<void>;
}

export interface Webhook {
  /** `webhook-id`: the same on every try. */
  readonly id: string;
  readonly url: string;
  /** `whsec_…`; the service's own where it is left out. */
  readonly secret: string | undefined;
  readonly sentAt: Date;
  readonly body: string;
}

export interface WebhookSender {
  /** Whether a webhook that brings no secret can be signed. */
  readonly hasSecret: boolean;
  /** @returns why nothing can ever be sent there, as far as the address itself tells; undefined where it can be */
  targetFault(url: string): string | undefined;
  /** @throws NotDelivered */
  send(webhook: Webhook): Promise<void>;
}

export interface NoticeSenders {
  /** Undefined where none is configured: then no order can ask for it. */
  readonly email: MailSender | undefined;
  readonly sms: ShortMessageSender | undefined;
  readonly webhook: WebhookSender;
}
