/**
 * Every request that reaches a server of this process, as the server sees it. Node tells of them itself, so that
 * no server has to be made for it; who is asking, and for what, is not looked into here.
 */
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface SeenRequest {
  readonly method: string;
  /** Absolute, as far as the request says. */
  readonly url: string;
  readonly referer: string;
  /** Where the answer sends the browser on to. */
  location: string;
}

export function seeRequests(): readonly SeenRequest[] {
  const seen: SeenRequest[] = [];
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const { method = '', url = '', headers } = request;
    const one = { method, url: `http://${headers.host}${url}`, referer: headers.referer ?? '', location: '' };
    seen.push(one);
    response.once('finish', () => {
      one.location = String(response.getHeader('location') ?? '');
    });
  });
  return seen;
}
