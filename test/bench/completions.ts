/**
 * `npm run bench:service`: completions a second through the whole service, in a process of its own, and how long each
 * takes; beside the same rows written by nothing but `insert` and `commit` in the same kind of database. `-- COUNT`
 * (2000). On PostgreSQL with `DATABASE_URL` of an empty database.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request as ask } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openPglite } from '../../demo/service/adapters/database/pglite.ts';
import { openPostgres } from '../../demo/service/adapters/database/postgres.ts';
import type { Order, TaskSession, UploadedDocument } from '../../src/task/contract.ts';
import { plainPdf } from '../harness/pdf-samples.ts';
import { giveAuthority } from '../harness/shared-authority.ts';
import { signedHashes } from '../harness/signed-hashes.ts';

const COUNT = Number(process.argv[2] ?? 2000);
const AT_ONCE = 8;
const API_KEY = 'bench-api-key';
const { DATABASE_URL: databaseUrl } = process.env;

interface Work {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

const dataFolder = await mkdtemp(join(tmpdir(), 'bench-service-'));
await giveAuthority(dataFolder);
const child = fork(
  fileURLToPath(new URL('../crash/service-process.ts', import.meta.url)),
  [JSON.stringify({ dataFolder, port: 0, apiKey: API_KEY, ...(databaseUrl && { databaseUrl }) })],
  { execArgv: ['--import', 'tsx'] },
);
try {
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const customer = { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' };

  const call = (method: string, path: string, headers: Record<string, string>, body: string | Uint8Array) =>
    new Promise<{ status: number; etag: string; text: string }>((resolve, reject) => {
      const length = { 'content-length': Buffer.byteLength(body) };
      const request = ask(
        `${url}${path}`,
        { method, agent, headers: { ...headers, ...length } },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              etag: response.headers.etag ?? '',
              text: Buffer.concat(parts).toString(),
            }),
          );
        },
      );
      request.on('error', reject);
      request.end(body);
    });

  const upload = await call(
    'POST',
    '/documents',
    { ...customer, 'content-type': 'application/pdf' },
    plainPdf(),
  );
  const { id: documentId } = JSON.parse(upload.text) as UploadedDocument;

  /** Opens as many tasks; where two are asked, the other one never signs, and nothing is sealed. */
  const prepare = async (signers: number): Promise<Work[]> => {
    const work: Work[] = [];
    await inParallel(COUNT, async (nth) => {
      const made = await call(
        'POST',
        '/orders',
        customer,
        JSON.stringify({
          title: `Tenancy agreement ${nth}`,
          documents: [{ name: 'contract', documentId, title: 'Agreement' }],
          tasks: Array.from({ length: signers }, (_, index) => ({
            name: `signer-${index}`,
            subject: { name: 'Kari Nordmann' },
            actions: [{ document: 'contract', type: 'sign' }],
          })),
        }),
      );
      const taskId = (JSON.parse(made.text) as Order).tasks[0]?.id ?? '';
      const opened = await call(
        'POST',
        '/task-sessions',
        { 'content-type': 'application/json', 'user-agent': `signer ${nth}` },
        JSON.stringify({ taskId }),
      );
      const { token, task } = JSON.parse(opened.text) as TaskSession;
      const { version, sha256, locale } = task.consent;
      work.push({
        path: `/tasks/${taskId}/completion`,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'idempotency-key': taskId,
          'if-match': opened.etag,
        },
        body: JSON.stringify({
          actions: signedHashes(task),
          consent: { version, sha256, locale },
          signature: { method: 'consent' },
        }),
      });
    });
    return work;
  };

  const run = async (what: string, signers: number): Promise<number> => {
    const work = await prepare(signers);
    return measure(what, async (nth) => {
      const { path, headers, body } = work[nth]!;
      const { status, text } = await call('POST', path, headers, body);
      if (status !== 200) throw new Error(`${status} ${text}`);
    });
  };

  const alone = await run('completions, nothing to seal yet', 2);
  const sealing = await run('completions, each order sealed in the background', 1);
  child.kill('SIGTERM');
  await once(child, 'exit');
  const plain = await insertOnly();
  console.log(
    `of the plain inserts: ${(alone / plain).toFixed(2)} alone, ${(sealing / plain).toFixed(2)} while sealing`,
  );
} finally {
  child.kill('SIGKILL');
  await rm(dataFolder, { recursive: true, force: true });
}

/** What a completion stores (the task's row, three lines of history, an answer), without anything that is thought. */
async function insertOnly(): Promise<number> {
  const folder = join(dataFolder, 'plain');
  const database = databaseUrl === undefined ? await openPglite({ folder }) : await openPostgres(databaseUrl);
  await database.query('create table if not exists plain (id serial primary key, body jsonb not null)');
  const body = JSON.stringify({ text: 'x'.repeat(600) });
  const rate = await measure('five plain inserts and a commit', () =>
    database.transaction(async (sql) => {
      for (let row = 0; row < 5; row++) await sql.query('insert into plain (body) values ($1)', [body]);
    }),
  );
  await database.close();
  return rate;
}

/** @returns how many a second */
async function measure(what: string, work: (nth: number) => Promise<void>): Promise<number> {
  const times: number[] = [];
  const begun = performance.now();
  await inParallel(COUNT, async (nth) => {
    const from = performance.now();
    await work(nth);
    times.push(performance.now() - from);
  });
  const rate = COUNT / ((performance.now() - begun) / 1000);
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(0);
  console.log(`${what}: ${rate.toFixed(0)}/s; median ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`);
  return rate;
}

async function inParallel(count: number, work: (nth: number) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < count) await work(next++);
    }),
  );
}
