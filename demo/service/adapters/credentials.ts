import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Credentials } from '../ports/credentials.ts';

/** Before what is sealed; a form that comes after it will have another. */
const SEALED = 'sealed.v1.';
/** Of AES-GCM (NIST SP 800-38D sections 5.2.1.1 and 5.2.1.2). */
const IV_BYTES = 12;
const TAG_BYTES = 16;

export function createCredentials(serviceSecret: Uint8Array): Credentials {
  // As JSON, so that no two lists of parts are the same text, and none is a token that is hashed below.
  const derived = (...parts: readonly string[]) =>
    createHmac('sha256', serviceSecret).update(JSON.stringify(parts));
  const sealKey = derived('seal').digest();
  return {
    newId: (prefix) => `${prefix}_${randomBytes(16).toString('base64url')}`,
    newToken: () => randomBytes(32).toString('base64url'),
    hashToken: (token) => createHmac('sha256', serviceSecret).update(token).digest('hex'),
    deriveToken: (purpose, ...parts) => derived(purpose, ...parts).digest('base64url'),
    seal: (secret) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealKey, iv);
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return SEALED + Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url');
    },
    unseal: (sealed) => {
      if (!sealed.startsWith(SEALED)) throw new Error('That was not sealed by this service.');
      const bytes = Buffer.from(sealed.slice(SEALED.length), 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return (
        decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
      );
    },
  };
}

/** The secret that tokens are hashed with: made at the first start, kept in the data folder. */
export async function openServiceSecret(folder: string): Promise<Uint8Array> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'service-secret');
  const draft = join(folder, `service-secret-${randomBytes(8).toString('hex')}`);
  await writeFile(draft, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return readServiceSecret(file);
}

/** @throws Error that names the file, and says nothing of what is in it */
export async function readServiceSecret(file: string): Promise<Uint8Array> {
  const digits = (await readFile(file, 'utf8')).trim();
  // Looked at first: decoding stops in silence at what is no digit.
  if (!/^[0-9a-f]{64}$/i.test(digits)) throw new Error(`${file} is damaged: it must hold 64 hex digits.`);
  return Buffer.from(digits, 'hex');
}
