/**
 * When a notice is due: some time after what it tells of, not before a moment, or ahead of a deadline, and kept to
 * days of the week and a time of day where people are. Local times are reckoned by the rules of the IANA time zone:
 * a day is a day of the calendar, also when it has 23 hours or 25.
 */
import { Temporal } from '@js-temporal/polyfill';
import { addDuration } from './duration.ts';
import type { NoticeTrigger } from './notice-trigger.ts';

export const DAYS_OF_WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type DayOfWeek = (typeof DAYS_OF_WEEK)[number];

export interface NoticeTime {
  readonly on: NoticeTrigger;
  /** ISO 8601 duration, from when it happened. */
  readonly wait?: string;
  /** RFC 3339. */
  readonly waitUntil?: string;
  /** ISO 8601 duration. */
  readonly beforeDeadline?: string;
  readonly daysOfWeek?: readonly DayOfWeek[];
  /** `HH:MM`. */
  readonly timeOfDay?: string;
  /** IANA; UTC where it is left out. */
  readonly timeZone?: string;
}

export interface ScheduleFault {
  readonly member: keyof NoticeTime;
  readonly detail: string;
}

/** Within a week there is an allowed day; the eighth is today's weekday again, at a time that has passed today. */
const DAYS_LOOKED_AT = 8;

/** Far enough for anyone, and near enough to be told in four digits, also of a task that gets ready late. */
const FARTHEST_YEARS = 100;

type Moment = Temporal.ZonedDateTime;

/**
 * @param happenedAt when what is told of happened
 * @returns undefined where the moment never comes: no deadline to be ahead of, or none left before it
 */
export function noticeDueAt(
  time: NoticeTime,
  happenedAt: Date,
  deadlineAt: Date | undefined,
): Date | undefined {
  const zone = time.timeZone ?? 'UTC';
  const happened = momentOf(happenedAt, zone);
  if (time.beforeDeadline !== undefined) {
    if (!deadlineAt) return undefined;
    const deadline = momentOf(deadlineAt, zone);
    const due = allowedMoment(deadline.subtract(time.beforeDeadline), time, 'back');
    if (Temporal.ZonedDateTime.compare(due, happened) >= 0) return dateOf(due);
    // What is late already is told as soon as it may be, while there is time to act on it.
    const next = allowedMoment(happened, time, 'forward');
    return Temporal.ZonedDateTime.compare(next, deadline) < 0 ? dateOf(next) : undefined;
  }
  return dateOf(allowedMoment(earliestMoment(time, happened), time, 'forward'));
}

function earliestMoment({ wait, waitUntil }: NoticeTime, happened: Moment): Moment {
  if (wait !== undefined) return happened.add(wait);
  if (waitUntil === undefined) return happened;
  const until = momentOf(new Date(waitUntil), happened.timeZoneId);
  return Temporal.ZonedDateTime.compare(until, happened) > 0 ? until : happened;
}

/** The nearest moment, that one itself or in the direction given, which days and time of day allow. */
function allowedMoment(
  moment: Moment,
  { daysOfWeek, timeOfDay }: NoticeTime,
  direction: 'forward' | 'back',
): Moment {
  const isAllowed = ({ dayOfWeek }: Moment) =>
    daysOfWeek?.some((day) => DAYS_OF_WEEK.indexOf(day) === dayOfWeek - 1) ?? true;
  if (timeOfDay === undefined && isAllowed(moment)) return moment;
  const step = direction === 'forward' ? 1 : -1;
  const plainTime = timeOfDay === undefined ? moment.toPlainTime() : Temporal.PlainTime.from(timeOfDay);
  for (let day = 0; day <= DAYS_LOOKED_AT; day += 1) {
    // "compatible" (RFC 5545 section 3.3.5): what is left out is as much later, of what comes twice it is the first.
    const at = moment
      .toPlainDate()
      .add({ days: day * step })
      .toZonedDateTime({ timeZone: moment.timeZoneId, plainTime });
    if (isAllowed(at) && Temporal.ZonedDateTime.compare(at, moment) * step >= 0) return at;
  }
  throw new RangeError('A schedule allows no day of the week.');
}

/** @returns what is wrong with it as a part of an order that is made now; undefined where nothing is */
export function scheduleFault(
  time: NoticeTime,
  now: Date,
  deadlineAt: Date | undefined,
): ScheduleFault | undefined {
  const fault = (member: keyof NoticeTime, detail: string) => ({ member, detail });
  const { wait, waitUntil, beforeDeadline, daysOfWeek, timeOfDay, timeZone } = time;
  const delays = (['wait', 'waitUntil', 'beforeDeadline'] as const).filter(
    (member) => time[member] !== undefined,
  );
  const [delay, another] = delays;
  if (another)
    return fault(another, `A time has one of wait, waitUntil and beforeDeadline: ${delay} is there too.`);
  if (delay && time.on !== 'task.ready')
    return fault(delay, `Only what is told of task.ready can wait, not ${time.on}.`);
  if (timeZone !== undefined && !isTimeZone(timeZone))
    return fault('timeZone', `${quoted(timeZone)} is no time zone: name one such as Europe/Oslo (IANA).`);
  if (timeZone === undefined && (daysOfWeek || timeOfDay !== undefined))
    return fault('timeZone', 'Days and times of day need a time zone, such as Europe/Oslo (IANA).');
  for (const [member, text] of [
    ['wait', wait],
    ['beforeDeadline', beforeDeadline],
  ] as const) {
    if (text !== undefined && !addDuration(now, text))
      return fault(member, `${quoted(text)} is no duration (ISO 8601), such as P3D or PT12H.`);
  }
  if (waitUntil !== undefined && new Date(waitUntil).getTime() <= now.getTime())
    return fault('waitUntil', 'The time has passed already.');
  if (beforeDeadline !== undefined && !deadlineAt)
    return fault('beforeDeadline', 'The task has no deadline.');
  return isReachable(time, now, deadlineAt)
    ? undefined
    : fault(
        delay ?? 'on',
        'This time never comes: it lies after the deadline, before the order, or too far away.',
      );
}

/** A task that waits for others gets ready later than now: then it may be too late for what is not too late yet. */
function isReachable(time: NoticeTime, now: Date, deadlineAt: Date | undefined): boolean {
  try {
    if (time.beforeDeadline !== undefined && deadlineAt) {
      const ahead = momentOf(deadlineAt, 'UTC').subtract(time.beforeDeadline);
      if (ahead.epochMilliseconds < now.getTime()) return false;
    }
    const at = noticeDueAt(time, now, deadlineAt);
    if (!at) return false;
    // A reminder after the deadline would find the task expired.
    if (time.on === 'task.ready' && deadlineAt && at.getTime() >= deadlineAt.getTime()) return false;
    return at.getUTCFullYear() - now.getUTCFullYear() <= FARTHEST_YEARS;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function isTimeZone(text: string): boolean {
  // `Intl` takes offsets such as +01:00 too, which know no summer.
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function momentOf(date: Date, timeZone: string): Moment {
  return Temporal.Instant.fromEpochMilliseconds(date.getTime()).toZonedDateTimeISO(timeZone);
}

function dateOf(moment: Moment): Date {
  return new Date(moment.epochMilliseconds);
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 40));
}
