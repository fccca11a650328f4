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

export interface Language {
  /** Which file of messages. */
  readonly name: string;
  /** As it was wished for, with its region: dates and numbers go by it. */
  readonly tag: string;
}

/**
 * The first of the wished-for languages (BCP 47) that we have, by its primary subtag; else English. Where it names no
 * region, the first that does in the same language says which: `en` and then `en-IE` is English as in Ireland.
 */
export function languageFor(wished: readonly (string | null | undefined)[]): Language {
  for (const tag of wished) {
    const primary = (tag ?? '').toLowerCase().split('-')[0] ?? '';
    const name = ALIASES[primary] ?? primary;
    if (!tag || !Object.hasOwn(LANGUAGES, name) || !isWellFormed(tag)) continue;
    const regional = (other: string) =>
      other.toLowerCase().startsWith(`${tag.toLowerCase()}-`) && isWellFormed(other);
    return { name, tag: wished.find((other) => regional(other ?? '')) ?? tag };
  }
  return { name: 'en', tag: 'en' };
}

/** `Intl` throws for what is no tag, and a host's page may say anything. */
function isWellFormed(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** English where the file of a language cannot be loaded: words in another language beat none. */
export async function loadMessages({ name }: Language): Promise<Messages> {
  try {
    return (await LANGUAGES[name]?.()) ?? en;
  } catch {
    return en;
  }
}
