/** When notices are due, by the calendar and the clock of where people are. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { noticeDueAt, scheduleFault, type NoticeTime } from '../../../demo/service/domain/notice-schedule.ts';

type Times = Omit<NoticeTime, 'on'>;
const OSLO = { timeZone: 'Europe/Oslo' };
const WORKDAYS = { daysOfWeek: ['mon', 'tue', 'wed', 'thu', 'fri'] } as const;
const ready = (times: Times): NoticeTime => ({ on: 'task.ready', ...times });

describe('a notice is due', () => {
  const cases: readonly [
    title: string,
    times: Times,
    happened: string,
    due: string | undefined,
    deadline?: string,
  ][] = [
    ['at once where nothing else is said', {}, '2026-06-01T10:00:00.123Z', '2026-06-01T10:00:00.123Z'],
    ['as long after as it says', { wait: 'P3D' }, '2026-06-01T10:00:00Z', '2026-06-04T10:00:00Z'],
    [
      'not before a moment',
      { waitUntil: '2026-06-05T08:00:00+02:00' },
      '2026-06-01T10:00:00Z',
      '2026-06-05T06:00:00Z',
    ],
    [
      'at once where that moment has passed',
      { waitUntil: '2026-05-05T08:00:00Z' },
      '2026-06-01T10:00:00Z',
      '2026-06-01T10:00:00Z',
    ],
    [
      'ahead of the deadline',
      { beforeDeadline: 'P2D' },
      '2026-06-01T10:00:00Z',
      '2026-06-12T12:00:00Z',
      '2026-06-14T12:00:00Z',
    ],
    ['never ahead of no deadline', { beforeDeadline: 'P2D' }, '2026-06-01T10:00:00Z', undefined],
    [
      'as soon as it can be, where it is late already',
      { beforeDeadline: 'P2D' },
      '2026-06-13T10:00:00Z',
      '2026-06-13T10:00:00Z',
      '2026-06-14T12:00:00Z',
    ],
    [
      'never where no allowed time is left before the deadline',
      { beforeDeadline: 'P2D', ...OSLO, timeOfDay: '09:00' },
      '2026-06-14T10:00:00Z',
      undefined,
      '2026-06-14T12:00:00Z',
    ],
    [
      'on the last allowed day before it has to be',
      { beforeDeadline: 'P1D', ...OSLO, ...WORKDAYS, timeOfDay: '09:00' },
      '2026-06-01T10:00:00Z',
      '2026-06-12T07:00:00Z',
      '2026-06-15T12:00:00Z',
    ],
    [
      'at the time of day, today',
      { ...OSLO, timeOfDay: '09:00' },
      '2026-06-01T06:59:00Z',
      '2026-06-01T07:00:00Z',
    ],
    [
      'at the time of day to the minute',
      { ...OSLO, timeOfDay: '09:00' },
      '2026-06-01T07:00:00Z',
      '2026-06-01T07:00:00Z',
    ],
    [
      'at the time of day, tomorrow',
      { ...OSLO, timeOfDay: '09:00' },
      '2026-06-01T07:00:01Z',
      '2026-06-02T07:00:00Z',
    ],
    [
      'on Monday, of what happens on Friday evening',
      { ...OSLO, ...WORKDAYS, timeOfDay: '09:00' },
      '2026-06-05T18:00:00Z',
      '2026-06-08T07:00:00Z',
    ],
    [
      'in a week, where today is the day and the time has passed',
      { ...OSLO, daysOfWeek: ['mon'], timeOfDay: '09:00' },
      '2026-06-01T10:00:00Z',
      '2026-06-08T07:00:00Z',
    ],
    [
      'at the same time of day on the next allowed day',
      { ...OSLO, ...WORKDAYS },
      '2026-06-06T10:30:00Z',
      '2026-06-08T10:30:00Z',
    ],
    [
      'on the day that it is where people are',
      { timeZone: 'Pacific/Auckland', daysOfWeek: ['tue'], timeOfDay: '08:00' },
      '2026-06-01T18:00:00Z',
      '2026-06-01T20:00:00Z',
    ],
    [
      'after three days of the calendar, one of which has 23 hours',
      { wait: 'P3D', ...OSLO },
      '2026-03-27T11:00:00Z',
      '2026-03-30T10:00:00Z',
    ],
    [
      'after three days of the calendar, one of which has 25 hours',
      { wait: 'P3D', ...OSLO },
      '2026-10-24T10:00:00Z',
      '2026-10-27T11:00:00Z',
    ],
    [
      'after exactly 72 hours, where it says hours',
      { wait: 'PT72H', ...OSLO },
      '2026-03-27T11:00:00Z',
      '2026-03-30T11:00:00Z',
    ],
    [
      'at the time of day of summer, when it begins',
      { ...OSLO, timeOfDay: '09:00' },
      '2026-03-28T12:00:00Z',
      '2026-03-29T07:00:00Z',
    ],
    [
      'an hour later, where the clock leaves the time out',
      { ...OSLO, timeOfDay: '02:30' },
      '2026-03-29T00:00:00Z',
      '2026-03-29T01:30:00Z',
    ],
    [
      'the first time, where the clock has it twice',
      { ...OSLO, timeOfDay: '02:30' },
      '2026-10-24T22:00:00Z',
      '2026-10-25T00:30:00Z',
    ],
    [
      'once only, where the clock has it twice',
      { ...OSLO, timeOfDay: '02:30' },
      '2026-10-25T01:00:00Z',
      '2026-10-26T01:30:00Z',
    ],
    [
      'at once in the hour that comes twice',
      { ...OSLO, daysOfWeek: ['sun'] },
      '2026-10-25T01:10:00Z',
      '2026-10-25T01:10:00Z',
    ],
    ['a month later within the month', { wait: 'P1M' }, '2026-01-31T10:00:00Z', '2026-02-28T10:00:00Z'],
  ];
  for (const [title, times, happened, due, deadline] of cases) {
    test(title, () => {
      const at = noticeDueAt(ready(times), new Date(happened), deadline ? new Date(deadline) : undefined);
      assert.equal(at?.toISOString(), due && new Date(due).toISOString());
    });
  }
});

describe('a schedule is refused', () => {
  const NOW = new Date('2026-06-01T10:00:00Z');
  const DEADLINE = new Date('2026-06-15T10:00:00Z');
  const faults: readonly [title: string, time: NoticeTime, member: string, says: RegExp][] = [
    [
      'that waits in two ways',
      ready({ wait: 'P1D', waitUntil: '2026-06-03T10:00:00Z' }),
      'waitUntil',
      /one of/,
    ],
    ['that waits after an end', { on: 'task.completed', wait: 'P1D' }, 'wait', /task\.ready/],
    ['in a zone that there is not', ready({ timeZone: 'Europe/Atlantis' }), 'timeZone', /Atlantis.*IANA/],
    ['in a zone that knows no summer', ready({ timeZone: '+01:00', timeOfDay: '09:00' }), 'timeZone', /IANA/],
    ['with a time of day and no zone', ready({ timeOfDay: '09:00' }), 'timeZone', /need a time zone/],
    ['with days and no zone', ready({ daysOfWeek: ['mon'] }), 'timeZone', /need a time zone/],
    ['with words for a duration', ready({ wait: 'three days' }), 'wait', /no duration/],
    ['with a duration into the past', ready({ wait: '-P3D' }), 'wait', /no duration/],
    ['for a moment that has passed', ready({ waitUntil: '2026-06-01T09:59:59Z' }), 'waitUntil', /passed/],
    [
      'before more time than there is to the deadline',
      ready({ beforeDeadline: 'P20D' }),
      'beforeDeadline',
      /never comes/,
    ],
    ['after the deadline', ready({ wait: 'P15D' }), 'wait', /never comes/],
    ['after the end of time', ready({ wait: 'P101Y' }), 'wait', /never comes/],
  ];
  for (const [title, time, member, says] of faults) {
    test(title, () => {
      const fault = scheduleFault(time, NOW, DEADLINE);
      assert.equal(fault?.member, member, fault?.detail);
      assert.match(fault.detail, says);
    });
  }

  test('that is ahead of no deadline', () => {
    assert.match(
      scheduleFault(ready({ beforeDeadline: 'P1D' }), NOW, undefined)?.detail ?? '',
      /no deadline/,
    );
  });

  test('and not where it can be kept', () => {
    const good: NoticeTime[] = [
      ready({}),
      ready({ wait: 'P3D', ...WORKDAYS, ...OSLO, timeOfDay: '09:00' }),
      ready({ beforeDeadline: 'P14D' }),
      { on: 'order.completed', ...OSLO, timeOfDay: '09:00' },
    ];
    for (const time of good) assert.equal(scheduleFault(time, NOW, DEADLINE), undefined);
  });
});
