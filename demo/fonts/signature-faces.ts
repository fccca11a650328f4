/** The faces of typed signatures, from the same files that the widget shows them in. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { SignatureFace } from '../../src/task/contract.ts';

const require = createRequire(import.meta.url);
const FILES: Readonly<Record<SignatureFace, string>> = {
  caveat: 'caveat/400Regular/Caveat_400Regular.ttf',
  'marck-script': 'marck-script/400Regular/MarckScript_400Regular.ttf',
  mynerve: 'mynerve/Mynerve_400Regular.ttf',
};
const files = new Map<SignatureFace, Promise<Uint8Array>>();
const letters = new Map<SignatureFace, Promise<ReadonlySet<number>>>();

/** The font file, read once. */
export function signatureFace(face: SignatureFace): Promise<Uint8Array> {
  const file = files.get(face) ?? readFile(require.resolve(`@expo-google-fonts/${FILES[face]}`));
  files.set(face, file);
  return file;
}

/** Whether a text can be written in it, letter by letter. */
export async function hasLetters(face: SignatureFace, text: string): Promise<boolean> {
  const known = letters.get(face) ?? lettersOf(face);
  letters.set(face, known);
  const has = await known;
  return [...text.normalize('NFC').trim()].every((letter) => has.has(letter.codePointAt(0) ?? 0));
}

async function lettersOf(face: SignatureFace): Promise<ReadonlySet<number>> {
  // It is large, and takes long to load: only for those who type their names.
  const { default: fontkit } = await import('@pdf-lib/fontkit');
  const { characterSet } = fontkit.create(await signatureFace(face)) as unknown as {
    readonly characterSet: readonly number[];
  };
  return new Set(characterSet);
}
