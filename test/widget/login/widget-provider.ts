/** An OpenID provider at the edge of the page: answers the two requests that a flow makes, passes on all others. */
const ISSUER = 'https://eid.test';
export const NONCE = 'nonce-of-the-offer';

export interface Provider {
  /** How often a code was exchanged. */
  readonly exchanges: number;
  /** Holds the next exchange until it is let go. */
  hold(): () => void;
  unreachable: boolean;
  restore(): void;
}

export function provideIdTokens(): Provider {
  const real = globalThis.fetch;
  let exchanges = 0;
  let held: Promise<void> | undefined;
  const provider = {
    unreachable: false,
    get exchanges() {
      return exchanges;
    },
    hold() {
      let letGo = (): void => undefined;
      held = new Promise((resolve) => (letGo = resolve));
      return letGo;
    },
    restore() {
      globalThis.fetch = real;
    },
  };
  globalThis.fetch = async (input, init) => {
    const url = String(input instanceof Request ? input.url : input);
    if (!url.startsWith(ISSUER)) return real(input, init);
    if (provider.unreachable) throw new TypeError('Failed to fetch');
    if (!url.endsWith('/token')) return Response.json(metadata());
    exchanges++;
    await held;
    return Response.json({
      id_token: idToken(),
      access_token: 'access-token-1',
      refresh_token: 'refresh-token-1',
    });
  };
  return provider;
}

export function idToken(): string {
  const part = (value: object) => btoa(JSON.stringify(value)).replaceAll('=', '');
  return `${part({ alg: 'none' })}.${part({ sub: 's-1', nonce: NONCE })}.c2ln`;
}

function metadata(): object {
  // How the eID behaves is told to it in its own address, which a provider may well have a query in.
  const behaviour = sessionStorage.getItem('test behaviour') ?? '';
  return {
    issuer: ISSUER,
    authorization_endpoint: `${location.origin}/test/widget/login/pages/elsewhere.html?behaviour=${behaviour}`,
    token_endpoint: `${ISSUER}/token`,
  };
}
