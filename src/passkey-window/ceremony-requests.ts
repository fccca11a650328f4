/** What the window asks of its service. It knows no task and no session: its token is for this ceremony alone. */
import type { PasskeyCeremony, PasskeyRequest } from '../task/contract.ts';

export type RequestFault =
  /** The secret or the token opens nothing any more. */
  | 'ended'
  /** What the browser made was not accepted. */
  | 'refused'
  /** No answer, or none that says what is. */
  | 'unreached';

export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';

  constructor(
    readonly fault: RequestFault,
    options?: ErrorOptions,
  ) {
    super(fault, options);
  }
}

type Json = Record<string, unknown>;

const PATH = '/passkey-ceremonies';
const TIMEOUT_MILLISECONDS = 20_000;

export async function begin(secret: string): Promise<PasskeyCeremony> {
  return (await send('', { method: 'POST', body: { secret } })).json() as Promise<PasskeyCeremony>;
}

export async function keep(token: string, credential: Json): Promise<PasskeyRequest> {
  const answer = await send('/current/passkey', { method: 'POST', token, body: { credential } });
  return answer.json() as Promise<PasskeyRequest>;
}

export async function sign(token: string, credential: Json): Promise<void> {
  await send('/current/signature', { method: 'POST', token, body: { credential } });
}

/** Told also while the window goes. That it fails is no concern: what was not done ends by itself. */
export function end(token: string): Promise<unknown> {
  return send('/current', { method: 'DELETE', token, keepalive: true }).catch(() => undefined);
}

interface Sending {
  readonly method: 'POST' | 'DELETE';
  readonly token?: string;
  readonly body?: Json;
  readonly keepalive?: boolean;
}

async function send(path: string, { method, token, body, keepalive = false }: Sending): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(PATH + path, {
      method,
      keepalive,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
      headers: {
        Accept: 'application/json',
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(body && { 'Content-Type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  } catch (error) {
    throw new RequestFailed('unreached', { cause: error });
  }
  if (response.ok) return response;
  throw new RequestFailed(faultOf(response.status));
}

function faultOf(status: number): RequestFault {
  if (status === 400 || status === 403) return 'refused';
  // Gone, not ours, or a task that has ended meanwhile.
  if (status === 401 || status === 404 || status === 409) return 'ended';
  return 'unreached';
}
