/** Times, sizes and lists in the signer's language, as a receipt tells them. */

/** With the zone it is told in: a receipt is read elsewhere too. */
export function formatDateTimeWithZone(iso: string, language: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  return new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(time);
}

export function formatBytes(bytes: number, language: string): string {
  const large = bytes >= 1_000_000;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: large ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: large ? 1 : 0,
  }).format(Math.max(bytes / (large ? 1_000_000 : 1000), large ? 0 : 1));
}

/** Of ways that each begin a sentence: "By hand and with a passkey". */
export function formatWays([first = '', ...others]: readonly string[], language: string): string {
  return new Intl.ListFormat(language, { style: 'long', type: 'conjunction' }).format([
    first,
    ...others.map((way) => withinSentence(way, language)),
  ]);
}

function withinSentence(text: string, language: string): string {
  return text.charAt(0).toLocaleLowerCase(language) + text.slice(1);
}

/** One of them: "PDF, JPEG or PNG". */
export function formatChoice(words: readonly string[], language: string): string {
  return new Intl.ListFormat(language, { style: 'long', type: 'disjunction' }).format(words);
}
