/** What the callback page says where it cannot just disappear. Its languages are few: it loads nothing. */

export type EndLoginText = 'done' | 'notTaken' | 'otherTab' | 'nothingHere';
type Texts = Readonly<Record<EndLoginText, string>>;

const en: Texts = {
  done: 'This login has ended here. You can close this window.',
  notTaken:
    'This login cannot be handed over to the page it came from. Close this window, and choose “Open in its own window” there.',
  otherTab:
    'This login began in another tab or browser. Go back to the page you were signing on, and log in there again.',
  nothingHere: 'Logins end on this page, and there is none to end. You can close it.',
};

const nb: Texts = {
  done: 'Innloggingen er ferdig i dette vinduet. Du kan lukke det.',
  notTaken:
    'Denne innloggingen kan ikke leveres til siden den kom fra. Lukk dette vinduet, og velg «Åpne i et eget vindu» der.',
  otherTab:
    'Denne innloggingen begynte i en annen fane eller nettleser. Gå tilbake til siden du signerte på, og logg inn på nytt der.',
  nothingHere: 'Her avsluttes innlogginger, og nå er det ingen å avslutte. Du kan lukke siden.',
};

/** @param wanted language tags, the dearest first (RFC 5646) */
export function endLoginTexts(wanted: readonly string[]): {
  readonly language: string;
  readonly texts: Texts;
} {
  for (const tag of wanted) {
    // Norwegian without a word of which, and Nynorsk, are read by whoever reads Bokmål.
    if (/^(nb|no|nn)\b/i.test(tag)) return { language: 'nb', texts: nb };
    if (/^en\b/i.test(tag)) break;
  }
  return { language: 'en', texts: en };
}
