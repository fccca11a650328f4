/** Requests that carry a credential where it does not belong, as broken clients and mangled links send them. */
import { connect } from 'node:net';
import type { Addresses } from './site-protocol.ts';

export interface WrongRequest {
  readonly url: string;
  readonly init: RequestInit;
}

/** Of each credential, in every part of a request, to every server. */
export function wrongRequests(addresses: Addresses, taskId: string, credential: string): WrongRequest[] {
  const { serviceUrl, hostUrl, eidUrl } = addresses;
  const task = `${serviceUrl}/tasks/${taskId}`;
  const sessions = `${serviceUrl}/task-sessions`;
  const quoted = JSON.stringify(credential);
  const get = (url: string, headers: Record<string, string> = {}): WrongRequest => ({
    url,
    init: { headers },
  });
  const post = (url: string, body: string, headers: Record<string, string> = {}): WrongRequest => ({
    url,
    init: { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } },
  });
  const html = { accept: 'text/html' };
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const encoded = encodeURIComponent(credential);
  return [
    get(`${serviceUrl}/${encoded}`),
    get(`${serviceUrl}/${encoded}`, html),
    get(`${serviceUrl}/tasks/${encoded}`),
    get(`${serviceUrl}/tasks/${encoded}`, html),
    get(`${serviceUrl}/tasks/%zz${encoded}`),
    get(`${serviceUrl}/tasks/${encoded.repeat(30)}`),
    get(`${serviceUrl}/orders/${encoded}`),
    get(`${serviceUrl}/logins/${encoded}/start`, html),
    get(`${serviceUrl}/logins/callback?state=${encoded}&code=${encoded}`, html),
    get(`${serviceUrl}/logins/callback?state=${encoded}&state=${encoded}`),
    get(`${serviceUrl}/logins/callback?error=${encoded}&state=none`, html),
    get(`${task}?artifact=${encoded}&token=${encoded}&idToken=${encoded}`),
    get(`${task}/${encoded}`),
    get(`${task}/documents/${encoded}`, { authorization: `Bearer ${credential}` }),
    get(`${task}/events`, { authorization: `Bearer ${credential}`, 'last-event-id': credential }),
    get(task, { authorization: `Bearer ${credential} ${credential}` }),
    get(task, { authorization: `Bearer  ,${credential}` }),
    get(task, { authorization: `Basic ${credential}` }),
    get(task, { authorization: credential, cookie: `token=${credential}`, range: credential }),
    get(`${sessions}?artifact=${encoded}`),
    get(`${serviceUrl}/orders?cursor=${encoded}&status=${encoded}`, {
      authorization: `Bearer ${credential}`,
    }),
    post(`${sessions}?artifact=${encoded}`, '{}'),
    post(sessions, `{"artifact": ${quoted}`),
    post(sessions, `{"artifact": [${quoted}]}`),
    post(sessions, `{"artifact": ${quoted}, "referenceCode": ${quoted}}`),
    post(sessions, `{${quoted}: ${quoted}}`),
    post(sessions, `{"referenceCode": "!${credential}"}`),
    post(sessions, `{"login": {"id": ${quoted}, "idToken": ${quoted}}}`),
    post(sessions, quoted),
    post(sessions, `{"taskId": ${quoted}, "redirectUri": ${quoted}}`, { 'idempotency-key': credential }),
    post(sessions, credential, { 'content-type': 'text/plain' }),
    post(sessions, credential, { 'content-type': `text/${encoded}` }),
    post(`${task}/completion`, `{"actions": ${quoted}}`, {
      authorization: `Bearer ${credential}`,
      'if-match': credential,
    }),
    get(`${hostUrl}/${encoded}`),
    get(`${hostUrl}/agreements/${encoded}`),
    get(`${hostUrl}/agreements/${encoded}/sign?artifact=${encoded}`, { cookie: `visits=${credential}` }),
    get(`${hostUrl}/agreements/%zz${encoded}`),
    get(`${hostUrl}/login/callback?code=${encoded}&state=${encoded}`),
    post(`${hostUrl}/tenancy/open`, `name=${encoded}&${encoded}=1`, form),
    post(`${hostUrl}/tenancy/open`, quoted),
    get(`${eidUrl}/${encoded}`),
    get(`${eidUrl}/login/${encoded}`, { cookie: `_interaction=${credential}` }),
    get(`${eidUrl}/auth?client_id=${encoded}&state=${encoded}&nonce=${encoded}`),
    get(`${eidUrl}/auth?client_id=signing-widget&response_type=${encoded}&id_token_hint=${encoded}`),
    get(`${eidUrl}/me`, { authorization: `Bearer ${credential}` }),
    post(`${eidUrl}/token`, `grant_type=authorization_code&code=${encoded}&code_verifier=${encoded}`, form),
    post(`${eidUrl}/token`, `grant_type=${encoded}&client_id=signing-widget`, form),
    post(`${eidUrl}/token`, quoted),
  ];
}

/** What no client library lets anyone send. */
export function brokenRequests(credential: string): string[] {
  return [
    `GET /tasks/${credential} HTTP/9.9\r\nHost: localhost\r\n\r\n`,
    `${credential}\r\n\r\n`,
    `GET /tasks/x?artifact=${credential} HTTP/1.1\r\nHost: localhost\r\n${credential}\r\n\r\n`,
    `GET http://[${credential}/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
    `POST /task-sessions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999\r\nContent-Length: 1\r\n\r\n${credential}`,
    `GET /tasks/x HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${credential.padEnd(20_000, 'x')}\r\n\r\n`,
  ];
}

/** @returns what the server said before it hung up */
export function sendRaw(origin: string, text: string): Promise<string> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.setEncoding('latin1').on('data', (part: string) => {
      answer += part;
    });
    // A reset is an answer too.
    socket.on('error', () => undefined);
    socket.once('close', () => resolve(answer));
    socket.end(text);
  });
}
