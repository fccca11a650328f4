/**
 * The certificates of a service that has none of its own: a root, a certificate that seals and one that
 * stamps times, made at the first start; and the root's revocation lists. They prove nothing to anyone
 * outside; a real installation brings its own seal key and time stamp authority.
 */
import {
  type KeyObject,
  X509Certificate,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  randomBytes,
} from 'node:crypto';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { RevocationSource } from '../../ports/revocation-source.ts';
import type { SealKey } from '../../ports/seal-key.ts';
import type { TimeStampAuthority } from '../../ports/time-stamp-authority.ts';
import { type RevocationListIssuer, createRevocationSource } from '../revocation/create-revocation-source.ts';
import { createDevelopmentTimeStampAuthority } from '../time-stamps/development-time-stamp-authority.ts';
import { createFileSealKey } from './file-seal-key.ts';
import { issueCertificate } from './issue-certificate.ts';
import { issueRevocationList } from './issue-revocation-list.ts';

const YEARS_VALID = 10;
const LIST_DAYS_VALID = 7;
const ROOT_NAME = 'Development root (trust nothing that it signs)';
const FILES = {
  root: 'root.pem',
  rootKey: 'root-key.pem',
  seal: 'seal.pem',
  sealKey: 'seal-key.pem',
  timeStamps: 'time-stamps.pem',
  timeStampsKey: 'time-stamps-key.pem',
} as const;

export interface DevelopmentAuthority {
  readonly sealKey: SealKey;
  readonly timeStampAuthority: TimeStampAuthority;
  /** Of everything that the root has issued; made anew whenever it is asked for. */
  readonly revocationLists: RevocationListIssuer;
  /** Proves what the root has issued, and nothing else. */
  readonly revocations: RevocationSource;
  readonly trustAnchorsPem: string;
  /** The path of a PEM file with the same anchors, for tools. */
  readonly caFile: string;
}

/** @param folder made when it is not there; its contents belong together and are never mixed */
export async function openDevelopmentAuthority(folder: string): Promise<DevelopmentAuthority> {
  const set = join(folder, 'development-authority');
  if (!(await exists(join(set, FILES.root)))) await create(folder, set);
  const root = await readFrom(set, FILES.root, certificate);
  const holder = async (certificateFile: string, keyFile: string) => {
    const own = await readFrom(set, certificateFile, certificate);
    return readFrom(set, keyFile, (pem) => createFileSealKey(createPrivateKey(pem), [own, root]));
  };
  const sealKey = await holder(FILES.seal, FILES.sealKey);
  const timeStampKey = await holder(FILES.timeStamps, FILES.timeStampsKey);
  const trustAnchorsPem = await readFrom(set, FILES.root, (pem) => pem);
  const rootKey = await readFrom(set, FILES.rootKey, (pem) => keysOf(pem, root));
  const revocationLists: RevocationListIssuer = {
    issuer: root,
    issue: (at) =>
      issueRevocationList({
        issuer: { commonName: ROOT_NAME, ...rootKey },
        thisUpdate: at,
        nextUpdate: new Date(at.getTime() + LIST_DAYS_VALID * 86_400_000),
      }),
  };
  return {
    sealKey,
    revocationLists,
    revocations: createRevocationSource({ trustAnchorsPem, own: revocationLists }),
    timeStampAuthority: createDevelopmentTimeStampAuthority({ key: timeStampKey, trustAnchorsPem }),
    trustAnchorsPem,
    caFile: join(set, FILES.root),
  };
}

const certificate = (pem: string): Buffer => new X509Certificate(pem).raw;

function keysOf(pem: string, certificateDer: Uint8Array): { publicKey: KeyObject; privateKey: KeyObject } {
  const privateKey = createPrivateKey(pem);
  const { publicKey } = new X509Certificate(certificateDer);
  if (!publicKey.equals(createPublicKey(privateKey))) throw new TypeError('It is the key of something else.');
  return { publicKey, privateKey };
}

/** What the set holds belongs together: a file that is not right is named, and nothing is made in its place. */
async function readFrom<T>(set: string, file: string, read: (pem: string) => T): Promise<T> {
  const path = join(set, file);
  try {
    return read(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new Error(
      `${path} is damaged or missing. Restore it, or remove ${set} to have a new authority made.`,
      { cause },
    );
  }
}

/**
 * A whole set is made aside and then renamed into place: of two processes that start at the same moment
 * one wins, and the other takes what the winner made.
 */
async function create(folder: string, set: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `.authority-${randomBytes(8).toString('hex')}`);
  await mkdir(temporary, { mode: 0o700 });
  try {
    for (const [file, text] of Object.entries(await makeSet())) {
      const path = join(temporary, file);
      await writeFile(path, text, { flag: 'wx', mode: 0o600, flush: true });
      if (!file.endsWith('-key.pem')) await chmod(path, 0o644);
    }
    await rename(temporary, set).catch(async (error: NodeJS.ErrnoException) => {
      const lost = error.code === 'ENOTEMPTY' || error.code === 'EEXIST' || error.code === 'EPERM';
      if (!lost || !(await exists(join(set, FILES.root)))) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function makeSet(): Promise<Record<string, string>> {
  const newKeys = () => promisify(generateKeyPair)('rsa', { modulusLength: 3072 });
  const [root, seal, timeStamps] = await Promise.all([newKeys(), newKeys(), newKeys()]);
  const notBefore = new Date(Date.now() - 60_000);
  const notAfter = new Date(notBefore);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + YEARS_VALID);
  const issue = (use: 'authority' | 'seal' | 'time-stamps', commonName: string, publicKey: KeyObject) =>
    pem(
      issueCertificate({
        use,
        commonName,
        publicKey,
        issuer: { commonName: ROOT_NAME, ...root },
        notBefore,
        notAfter,
      }),
    );
  const keyPem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();
  return {
    [FILES.root]: issue('authority', ROOT_NAME, root.publicKey),
    [FILES.rootKey]: keyPem(root.privateKey),
    [FILES.seal]: issue('seal', 'Development seal', seal.publicKey),
    [FILES.sealKey]: keyPem(seal.privateKey),
    [FILES.timeStamps]: issue('time-stamps', 'Development time stamps', timeStamps.publicKey),
    [FILES.timeStampsKey]: keyPem(timeStamps.privateKey),
  };
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

async function exists(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}
