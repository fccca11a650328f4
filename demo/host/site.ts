/** What all routes of the customer's site share, and how they answer. */
import type { FastifyReply } from 'fastify';
import type { ReceivedWebhooks } from './received-webhooks.ts';
import type { SigningApi } from './signing-api.ts';
import type { Visitors } from './visitors.ts';

/** What somebody was sent by e-mail or SMS. */
export interface InboxMessage {
  readonly channel: 'email' | 'sms';
  readonly receivedAt: Date;
  readonly from: string;
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
}

export interface Site {
  readonly api: SigningApi;
  readonly visitors: Visitors;
  readonly serviceUrl: string;
  readonly eidUrl: string | undefined;
  readonly webhooks: ReceivedWebhooks;
  /** Whether the signing service sends webhooks to this site. */
  readonly takesWebhooks: boolean;
  /** What was sent to anybody, the newest first; undefined where that goes to real people. */
  readonly inbox: (() => readonly InboxMessage[]) | undefined;
  /** Where visitors reach this site; known once it listens. */
  readonly url: () => string;
}

export interface ById {
  readonly Params: { readonly id: string };
}

/** @param policy where the page needs another one than every page of the site has */
export function sendPage(reply: FastifyReply, page: string, policy?: string): FastifyReply {
  if (policy !== undefined) reply.header('content-security-policy', policy);
  return reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(page);
}
