/**
 * The initials of a name, for whoever writes none: what the widget offers and shows, and what the service seals. Names are
 * what people say they are, so nothing is known here of any language but what its letters show. Pure.
 */

/** Nobody writes more; of a longer name the first ones and the last count. */
const MOST = 6;

/** Halves of characters, and what turns the direction of text around. Joiners belong to the letters beside them. */
const UNSEEN = /\p{Cs}|(?![\u200c\u200d])\p{Cf}/gu;
/** What joins two names into one word: hyphens, the points of initials, the middle dot of names in katakana. */
const BETWEEN = /[\s\p{Cc}\p{Pd}.·・&/,;]+/u;
/** "d’Artagnan": what stands before the name is a word of its own. "O’Brien" is one. */
const ELISION = /^(\p{Ll}{1,4}['’ʼ])(\p{Lu}.*)$/u;
/** Thai and Lao write some vowels before the consonant that a syllable begins with, and that is the initial. */
const VOWELS_BEFORE = /^[\u0e40-\u0e44\u0ec0-\u0ec4]+(?=\p{L})/u;
/** Its capitals are for headings, and few fonts have them. */
const HEADLINE_CAPITALS = /\p{Script=Georgian}/u;
/**
 * A character with its marks, with the consonants that a virama ties to it, and a picture with those it is joined to. By
 * the letters and not by `Intl.Segmenter`: each browser's own would give another answer than the service.
 */
const FIRST =
  /^.(?:[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0c4d\u0d4d]\u200d?\p{L}|\p{M}|\u200d\p{Extended_Pictographic}|[\u200c\u200d])*/su;

/**
 * One for each word, and for each part of a name with hyphens: `Kari Nordmann` KN, `Anne-Marie Berg` AMB, `山田 花子` 山花. A
 * word without capitals beside others that have them keeps its small letter: `Ludwig van Beethoven` LvB.
 *
 * @returns never nothing for a name that shows something; of one without letters its first character
 */
export function initialsOfName(name: string): string {
  const shown = name.replaceAll(UNSEEN, '').normalize('NFC');
  const words = shown
    .split(BETWEEN)
    .flatMap((word) => ELISION.exec(bare(word))?.slice(1) ?? [bare(word)])
    .filter((word) => word !== '');
  const hasCapitals = words.some((word) => /^[\p{Lu}\p{Lt}]/u.test(word));
  const letters = words.map((word) => {
    const letter = first(word.replace(VOWELS_BEFORE, ''));
    return hasCapitals ? letter : capital(letter);
  });
  const kept = letters.length > MOST ? [...letters.slice(0, MOST - 1), ...letters.slice(-1)] : letters;
  return kept.length > 0 ? kept.join('') : first(shown.trim());
}

/** From its first letter or figure on: without brackets, quotation marks and the like. */
function bare(word: string): string {
  const at = word.search(/[\p{L}\p{N}]/u);
  return at < 0 ? '' : word.slice(at);
}

function first(text: string): string {
  return FIRST.exec(text)?.[0] ?? '';
}

/** Where a capital is more than one letter, as of ß, the small one stays. */
function capital(letter: string): string {
  const upper = letter.toUpperCase();
  return first(upper) === upper && !HEADLINE_CAPITALS.test(letter) ? upper : letter;
}
