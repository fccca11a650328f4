import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addDuration, parseDeadline } from '../../../demo/service/domain/duration.ts';

describe('a duration after a time', () => {
  const sums: readonly [from: string, duration: string, to: string][] = [
    ['2026-01-31T10:00:00Z', 'P1M', '2026-02-28T10:00:00Z'],
    ['2028-01-31T10:00:00Z', 'P1M', '2028-02-29T10:00:00Z'],
    ['2026-03-31T23:59:59Z', 'P1M', '2026-04-30T23:59:59Z'],
    ['2028-02-29T10:00:00Z', 'P1Y', '2029-02-28T10:00:00Z'],
    ['2026-11-30T10:00:00Z', 'P3M', '2027-02-28T10:00:00Z'],
    ['2026-12-31T10:00:00Z', 'P14M', '2028-02-29T10:00:00Z'],
    ['2026-03-01T10:00:00Z', 'P14D', '2026-03-15T10:00:00Z'],
    ['2026-03-01T10:00:00Z', 'P2W', '2026-03-15T10:00:00Z'],
    ['2026-03-28T23:30:00Z', 'P1D', '2026-03-29T23:30:00Z'],
    ['2026-03-01T10:00:00Z', 'PT30M', '2026-03-01T10:30:00Z'],
    ['2026-03-01T10:00:00Z', 'PT36H', '2026-03-02T22:00:00Z'],
    ['2026-03-01T10:00:00Z', 'P1Y2M3DT4H5M6S', '2027-05-04T14:05:06Z'],
    ['2026-03-01T10:00:00Z', 'PT0S', '2026-03-01T10:00:00Z'],
  ];
  for (const [from, duration, to] of sums) {
    test(`${from} and ${duration} is ${to}`, () => {
      assert.deepEqual(addDuration(new Date(from), duration), new Date(to));
    });
  }

  const malformed = [
    '',
    'P',
    'PT',
    'P1DT',
    '14D',
    'p14d',
    'P-1D',
    'P1.5D',
    'P1H',
    'PT1D',
    'P1D2M',
    'P1D ',
    ' P1D',
    'P1D\n',
    'P٣D',
    'P123456D',
    'tomorrow',
  ];
  for (const text of malformed) {
    test(`${JSON.stringify(text)} is no duration`, () => {
      assert.equal(addDuration(new Date('2026-03-01T10:00:00Z'), text), undefined);
    });
  }

  test('the time that it is added to stays what it was', () => {
    const from = new Date('2026-01-31T10:00:00Z');
    addDuration(from, 'P1M');
    assert.equal(from.toISOString(), '2026-01-31T10:00:00.000Z');
  });
});

describe('a deadline', () => {
  const now = new Date('2026-03-01T12:00:00.000Z');

  test('is a duration from now, or a point in time with its zone', () => {
    assert.deepEqual(parseDeadline('P14D', now), new Date('2026-03-15T12:00:00Z'));
    assert.deepEqual(parseDeadline('2026-04-01T00:00:00Z', now), new Date('2026-04-01T00:00:00Z'));
    assert.deepEqual(parseDeadline('2026-04-01T00:00:00.5+02:00', now), new Date('2026-03-31T22:00:00.5Z'));
    assert.deepEqual(parseDeadline('2028-02-29T00:00:00z', now), new Date('2028-02-29T00:00:00Z'));
  });

  test('lies ahead: now and before are none', () => {
    assert.equal(parseDeadline('2026-03-01T12:00:00.000Z', now), undefined);
    assert.equal(parseDeadline('2026-03-01T11:59:59Z', now), undefined);
    assert.equal(parseDeadline('PT0S', now), undefined);
    assert.notEqual(parseDeadline('2026-03-01T12:00:00.001Z', now), undefined);
  });

  for (const text of [
    '2026-04-01',
    '2026-04-01T00:00:00',
    '2026-13-01T00:00:00Z',
    '2026-04-01T25:00:00Z',
    'April 1, 2026',
    '1775000000',
    'never',
  ]) {
    test(`${text} is none: nobody can be sure when it is`, () => {
      assert.equal(parseDeadline(text, now), undefined);
    });
  }

  for (const text of ['2027-02-29T00:00:00Z', '2026-04-31T00:00:00Z', '2026-06-31T10:00:00+02:00']) {
    test(`${text} is none: the calendar has no such day`, () => {
      assert.equal(parseDeadline(text, now), undefined);
    });
  }

  for (const text of ['P9999Y', '9999-12-31T23:59:59-12:00']) {
    test(`${text} is none: RFC 3339 cannot write that year`, () => {
      assert.equal(parseDeadline(text, now), undefined);
    });
  }
});
