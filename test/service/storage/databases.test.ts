/** What the port promises, held against every database. Clock, zone and defaults are as odd as they can be. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { inspect } from 'node:util';
import { MIGRATIONS } from '../../../demo/service/adapters/database/migrations.ts';
import type { Database, Sql } from '../../../demo/service/ports/database.ts';
import { eachDatabase } from '../../harness/each-database.ts';
import { Notices } from './database-notices.ts';

// A driver that reckons in the zone of the process is wrong by hours here, and by a day in the evening.
process.env.TZ = 'Pacific/Chatham';

const NOON = new Date('2026-03-01T12:00:00.123Z');

/** An SQL expression, and what the port makes of it. */
const VALUES: readonly (readonly [string, unknown])[] = [
  ['true', true],
  ['7::integer', 7],
  ['7::int8', 7],
  ['9007199254740993::int8', 9007199254740993n],
  [`array[1, null, 9007199254740993]::int8[]`, [1, null, 9007199254740993n]],
  ['(select count(*) from (values (1), (2)) rows)', 2],
  ['1.5::float8', 1.5],
  ['1.50::numeric', '1.50'],
  ['null::text', null],
  [`array['a', null, 'b,"\\c', '']::text[]`, ['a', null, 'b,"\\c', '']],
  [`array[]::text[]`, []],
  [`'{"a": [1, null, "b"]}'::jsonb`, { a: [1, null, 'b'] }],
  [`'[{"a": 1}]'::json`, [{ a: 1 }]],
  [`'null'::jsonb`, null],
  [`'"text"'::jsonb`, 'text'],
  [`array['{"a":1}'::jsonb]`, [{ a: 1 }]],
  [
    `json_build_object('at', timestamptz '2026-03-01 12:00:00.123Z')`,
    { at: '2026-03-01T12:00:00.123+00:00' },
  ],
  [`timestamptz '2026-03-01 12:00:00.123Z'`, NOON],
  [`timestamptz '1890-01-01 00:00Z'`, new Date('1890-01-01T00:00:00Z')],
  [`array[timestamptz '2026-03-01 12:00:00.123Z', null]`, [NOON, null]],
  [`date '2026-03-01'`, new Date('2026-03-01T00:00:00Z')],
  [`to_char(timestamptz '2026-03-01 23:30Z', 'YYYY-MM-DD')`, '2026-03-01'],
  [`interval '1 day 2 hours'`, '1 day 02:00:00'],
  [`'\\xdead00'::bytea`, new Uint8Array([0xde, 0xad, 0])],
  [`array['\\xdead'::bytea, null]`, [new Uint8Array([0xde, 0xad]), null]],
];

/** A type, a value that is sent for it, and what comes back where that is another. */
const PARAMETERS: readonly (readonly [string, unknown, unknown?])[] = [
  ['text', `it's "so"; --`],
  ['text', undefined, null],
  ['integer', 7],
  ['float8', 0.1],
  ['boolean', false],
  ['timestamptz', NOON],
  ['date', new Date('2026-03-01T23:30:00Z'), new Date('2026-03-01T00:00:00Z')],
  ['timestamptz[]', [NOON, new Date('2026-09-01T00:00:00Z')]],
  ['text[]', ['a', 'b,"\\c', '', 'null']],
  ['text[]', []],
  ['jsonb', '{"a":[1,2]}', { a: [1, 2] }],
  ['json', '[1,"b"]', [1, 'b']],
  ['bytea', new Uint8Array([0, 1, 255])],
];

eachDatabase('a database', (open) => {
  let database: Database;
  let other: Database;
  before(async () => {
    [database, other] = await Promise.all([open(), open()]);
    await database.query('create table counters (name text primary key, value integer not null)');
  });

  async function valueOf(name: string, sql: Sql = other): Promise<number | undefined> {
    const rows = await sql.query<{ value: number }>('select value from counters where name = $1', [name]);
    return rows[0]?.value;
  }

  const insert = (sql: Sql, name: string, value = 0) =>
    sql.query('insert into counters (name, value) values ($1, $2)', [name, value]);

  describe('values', () => {
    for (const [expression, expected] of VALUES) {
      test(`${expression} comes as ${inspect(expected)}`, async () => {
        const rows = await database.query(`select ${expression} as value`);
        assert.deepEqual(rows, [{ value: expected }]);
      });
    }

    for (const [type, value, expected = value] of PARAMETERS) {
      test(`${inspect(value)} goes in as ${type}`, async () => {
        const rows = await database.query(`select $1::${type} as value`, [value]);
        assert.deepEqual(rows, [{ value: expected }]);
      });
    }

    test('a text of two statements is refused, with values and without', async () => {
      await assert.rejects(database.query('select 1; select 2'), { code: '42601' });
      await assert.rejects(database.query('select $1::int; select 2', [1]), { code: '42601' });
    });
  });

  describe('an error', () => {
    test('tells the SQLSTATE and the constraint, and nothing of the values', async () => {
      await insert(database, 'kari@example.test');
      for (const refused of [
        insert(database, 'kari@example.test'),
        database.transaction((sql) => insert(sql, 'kari@example.test')),
      ]) {
        await assert.rejects(refused, (error: Error & { code: string; constraint: string }) => {
          assert.equal(error.code, '23505');
          assert.equal(error.constraint, 'counters_pkey');
          assert.doesNotMatch(inspect(error, { depth: null, showHidden: true }), /kari/);
          return true;
        });
      }
    });

    for (const [type, value] of [
      ['integer', 'kari'],
      ['jsonb', '{"name": kari}'],
      ['timestamptz', 'kari'],
    ] as const) {
      test(`of a value that is no ${type} does not repeat it`, async () => {
        const refused = database.query(`select $1::text::${type}`, [value]);
        await assert.rejects(refused, (error: Error & { code: string }) => {
          assert.match(error.code, /^22/);
          assert.doesNotMatch(inspect(error, { depth: null, showHidden: true }), /kari/);
          return true;
        });
      });
    }
  });

  describe('a transaction', () => {
    test('is seen by another instance once it has ended', async () => {
      assert.equal(
        await database.transaction(async (sql) => (await insert(sql, 'seen', 3), 'result')),
        'result',
      );
      assert.equal(await valueOf('seen'), 3);
    });

    test('that throws leaves nothing, and the error is the one that was thrown', async () => {
      const thrown = new Error('no');
      const ended = database.transaction(async (sql) => {
        await insert(sql, 'thrown');
        throw thrown;
      });
      await assert.rejects(ended, (error) => error === thrown);
      assert.equal(await valueOf('thrown'), undefined);
    });

    test('in which a statement failed does nothing more, and is not called done', async () => {
      let second: unknown;
      const ended = database.transaction(async (sql) => {
        await insert(sql, 'swallowed');
        await sql.query('select 1/0').catch(() => undefined);
        await insert(sql, 'after').catch((error: unknown) => (second = error));
      });
      await assert.rejects(ended, { code: '25P02' });
      assert.equal((second as { code?: string }).code, '25P02');
      assert.equal(await valueOf('swallowed'), undefined);
    });

    test('is over for those who kept hold of it', async () => {
      const kept = await database.transaction((sql) => Promise.resolve({ sql }));
      await assert.rejects(insert(kept.sql, 'late'));
      let failed: Sql | undefined;
      await assert.rejects(
        database.transaction((sql) => {
          failed = sql;
          throw new Error('no');
        }),
      );
      await assert.rejects(async () => failed && insert(failed, 'late'));
      assert.equal(await valueOf('late'), undefined);
    });

    test('takes statements that are not waited for one after the other', async () => {
      const rows = await database.transaction((sql) =>
        Promise.all([1, 2, 3, 4, 5].map((value) => sql.query('select $1::int as value', [value]))),
      );
      assert.deepEqual(
        rows.flat(),
        [1, 2, 3, 4, 5].map((value) => ({ value })),
      );
    });

    test('that has locked a row keeps others from what they would overwrite', async () => {
      await insert(database, 'locked');
      const rounds = Array.from({ length: 40 }, (_, round) =>
        (round % 2 ? database : other).transaction(async (sql) => {
          const [row] = await sql.query<{ value: number }>(
            `select value from counters where name = 'locked' for update`,
          );
          await sql.query(`update counters set value = $1 where name = 'locked'`, [(row?.value ?? 0) + 1]);
        }),
      );
      await Promise.all(rounds);
      assert.equal(await valueOf('locked'), 40);
    });
  });

  describe('a notice', () => {
    const CHANNEL = `Order "changed"; --`;
    const notify = (sql: Sql, payload: string) => sql.query('select pg_notify($1, $2)', [CHANNEL, payload]);

    test('is heard by every instance when its transaction has committed, and never where it has not', async () => {
      const [here, there] = [new Notices(), new Notices()];
      let working = false;
      const stops = [
        await database.listen(CHANNEL, (payload) => {
          assert.equal(working, false);
          here.listener(payload);
        }),
        await other.listen(CHANNEL, there.listener),
      ];
      const undone = database.transaction(async (sql) => {
        await notify(sql, 'undone');
        throw new Error('no');
      });
      await assert.rejects(undone, /no/);
      await database.transaction(async (sql) => {
        working = true;
        await notify(sql, 'done');
        for (let round = 0; round < 5; round += 1) await sql.query('select 1');
        working = false;
      });
      await notify(other, '');
      await Promise.all([here.until(''), there.until('')]);
      assert.deepEqual(
        [here.heard, there.heard],
        [
          ['done', ''],
          ['done', ''],
        ],
      );
      for (const stop of stops) await stop();
    });

    test('is not heard by who has stopped listening, and still by who has not', async () => {
      const [stopped, going] = [new Notices(), new Notices()];
      const stop = await database.listen(CHANNEL, stopped.listener);
      const stopOther = await database.listen(CHANNEL, going.listener);
      await stop();
      await notify(other, 'later');
      await going.until('later');
      assert.deepEqual(stopped.heard, []);
      await stopOther();
    });

    for (const [what, channel] of [
      ['empty', ''],
      ['longer than PostgreSQL tells apart', 'x'.repeat(64)],
    ] as const) {
      test(`on a channel whose name is ${what} cannot be listened to`, async () => {
        await assert.rejects(
          database.listen(channel, () => undefined),
          /1 to 63 bytes/,
        );
      });
    }
  });

  test('has every migration once, however many instances have opened it', async () => {
    await Promise.all([open(), open(), open()]);
    const rows = await database.query<{ name: string }>('select name from migrations order by name');
    assert.deepEqual(
      rows.map((row) => row.name),
      MIGRATIONS.map((step) => step.name).sort(),
    );
  });

  test('tells the time, unless a test holds the clock', async () => {
    const now = async (sql: Sql) => (await sql.query<{ now: Date }>('select service_now() as now'))[0]?.now;
    const earliest = Date.now() - 1000;
    const isOurs = (time: Date | undefined) => time instanceof Date && time.getTime() > earliest;
    assert.equal(isOurs(await now(database)), true);
    await database.query('insert into held_clock (held_at) values ($1)', [NOON]);
    assert.deepEqual([await now(database), await now(other)], [NOON, NOON]);
    await database.query('delete from held_clock');
    assert.equal(isOurs(await now(other)), true);
  });
});
