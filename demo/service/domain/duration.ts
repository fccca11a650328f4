/** Durations as ISO 8601 writes them: `P14D`, `PT30M`, `P1M`, `P1Y2M3DT4H5M6S`, `P2W`. */

const DURATION =
  /^P(?=.)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?=.)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$/;

/**
 * The time that is one duration after another time. Years and months are the calendar's (UTC), the day
 * kept within the month; the rest is exact.
 *
 * @returns undefined where the text is no duration
 */
export function addDuration(from: Date, duration: string): Date | undefined {
  const match = DURATION.exec(duration);
  if (!match) return undefined;
  const [years, months, weeks, days, hours, minutes, seconds] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const at = new Date(from);
  const day = at.getUTCDate();
  at.setUTCDate(1);
  at.setUTCMonth(at.getUTCMonth() + (years ?? 0) * 12 + (months ?? 0));
  const daysInMonth = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  at.setUTCDate(Math.min(day, daysInMonth));
  const exactSeconds =
    ((((weeks ?? 0) * 7 + (days ?? 0)) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0);
  return new Date(at.getTime() + exactSeconds * 1000);
}

const TIMESTAMP = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/i;

/** A deadline is a duration from now or a point in time (RFC 3339). It must lie ahead. */
export function parseDeadline(text: string, now: Date): Date | undefined {
  const at = parseTimestamp(text) ?? addDuration(now, text);
  // RFC 3339 writes years with four digits: what lies beyond could be told to nobody.
  return at && at.getTime() > now.getTime() && at.getUTCFullYear() <= 9999 ? at : undefined;
}

function parseTimestamp(text: string): Date | undefined {
  const [, year, month, day] = TIMESTAMP.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  // `Date` reads the 31st of February as the 3rd of March.
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day <= daysInMonth ? new Date(text) : undefined;
}
