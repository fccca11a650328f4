/**
 * Whose key seals, who stamps times, and who says that their certificates hold: as the operator has it, and the
 * development authority for whatever is not configured.
 */
import { X509Certificate, createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { RevocationSource } from '../../ports/revocation-source.ts';
import type { SealKey } from '../../ports/seal-key.ts';
import type { TimeStampAuthority } from '../../ports/time-stamp-authority.ts';
import { pathToAnchor, readCertificates } from '../certificates/certificate-path.ts';
import { createRevocationSource } from '../revocation/create-revocation-source.ts';
import { createRevocationRequest } from '../revocation/revocation-request.ts';
import { createHttpTimeStampAuthority } from '../time-stamps/http-time-stamp-authority.ts';
import { type DevelopmentAuthority, openDevelopmentAuthority } from './development-authority.ts';
import { createFileSealKey } from './file-seal-key.ts';

export interface SealConfiguration {
  /** Left out: the development authority seals. */
  readonly key?: SealKeyFiles;
  /** RFC 3161 over HTTP. Left out: the development authority stamps. */
  readonly timeStampUrl?: string;
  /** PEM: the authorities that the certificates of `key` and of `timeStampUrl` lead to. With either of them it must be there. */
  readonly trustAnchorsFile?: string;
  /** Hosts (with their port where it is not the usual one) that tell of certificates from within a private network. */
  readonly privateRevocationHosts?: readonly string[];
}

export interface SealKeyFiles {
  /** PEM, PKCS #8, RSA. */
  readonly keyFile: string;
  /** Of a key that is encrypted. */
  readonly keyPassphrase?: string;
  /** PEM: the key's own certificate first, then each issuer. */
  readonly chainFile: string;
}

export interface SealAuthorities {
  readonly sealKey: SealKey;
  readonly timeStamps: TimeStampAuthority;
  readonly revocations: RevocationSource;
  readonly trustAnchorsPem: string;
  /** The same as PEM files, for tools. */
  readonly trustAnchorFiles: readonly string[];
}

const TIMEOUT_SECONDS = 10;

/** @throws Error that says which file is wrong, and how */
export async function openSealAuthorities(
  dataFolder: string,
  { key, timeStampUrl, trustAnchorsFile, privateRevocationHosts = [] }: SealConfiguration,
): Promise<SealAuthorities> {
  // Where nothing is left to it, it is neither made nor trusted.
  const development = key && timeStampUrl ? undefined : await openDevelopmentAuthority(dataFolder);
  const anchorsPem = trustAnchorsFile === undefined ? '' : await readAnchors(trustAnchorsFile);
  const trustAnchorsPem = `${development?.trustAnchorsPem ?? ''}${anchorsPem}`;
  if (anchorsPem === '' && (key ?? timeStampUrl) !== undefined)
    throw new Error('A seal key or a time stamp authority of one’s own needs trust anchors.');
  const revocations = createRevocationSource({
    trustAnchorsPem,
    ask: createRevocationRequest({ timeoutSeconds: TIMEOUT_SECONDS, privateHosts: privateRevocationHosts }),
    ...(development && { own: development.revocationLists }),
  });
  return {
    sealKey: key ? await openSealKey(key, anchorsPem) : given(development).sealKey,
    timeStamps: timeStampUrl
      ? createHttpTimeStampAuthority(timeStampUrl, {
          timeoutSeconds: TIMEOUT_SECONDS,
          trustAnchorsPem: anchorsPem,
        })
      : given(development).timeStampAuthority,
    revocations,
    trustAnchorsPem,
    trustAnchorFiles: [
      ...(development ? [development.caFile] : []),
      ...(trustAnchorsFile === undefined ? [] : [trustAnchorsFile]),
    ],
  };
}

function given(development: DevelopmentAuthority | undefined): DevelopmentAuthority {
  if (development === undefined) throw new TypeError('The development authority was not opened.');
  return development;
}

async function readAnchors(file: string): Promise<string> {
  return named(file, async () => {
    const certificates = readCertificates(await readFile(file, 'utf8'));
    if (certificates.length === 0) throw new TypeError('It holds no certificate in PEM.');
    return certificates.map((certificate) => certificate.toString()).join('');
  });
}

async function openSealKey(
  { keyFile, keyPassphrase, chainFile }: SealKeyFiles,
  anchorsPem: string,
): Promise<SealKey> {
  const privateKey = await named(keyFile, async () => {
    const key = await readFile(keyFile);
    if (keyPassphrase === undefined && key.includes('ENCRYPTED'))
      throw new TypeError('It is encrypted, and no passphrase is configured.');
    return createPrivateKey({ key, ...(keyPassphrase !== undefined && { passphrase: keyPassphrase }) });
  });
  return named(chainFile, async () => {
    const chain = readCertificates(await readFile(chainFile, 'utf8'));
    const [own, ...others] = chain;
    const key = createFileSealKey(
      privateKey,
      chain.map(({ raw }) => raw),
    );
    if (!(own instanceof X509Certificate) || !pathToAnchor(own, others, anchorsPem, new Date()))
      throw new TypeError('The seal certificate leads to none of the trust anchors.');
    return key;
  });
}

/** What is wrong with a file is told with its name, and never with what is in it. */
async function named<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    const why = cause instanceof TypeError ? cause.message : 'It cannot be read.';
    throw new Error(`${file} cannot be used to seal. ${why}`, { cause });
  }
}
