/** The languages in which the service itself says something to signers. */
export type Language = 'en' | 'nb';

/** Of a locale (BCP 47); English where there is no text in its language. */
export function languageOf(locale: string): Language {
  const language = locale.toLowerCase().split('-')[0];
  return language === 'nb' || language === 'no' ? 'nb' : 'en';
}
