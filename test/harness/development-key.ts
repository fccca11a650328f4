/** A key of the development authority, for what only its holder can do. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createFileSealKey } from '../../demo/service/adapters/keys/file-seal-key.ts';
import type { SealKey } from '../../demo/service/ports/seal-key.ts';

export async function developmentKey(dataFolder: string, name: 'seal' | 'time-stamps'): Promise<SealKey> {
  const read = (file: string) => readFile(join(dataFolder, 'development-authority', file), 'utf8');
  const chain = [new X509Certificate(await read(`${name}.pem`)), new X509Certificate(await read('root.pem'))];
  return createFileSealKey(
    createPrivateKey(await read(`${name}-key.pem`)),
    chain.map(({ raw }) => raw),
  );
}
