/**
 * What runs in the page, for the widget: a button that signs with a passkey by the widget's own part, and requests of
 * the signer's session. A test puts it into a page of any origin.
 */
import { signWithPasskey } from '../../../src/signature/passkey-ceremony.ts';
import type { PasskeySignature, SignatureChallenge } from '../../../src/task/contract.ts';

export interface CeremonyFacts {
  readonly service: string;
  readonly taskId: string;
  readonly token: string;
  readonly challenge: SignatureChallenge;
}

export interface CeremonyPage {
  /** What has come of it so far. */
  outcome?: { readonly signature: PasskeySignature } | { readonly code: string };
  windowLost?: boolean;
  /** The signer has cancelled it in the widget. */
  stop?: () => void;
}

export const page: CeremonyPage = {};

export function showButton({ service, taskId, token, challenge }: CeremonyFacts): void {
  const ask = async (path: string, body?: unknown) => {
    const response = await fetch(`${service}/tasks/${taskId}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(await response.text());
    return response.json();
  };
  const stop = new AbortController();
  page.stop = () => stop.abort(new DOMException('Stopped.', 'AbortError'));
  const button = document.createElement('button');
  button.textContent = 'Sign with a passkey';
  button.addEventListener('click', () => {
    signWithPasskey(challenge, {
      service,
      register: (registration) => ask('/passkeys', registration),
      renew: () => ask('/signature-challenges', { method: 'passkey' }),
      read: () => ask(`/signature-challenges/${challenge.id}`),
      signal: stop.signal,
      onWindowLost: () => {
        page.windowLost = true;
      },
    }).then(
      (signature) => {
        page.outcome = { signature };
      },
      (error: { code?: string }) => {
        page.outcome = { code: String(error.code ?? error) };
      },
    );
  });
  document.body.replaceChildren(button);
}
