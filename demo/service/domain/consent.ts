/**
 * What the signer agrees to, word for word. The text is part of what is signed: a change of a single
 * letter is a new version, and versions that were signed under are never edited.
 */
import { languageOf, type Language } from './language.ts';

export interface ConsentText {
  readonly version: string;
  readonly locale: string;
  readonly text: string;
}

const VERSION = '2026-1';

const TEXTS: Readonly<Record<Language, string>> = {
  en: 'I have read the documents listed here and agree to what they say. I sign them electronically, and I know that my electronic signature binds me as one made by hand does.',
  nb: 'Jeg har lest dokumentene som er listet opp her, og godtar innholdet i dem. Jeg signerer dem elektronisk, og vet at den elektroniske signaturen min er bindende på samme måte som en underskrift for hånd.',
};

/** The text in the locale's language (BCP 47), else in English. */
export function consentFor(locale: string): ConsentText {
  const language = languageOf(locale);
  return { version: VERSION, locale: language, text: TEXTS[language] };
}
