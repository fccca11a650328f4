/** The typeface of every PDF that is made here: Noto Sans covers Latin, Greek and Cyrillic. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

export type NotoSansStyle = '400Regular' | '400Regular_Italic' | '600SemiBold';

const require = createRequire(import.meta.url);
const files = new Map<NotoSansStyle, Promise<Uint8Array>>();

/** The font file, read once. */
export function notoSans(style: NotoSansStyle): Promise<Uint8Array> {
  const file =
    files.get(style) ??
    readFile(require.resolve(`@expo-google-fonts/noto-sans/${style}/NotoSans_${style}.ttf`));
  files.set(style, file);
  return file;
}
