/** What only a server can do to the service: be away, end connections, let several write at once. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { inspect } from 'node:util';
import { MIGRATIONS } from '../../../demo/service/adapters/database/migrations.ts';
import { openPostgres } from '../../../demo/service/adapters/database/postgres.ts';
import type { Database, Sql } from '../../../demo/service/ports/database.ts';
import { postgres } from '../../harness/each-database.ts';
import { whyNoPostgres } from '../../harness/postgres-server.ts';
import { openLine, type Line } from './database-line.ts';
import { Notices } from './database-notices.ts';

const CHANNEL = 'changed';

describe('PostgreSQL', { skip: whyNoPostgres() ?? false }, () => {
  let database: Database;
  let line: Line;
  before(async () => {
    line = await openLine(await (await postgres()).freshDatabase());
    database = await openPostgres(line.url);
    await database.query('create table counters (name text primary key, value integer not null)');
  });
  after(() => database.close());

  const insert = (sql: Sql, name: string) => sql.query('insert into counters values ($1, 0)', [name]);
  const valueOf = async (name: string) =>
    (await database.query<{ value: number }>('select value from counters where name = $1', [name]))[0]?.value;
  const notify = (sql: Sql, payload: string) => sql.query('select pg_notify($1, $2)', [CHANNEL, payload]);

  /** From outside, as an operator does. */
  async function terminate(pid: number): Promise<void> {
    await (await postgres()).run(`select pg_terminate_backend(${pid}, 5000)`);
  }
  const pidOf = async (sql: Sql) =>
    (await sql.query<{ pid: number }>('select pg_backend_pid() as pid'))[0]?.pid ?? 0;

  describe('that is new', () => {
    test('is brought up to date once by instances that start at the same moment', async () => {
      const url = await (await postgres()).freshDatabase();
      const instances = await Promise.all(Array.from({ length: 6 }, () => openPostgres(url)));
      const rows = await instances[0]!.query('select name from migrations');
      assert.equal(rows.length, MIGRATIONS.length);
      await Promise.all(instances.map((instance) => instance.close()));
    });
  });

  describe('that cannot be reached', () => {
    const refusesWithoutPassword = async (url: string, message: RegExp) => {
      await assert.rejects(openPostgres(url), (error: Error) => {
        assert.match(`${(error as { code?: string }).code} ${error.message}`, message);
        assert.doesNotMatch(inspect(error, { depth: null, showHidden: true }), /s3cret/);
        return true;
      });
    };

    for (const url of ['s3cret', 'http://u:s3cret@127.0.0.1/db', 'postgres://u:s3cret@127.0.0.1:port/db']) {
      test(`because ${url.replace('s3cret', '…')} is no address of one is said without the password`, async () => {
        await refusesWithoutPassword(url, /must be of the form/);
      });
    }

    test('because nothing listens there is said without the password', async () => {
      const listener = createServer().listen(0, '127.0.0.1');
      await once(listener, 'listening');
      const { port } = listener.address() as AddressInfo;
      listener.close();
      await once(listener, 'close');
      await refusesWithoutPassword(`postgres://u:s3cret@127.0.0.1:${port}/db`, /ECONNREFUSED/);
    });

    test('because the password is wrong is said without it', async () => {
      const url = new URL((await postgres()).url);
      url.password = 's3cret';
      await refusesWithoutPassword(url.href, /^28P01/);
    });
  });

  describe('that ends connections', () => {
    test('undoes the transaction that was on one, and the next statement gets another', async () => {
      let runs = 0;
      const ended = database.transaction(async (sql) => {
        runs += 1;
        await insert(sql, 'terminated');
        await terminate(await pidOf(sql));
        await sql.query('select 1');
      });
      await assert.rejects(ended);
      assert.equal(runs, 1);
      assert.equal(await valueOf('terminated'), undefined);
    });

    test('more often than there are connections in the pool leaves the pool whole', async () => {
      for (let round = 0; round < 12; round += 1) {
        await assert.rejects(
          database.transaction(async (sql) => {
            await terminate(await pidOf(sql));
            await sql.query('select 1');
          }),
        );
      }
      const pids = await Promise.all(Array.from({ length: 10 }, () => database.transaction(pidOf)));
      assert.equal(pids.filter((pid) => pid > 0).length, 10);
    });

    test('with an answer under way does not get a transaction twice that it may have carried out', async () => {
      let runs = 0;
      const ended = database.transaction(async (sql) => {
        runs += 1;
        await insert(sql, 'in-doubt');
        line.loseAnswerTo('commit');
      });
      await assert.rejects(ended);
      assert.equal(runs, 1);
      assert.equal(await valueOf('in-doubt'), 0);
    });
  });

  test('that does not answer in time is asked the next thing on another connection', async () => {
    await insert(database, 'held');
    const impatient = await openPostgres(`${line.url}?query_timeout=1500`);
    const before = await pidOf(impatient);
    await database.transaction(async (sql) => {
      const lock = `update counters set value = 1 where name = 'held'`;
      await sql.query(lock);
      await assert.rejects(impatient.query(lock), /timeout/);
      assert.notEqual(await pidOf(impatient), before);
    });
    await impatient.close();
  });

  test('that sees a deadlock gets the transaction that it undid once more, whole', async () => {
    await insert(database, 'left');
    await insert(database, 'right');
    let runs = 0;
    let bothHoldOne: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (bothHoldOne = resolve));
    const raise = (sql: Sql, name: string) =>
      sql.query('update counters set value = value + 1 where name = $1', [name]);
    const both = (first: string, second: string) =>
      database.transaction(async (sql) => {
        await raise(sql, first);
        runs += 1;
        if (runs >= 2) bothHoldOne();
        await held;
        await raise(sql, second);
      });
    await Promise.all([both('left', 'right'), both('right', 'left')]);
    assert.equal(runs >= 3, true, 'One of them was run again.');
    assert.deepEqual([await valueOf('left'), await valueOf('right')], [2, 2]);
  });

  describe('that is listened to', () => {
    test('tells nothing of a transaction that has not committed yet', async () => {
      const notices = new Notices();
      const stop = await database.listen(CHANNEL, notices.listener);
      await database.transaction(async (sql) => {
        await notify(sql, 'inside');
        await notify(database, 'outside');
        await notices.until('outside');
        assert.deepEqual(notices.heard, ['outside']);
      });
      await notices.until('inside');
      await stop();
    });

    test('says that something may have been missed when it was away, and is heard again', async () => {
      const [first, second] = [new Notices(), new Notices()];
      const stops = [
        await database.listen(CHANNEL, first.listener),
        await database.listen('another', second.listener),
      ];
      await line.cut();
      await assert.rejects(notify(database, 'nobody hears this'));
      await line.restore();
      await Promise.all([first.until(undefined), second.until(undefined)]);
      await notify(database, 'again');
      await first.until('again');
      assert.deepEqual([first.heard, second.heard], [[undefined, 'again'], [undefined]]);
      for (const stop of stops) await stop();
    });

    test('can be asked for while it is away, and is listened to when it is back', async () => {
      const notices = new Notices();
      const stopFirst = await database.listen(CHANNEL, () => undefined);
      await line.cut();
      const listening = database.listen(CHANNEL, notices.listener);
      await line.restore();
      const stop = await listening;
      await notify(database, 'late');
      await notices.until('late');
      await stop();
      await stopFirst();
    });
  });

  test('is left without a connection when it is closed, twice or once', async () => {
    const url = await (await postgres()).freshDatabase();
    const instance = await openPostgres(url);
    await instance.listen(CHANNEL, () => undefined);
    await Promise.all([instance.query('select 1'), instance.query('select 1')]);
    await Promise.all([instance.close(), instance.close()]);
    await assert.rejects(instance.query('select 1'));
    await assert.rejects(instance.listen(CHANNEL, () => undefined));
    // A database with a connection to it is not dropped.
    await (await postgres()).run(`drop database ${new URL(url).pathname.slice(1)}`);
  });
});
