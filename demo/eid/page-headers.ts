/** The headers of every answer of the test eID. Knows no page and no protocol. */
import type { ServerResponse } from 'node:http';

export interface PageHeaders {
  /** Where the form's answer may lead in the end: the clients, and where they lead on to. */
  readonly formTargets: readonly string[];
  readonly crossOriginOpenerPolicy: 'same-origin' | undefined;
}

export function setPageHeaders(
  response: ServerResponse,
  { formTargets, crossOriginOpenerPolicy }: PageHeaders,
): void {
  const headers: Readonly<Record<string, string | undefined>> = {
    'content-security-policy': [
      `default-src 'none'`,
      `style-src 'self'`,
      `img-src 'self'`,
      // Chromium holds every redirect after the form against this, not only the first request.
      `form-action 'self' ${formTargets.join(' ')}`,
      `base-uri 'none'`,
      // A login page in somebody's frame could be laid under other things.
      `frame-ancestors 'none'`,
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    // Cuts the tie to the window that opened this one; on redirects too, so that no step of a login keeps it.
    'cross-origin-opener-policy': crossOriginOpenerPolicy,
  };
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) response.setHeader(name, value);
  }
}

export function sendPage(response: ServerResponse, status: number, page: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(page);
}
