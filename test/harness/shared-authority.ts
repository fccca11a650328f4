/**
 * One development authority for all tests: three RSA keys take longer to make than most of the tests that want
 * them. It is made once, in the project's own cache, and copied; how one is made has tests of its own.
 */
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDevelopmentAuthority } from '../../demo/service/adapters/keys/development-authority.ts';

const CACHE = fileURLToPath(
  new URL('../../node_modules/.cache/signing-widget/authority-with-lists', import.meta.url),
);

/** @param dataFolder of a service that has not been started yet */
export async function giveAuthority(dataFolder: string): Promise<void> {
  // Of many processes at once one makes it, and all have the same.
  await openDevelopmentAuthority(CACHE);
  const name = 'development-authority';
  await cp(join(CACHE, name), join(dataFolder, name), { recursive: true });
}
