/**
 * Which letters each face of signatures has: told without the font, which need not have come yet. The ranges are those
 * of the font files that the widget and the service ship; a test holds them against the files.
 */
import { FACES, type Face } from '../session/hand.ts';

/** First and last code point of each range, in hexadecimal; one alone is a range of one. */
export const COVERAGE: Readonly<Record<Face, string>> = {
  caveat:
    '20-7e a1-ac ae-17e 18f 192 1c4-1cc 1d4 1e5 1e7 1e9-1eb 1ef 1f1-1f5 1fa-21b 21f 237 259 292 2bc 2c6-2c7 2c9 2d8-2dd 300-304 306-308 30a-30c 30f 311 323 326-328 335 3bc 400-45f 462-463 46a-46b 472-475 48a-4a5 4a8-4ff 510-513 51a-51d 524-529 52e-52f 1e0c-1e0d 1e24-1e25 1e44-1e45 1e5a-1e5b 1e62-1e63 1e6c-1e6d 1e80-1e85 1e92-1e93 1eb8-1eb9 1ebc-1ebd 1eca-1ecd 1ee4-1ee5 1ef2-1ef3 1ef8-1ef9 2010 2013-2014 2018-201a 201c-201e 2020-2022 2026 2030 2032-2033 2039-203a 2044 2052 2070 2074-2079 2080-2089 20a1 20a3-20a4 20a6 20a9 20ac 20ae 20b4 20b8-20ba 20bd 2116 2120 2122 2153-2154 215b-215e 2212 2215 2219 2248 2260 2264-2265 27e8-27e9',
  'marck-script':
    '20-7e a1-a3 a5-a9 ab ae-b1 b4-b5 b7-b8 bb bf-131 133-149 14c-17e 192 1fc-1ff 218-219 2c6-2c7 2d8-2dd 401-40c 40e-44f 451-45c 45e-45f 490-491 1e80-1e85 1ef2-1ef3 2013-2014 2018-201a 201c-201e 2020-2022 2026 2030 2039-203a 2044 20ac 2116 2248 2264-2265',
  mynerve:
    '20-7e a1-ac ae-14d 150-17e 181 186-18a 18e-194 196-199 19d 1a0-1a1 1a4-1a5 1a9 1ac-1b4 1b7 1c0-1c3 1cd-1df 1e2-1eb 1ee-1ef 1fa-1ff 218-21b 228-22b 232-233 237 242-245 24b-24c 251 253-254 256-257 259 25b 260 263 266 268-269 272 27d-27e 283 288-28c 292 294-295 2b0 2b2 2b7 2b9 2bb-2bf 2c6-2c8 2d8-2dd 2e1 300-304 306-30c 310 312 31b 323-328 32e 331 335 35f 374-375 37e 384-38a 38c 38e-3a1 3a3-3cf 3d7 1e04-1e05 1e0c-1e0f 1e12-1e13 1e20-1e21 1e24-1e25 1e2a-1e2b 1e2e-1e2f 1e34-1e4d 1e50-1e53 1e5c-1e5f 1e62-1e63 1e6c-1e71 1e80-1e85 1e8e-1e8f 1e92-1e97 1e9e 1ea0-1ef9 2013-2014 2016 2018-201a 201c-201e 2020-2022 2026 2030 2039-203a 203f 2044 2074 207f 208d-208e 20ac 2122 215b-215e 2190-2199 2202 2205-2206 220f 2211-2212 2215 221a 221e 222b 2248 2260 2264-2265 25a1 25b3 25ca 25cc 2758 2c64 2c6d 2c72-2c73 a71b-a71c a78b-a78d a7aa',
};

const ranges = new Map<Face, readonly (readonly [number, number])[]>();

/** The faces that have every letter of the text, in the order in which they are offered. */
export function facesFor(text: string): readonly Face[] {
  const points = [...text.normalize('NFC').trim()].map((character) => character.codePointAt(0) ?? 0);
  return FACES.filter((face) => points.every((point) => covers(face, point)));
}

function covers(face: Face, point: number): boolean {
  return rangesOf(face).some(([first, last]) => first <= point && point <= last);
}

function rangesOf(face: Face): readonly (readonly [number, number])[] {
  const known = ranges.get(face);
  if (known) return known;
  const parsed = COVERAGE[face].split(' ').map((range): readonly [number, number] => {
    const [first = '', last = first] = range.split('-');
    return [parseInt(first, 16), parseInt(last, 16)];
  });
  ranges.set(face, parsed);
  return parsed;
}
