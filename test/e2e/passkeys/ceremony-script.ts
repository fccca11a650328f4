/** The code of `ceremony-in-page.ts` with all that it imports, for pages whose build has nothing of it. */
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const FILE = fileURLToPath(new URL('ceremony-in-page.ts', import.meta.url));

/** @returns code that puts `ceremony` into a page */
export async function ceremonyScript(): Promise<string> {
  const bundle = await rolldown({ input: FILE });
  const { output } = await bundle.generate({ format: 'iife', name: 'ceremony', codeSplitting: false });
  await bundle.close();
  return `${output[0].code}; globalThis.ceremony = ceremony;`;
}
