/**
 * Reference codes, as people read and type them: `XXXXX-XXXXXX`, ten characters of Crockford's base32 and a
 * check character by Luhn mod 32. Part of the protocol: the service makes them, the widget checks them before
 * anything is sent. Pure.
 */

/** Without I, L, O and U, which are taken for 1, 0 and V. */
export const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BASE = CODE_ALPHABET.length;

/** Characters without the check character. */
export const CODE_CHARACTERS = 10;
export const CODE_LENGTH = CODE_CHARACTERS + 1;
const FIRST_GROUP = 5;

const TAKEN_FOR: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1', U: 'V' };

declare const checked: unique symbol;

/** Eleven characters whose check character is right. Only `parseReferenceCode()` makes one. */
export type ReferenceCode = string & { readonly [checked]: true };

export type CodeFault =
  /** Too few or too many characters yet. */
  | 'length'
  /** A character that no code has. */
  | 'character'
  /** The check character does not fit: something is mistyped. */
  | 'check';

/** In any case, with any spaces and dashes, with letters for the digits that they look like. */
export function parseReferenceCode(
  typed: string,
): { readonly code: ReferenceCode } | { readonly fault: CodeFault } {
  const characters = codeCharacters(typed);
  if (![...characters].every((character) => CODE_ALPHABET.includes(character))) return { fault: 'character' };
  if (characters.length !== CODE_LENGTH) return { fault: 'length' };
  const expected = checkCharacter(characters.slice(0, CODE_CHARACTERS));
  return characters.endsWith(expected) ? { code: characters as ReferenceCode } : { fault: 'check' };
}

/** What was typed, as far as it is a code: capitals, without what only groups it. */
export function codeCharacters(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}\p{Cf}._]/gu, '')
    .replaceAll(/[OILU]/g, (letter) => TAKEN_FOR[letter] ?? letter);
}

/** Grouped, as it is shown; also while it is being typed. */
export function groupedCode(characters: string): string {
  return characters.length > FIRST_GROUP
    ? `${characters.slice(0, FIRST_GROUP)}-${characters.slice(FIRST_GROUP)}`
    : characters;
}

/**
 * Luhn mod N: catches every single mistyped character and every swap of neighbours but one pair of values.
 *
 * @param characters of `CODE_ALPHABET`, without a check character
 */
export function checkCharacter(characters: string): string {
  let sum = 0;
  let factor = 2;
  for (const character of [...characters].reverse()) {
    const addend = factor * CODE_ALPHABET.indexOf(character);
    sum += Math.floor(addend / BASE) + (addend % BASE);
    factor = 3 - factor;
  }
  return CODE_ALPHABET.charAt((BASE - (sum % BASE)) % BASE);
}
