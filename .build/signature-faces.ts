/** Ships the faces of typed signatures, where `src/signature/faces.ts` looks for them. Their licence is in each file. */
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const FONTS = fileURLToPath(new URL('../node_modules/@expo-google-fonts', import.meta.url));

/** By the names that the widget asks for them. */
export const FACE_FILES = {
  'caveat.ttf': 'caveat/400Regular/Caveat_400Regular.ttf',
  'marck-script.ttf': 'marck-script/400Regular/MarckScript_400Regular.ttf',
  'mynerve.ttf': 'mynerve/Mynerve_400Regular.ttf',
} as const;

export async function copySignatureFacesTo(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, from] of Object.entries(FACE_FILES)) await cp(join(FONTS, from), join(folder, name));
}

export function signatureFaces(folder: string): Plugin {
  return {
    name: 'signature-faces',
    apply: 'build',
    writeBundle: () => copySignatureFacesTo(folder),
  };
}
