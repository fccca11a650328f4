/**
 * The small lines under a signature where it stands in a document. The widget shows them before, the service seals them: both
 * take them from here, in the language of the task and not of the page around the widget, so that what is sealed is what was
 * seen. Pure.
 */
import type { Signature, SignatureMethod } from './contract.ts';

/** How somebody signed. By hand is said as precisely as it is known: what was typed or photographed was not drawn. */
export type SigningWay =
  Exclude<SignatureMethod, 'handwritten'> | Extract<Signature, { readonly method: 'handwritten' }>['kind'];

export interface MarkWords {
  /** Of all ways together: "Signed by typed name and with a passkey". */
  readonly signed: (ways: readonly SigningWay[]) => string;
  /** Where the time will stand. */
  readonly time: string;
  readonly order: (id: string) => string;
}

const MARK_WORDS = {
  en: {
    signed: signedWith('en', 'Signed', {
      consent: 'by consent',
      typed: 'by typed name',
      drawn: 'by drawn signature',
      uploaded: 'by uploaded picture of the signature',
      eid: 'with an electronic ID',
      passkey: 'with a passkey',
    }),
    time: 'Time of signing',
    order: (id) => `Order ${id}`,
  },
  nb: {
    signed: signedWith('nb', 'Signert', {
      consent: 'ved samtykke',
      typed: 'med maskinskrevet navn',
      drawn: 'med tegnet underskrift',
      uploaded: 'med opplastet bilde av underskriften',
      eid: 'med elektronisk ID',
      passkey: 'med passnøkkel',
    }),
    time: 'Tidspunkt for signering',
    order: (id) => `Ordre ${id}`,
  },
} as const satisfies Readonly<Record<string, MarkWords>>;

/** A language that what is sealed can be written in. */
export type MarkLanguage = keyof typeof MARK_WORDS;

/** @param locale BCP 47. @returns English for a language that there are no words of */
export function markLanguage(locale: string): MarkLanguage {
  const [primary = ''] = locale.toLowerCase().split('-');
  const language = primary === 'no' ? 'nb' : primary;
  return isKnown(language) ? language : 'en';
}

/** @param locale of the task */
export function markWordsFor(locale: string): MarkWords {
  return MARK_WORDS[markLanguage(locale)];
}

function isKnown(language: string): language is MarkLanguage {
  return Object.hasOwn(MARK_WORDS, language);
}

function signedWith(
  language: string,
  signed: string,
  words: Readonly<Record<SigningWay, string>>,
): MarkWords['signed'] {
  return (ways) =>
    `${signed} ${new Intl.ListFormat(language, { type: 'conjunction' }).format(ways.map((way) => words[way]))}`;
}
