/** The embedded database parses a statement once and keeps its plan for a while, and nobody notices when it makes it anew. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Database } from '../../../demo/service/ports/database.ts';
import { openMemory } from '../../harness/memory-database.ts';

describe('an embedded database whose plans are made anew all the time', () => {
  let database: Database;
  before(async () => {
    database = await openMemory({ runsOfAPlan: 1 });
    await database.query('create table counters (name text primary key, value integer not null)');
  });
  after(() => database.close());

  test('goes on after a transaction that failed, wherever in it that was', async () => {
    for (let before = 0; before < 4; before += 1) {
      await assert.rejects(
        database.transaction(async (sql) => {
          for (let nth = 0; nth < before; nth += 1) await sql.query('select $1::integer', [nth]);
          await sql.query('select 1 / 0');
        }),
        { code: '22012' },
      );
      assert.deepEqual(await database.query('select 1 as one'), [{ one: 1 }]);
    }
    await assert.rejects(
      database.transaction(async (sql) => {
        await sql.query('select 1 / 0').catch(() => undefined);
      }),
      { code: '25P02' },
    );
    await database.transaction((sql) => sql.query(`insert into counters values ('kept', 1)`));
    assert.deepEqual(await database.query('select value from counters'), [{ value: 1 }]);
  });

  test('knows a statement again after its table has changed', async () => {
    const text = 'select value from counters where name = $1';
    assert.deepEqual(await database.query(text, ['kept']), [{ value: 1 }]);
    await database.query('create index on counters (value)');
    assert.deepEqual(await database.query(text, ['kept']), [{ value: 1 }]);
  });

  test('forgets the oldest of more texts than it keeps, and reads them anew', async () => {
    for (let nth = 0; nth < 400; nth += 1) {
      assert.deepEqual(await database.query(`select ${nth} as nth`), [{ nth }]);
    }
    assert.deepEqual(await database.query('select 0 as nth'), [{ nth: 0 }]);
    const [row] = await database.query<{ count: number }>('select count(*) from pg_prepared_statements');
    assert.ok(row && row.count > 100 && row.count <= 300, String(row?.count));
  });
});
