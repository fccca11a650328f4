/**
 * Brings oidc-provider in. It names the Node releases that it likes when it is loaded, before anybody could ask
 * it not to; that one line is kept from the screen, and every other warning gets through.
 */
import type * as OidcProvider from 'oidc-provider';

const UNSUPPORTED_RUNTIME = 'oidc-provider WARNING: Unsupported runtime.';

let loading: Promise<typeof OidcProvider> | undefined;

/** Loads it once, so that two starts at the same moment do not put each other's `console.warn` back. */
export function loadOidcProvider(): Promise<typeof OidcProvider> {
  loading ??= load();
  return loading;
}

async function load(): Promise<typeof OidcProvider> {
  /* eslint-disable no-console -- the warning knows no other way out */
  const { warn } = console;
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).includes(UNSUPPORTED_RUNTIME)) warn(...words);
  };
  try {
    return await import('oidc-provider');
  } finally {
    console.warn = warn;
  }
  /* eslint-enable no-console */
}
