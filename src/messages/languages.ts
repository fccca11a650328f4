/** The languages there are, each loaded when it is asked for. English comes with the shell. */
import { en } from './en.ts';
import type { Messages } from './messages.ts';

const LANGUAGES: Readonly<Record<string, () => Promise<Messages>>> = {
  en: async () => en,
  nb: async () => (await import('./nb.ts')).nb,
};

/** Tags that mean one of ours. */
const ALIASES: Readonly<Record<string, string>> = { no: 'nb' };

export const FALLBACK = en;

/** The first of the wished-for languages (BCP 47) that we have, by its primary subtag; else English. */
export function languageFor(wished: readonly (string | null | undefined)[]): string {
  for (const tag of wished) {
    const primary = (tag ?? '').toLowerCase().split('-')[0] ?? '';
    const language = ALIASES[primary] ?? primary;
    if (Object.hasOwn(LANGUAGES, language)) return language;
  }
  return 'en';
}

/** English where the file of a language cannot be loaded: words in another language beat none. */
export async function loadMessages(language: string): Promise<Messages> {
  try {
    return (await LANGUAGES[language]?.()) ?? en;
  } catch {
    return en;
  }
}
