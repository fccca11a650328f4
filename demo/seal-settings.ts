/** What the environment says of the seal: its key, its time stamps, whom to trust for them. */
import { resolve } from 'node:path';
import type { SealConfiguration } from './service/adapters/keys/open-seal-authorities.ts';

/** @throws Error that says which variable is wrong, and how */
export function sealFrom(env: NodeJS.ProcessEnv, timeStampUrl: string | undefined): SealConfiguration {
  const [keyFile, chainFile] = [fileFrom(env, 'SEAL_KEY_FILE'), fileFrom(env, 'SEAL_CHAIN_FILE')];
  if (keyFile !== undefined && chainFile === undefined)
    throw new Error(
      'SEAL_CHAIN_FILE must be set with SEAL_KEY_FILE: the certificate of the key, then its issuers.',
    );
  if (chainFile !== undefined && keyFile === undefined)
    throw new Error('SEAL_KEY_FILE must be set with SEAL_CHAIN_FILE.');
  const trustAnchorsFile = fileFrom(env, 'TRUST_ANCHORS_FILE');
  // Without it anyone could stamp the time, and nobody could say which certificates have to be proven.
  const wanting =
    keyFile !== undefined ? 'SEAL_KEY_FILE' : timeStampUrl !== undefined ? 'TSA_URL' : undefined;
  if (wanting !== undefined && trustAnchorsFile === undefined) {
    throw new Error(
      `TRUST_ANCHORS_FILE must be set with ${wanting}: the authorities that its certificates lead to.`,
    );
  }
  const { SEAL_KEY_PASSPHRASE: keyPassphrase } = env;
  return {
    ...(keyFile !== undefined &&
      chainFile !== undefined && {
        key: { keyFile, chainFile, ...(keyPassphrase && { keyPassphrase }) },
      }),
    ...(timeStampUrl !== undefined && { timeStampUrl }),
    ...(trustAnchorsFile !== undefined && { trustAnchorsFile }),
    privateRevocationHosts: hostsFrom(env),
  };
}

function fileFrom(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const text = env[name];
  return text === undefined || text === '' ? undefined : resolve(text);
}

/** One with a scheme or a path would never match, and nobody would be told. */
function hostsFrom(env: NodeJS.ProcessEnv): string[] {
  return (env.REVOCATION_PRIVATE_HOSTS ?? '')
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((text) => {
      const url = URL.canParse(`http://${text}`) ? new URL(`http://${text}`) : undefined;
      if (url?.host !== text.toLowerCase())
        throw new Error(
          `REVOCATION_PRIVATE_HOSTS must be hosts such as ca.example or ca.example:8080: ${text} is none.`,
        );
      return url.host;
    });
}
