/** What all routes of the customer's site share, and how they answer. */
import type { FastifyReply } from 'fastify';
import type { SigningApi } from './signing-api.ts';
import type { Visitors } from './visitors.ts';

export interface Site {
  readonly api: SigningApi;
  readonly visitors: Visitors;
  readonly serviceUrl: string;
  readonly eidUrl: string | undefined;
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
