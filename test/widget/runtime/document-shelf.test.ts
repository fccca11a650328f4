import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import type { DocumentBytes, DocumentEngine } from '../../../src/document/document-engine.js';
import { DocumentShelf } from '../../../src/runtime/document-shelf.js';
import type { DocumentSource } from '../../../src/runtime/open-document.js';
import type { TaskAccess } from '../../../src/runtime/task-access.js';
import type { TaskClient } from '../../../src/task/client.js';
import type { DocumentAction } from '../../../src/task/contract.js';
import { TaskError } from '../../../src/task/task-error.js';
import { StoppedClock } from '../../harness/document-clock.js';
import { FakeDocument } from '../../harness/document-fake.js';

const BLOCK = 65_536;
const SIZE = 12 * BLOCK;

class Room {
  readonly clock = new StoppedClock();
  readonly changes: (string | undefined)[] = [];
  readonly shelf = new DocumentShelf((arriving) => this.changes.push(arriving), this.clock);
  /** What was asked for, as `document range`. */
  readonly asked: string[] = [];
  readonly opened: string[] = [];
  readonly closed: string[] = [];
  readonly abort = new AbortController();
  /** What an engine takes the number of pages for, by how much it has of the file. */
  pages: (headBytes: number) => number = () => 2;
  tokens = ['token'];
  onAsk: (what: string) => Promise<Response> | Response | undefined = () => undefined;
  readonly #bytes = new Map<string, DocumentBytes>();

  readonly engine: DocumentEngine = {
    open: async (bytes) => {
      const head = await bytes.head();
      const name = `doc ${head[0]}`;
      this.opened.push(name);
      this.#bytes.set(name, bytes);
      const document = new FakeDocument({ pageCount: this.pages(head.byteLength) });
      document.close = async () => void this.closed.push(name);
      return document;
    },
  };

  readonly source: DocumentSource = {
    access: {
      call: (_signal: AbortSignal, request: (access: { token: string }) => unknown) =>
        request({ token: this.tokens[0] ?? '' }),
    } as unknown as TaskAccess,
    client: {
      fetchDocument: async (url: string, init: RequestInit) => {
        const range = new Headers(init.headers).get('Range')?.replace('bytes=', '') ?? 'all';
        const what = `${url} ${range}`;
        this.asked.push(what);
        return (await this.onAsk(what)) ?? partOf(fileOf(Number(url)), range);
      },
    } as unknown as TaskClient,
    engine: this.engine,
    assets: new URL('https://host.example/assets/'),
    signal: this.abort.signal,
  };

  show(id: number, file = fileOf(id)): Promise<void> {
    return this.shelf.show(actionOf(id, file), this.source, () => undefined);
  }

  /** As an engine does when a page has been drawn. */
  paint(id: number): void {
    this.#bytes.get(`doc ${id}`)?.fetchRest();
  }

  async open(id: number): Promise<{ readonly proven: Promise<void> }> {
    const proven = this.show(id);
    proven.catch(() => undefined);
    await until(() => this.shelf.get(String(id)));
    return { proven };
  }
}

function fileOf(id: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: SIZE }, (_, at) => (at === 0 ? id : (at * id) % 251));
}

function partOf(file: Uint8Array<ArrayBuffer>, range: string): Response {
  const [first = '', last = ''] = range.split('-');
  const end = last === '' ? SIZE : Number(last) + 1;
  return new Response(file.slice(Number(first), end), {
    status: 206,
    headers: { 'Content-Range': `bytes ${first}-${end - 1}/${SIZE}` },
  });
}

function actionOf(id: number, file: Uint8Array): DocumentAction {
  const sha256 = createHash('sha256').update(file).digest('hex');
  return { id: String(id), document: { url: String(id), size: SIZE, sha256, pages: 2 } } as DocumentAction;
}

async function until(condition: () => unknown): Promise<void> {
  while (!condition()) await new Promise((done) => setImmediate(done));
}

const failsWith = (code: string) => (error: unknown) =>
  error instanceof TaskError && error.failure.code === code;

describe('The documents of a task', () => {
  it('are there to be read before they are proven, and are proven once a page has been painted', async () => {
    const room = new Room();
    let isProven = false;
    const { proven } = await room.open(1);
    void proven.then(() => (isProven = true));
    for (let turn = 0; turn < 50; turn++) await new Promise((done) => setImmediate(done));
    assert.equal(isProven, false);
    assert.equal(room.asked.length, 2);
    assert.ok(room.shelf.progressOf('1')!.loadedBytes < SIZE);
    room.paint(1);
    await proven;
    assert.deepEqual(room.asked.slice(2), [`1 ${BLOCK}-`]);
    assert.equal(room.shelf.progressOf('1'), undefined);
  });

  it('are proven also where no page is painted, as in a tab that nobody looks at', async () => {
    const room = new Room();
    const { proven } = await room.open(1);
    room.clock.advance(4_999);
    assert.equal(room.asked.length, 2);
    room.clock.advance(1);
    await proven;
  });

  it('are asked for once, however often they are put on show', async () => {
    const room = new Room();
    const shown = Promise.all([room.show(1), room.show(1)]);
    await until(() => room.shelf.get('1'));
    room.paint(1);
    await shown;
    await room.show(1);
    assert.deepEqual(room.opened, ['doc 1']);
    assert.equal(room.asked.length, 3);
  });

  it('are closed when others are read, the longest unseen first, and proven all the same', async () => {
    const room = new Room();
    const first = await room.open(1);
    for (const id of [2, 3, 4]) await room.open(id);
    assert.deepEqual(room.closed, ['doc 1']);
    assert.equal(room.shelf.get('1'), undefined);
    await first.proven;
    assert.ok(room.asked.includes(`1 ${BLOCK}-`));
  });

  it('are opened again when they are wanted again', async () => {
    const room = new Room();
    const first = await room.open(1);
    for (const id of [2, 3, 4]) await room.open(id);
    const again = await room.open(1);
    room.paint(1);
    await Promise.all([first.proven, again.proven]);
    assert.deepEqual(room.opened, ['doc 1', 'doc 2', 'doc 3', 'doc 4', 'doc 1']);
  });

  it('are asked for anew when the task names another file', async () => {
    const room = new Room();
    const { proven } = await room.open(1);
    const other = fileOf(1).map((byte, at) => (at === 9 ? byte ^ 1 : byte));
    room.onAsk = (what) => partOf(other, what.split(' ')[1] ?? '');
    const now = room.show(1, other);
    await until(() => room.opened.length === 2);
    assert.deepEqual(room.closed, ['doc 1']);
    room.paint(1);
    await Promise.all([proven, now]);
  });

  it('are taken away when they turn out to be other ones', async () => {
    const room = new Room();
    const { proven } = await room.open(1);
    room.onAsk = (what) => partOf(fileOf(2), what.split(' ')[1] ?? '');
    room.paint(1);
    await assert.rejects(proven, failsWith('document-changed'));
    assert.equal(room.shelf.get('1'), undefined);
    assert.deepEqual(room.closed, ['doc 1']);
  });

  it('are refused when they have another number of pages than the task says', async () => {
    const room = new Room();
    room.pages = () => 3;
    await assert.rejects(room.show(1), failsWith('document-changed'));
    assert.deepEqual(room.closed, ['doc 1', 'doc 1']);
    assert.equal(room.shelf.get('1'), undefined);
  });

  it('are opened as a whole where their beginning tells another number of pages', async () => {
    const room = new Room();
    room.pages = (headBytes) => (headBytes === SIZE ? 2 : 9);
    await room.open(1);
    assert.deepEqual(room.closed, ['doc 1']);
    assert.equal(room.shelf.get('1')!.pageCount, 2);
  });

  it('say what the service says of them', async () => {
    const room = new Room();
    const headers = { 'Content-Type': 'application/problem+json' };
    room.onAsk = () => new Response('{"code":"forbidden","requestId":"r1"}', { status: 403, headers });
    await assert.rejects(room.show(1), (error) => {
      assert.ok(error instanceof TaskError);
      assert.equal(error.failure.requestId, 'r1');
      return failsWith('forbidden')(error);
    });
  });

  it('are ended when the task is left', async () => {
    const room = new Room();
    const { proven } = await room.open(1);
    room.shelf.close();
    await assert.rejects(proven);
    assert.deepEqual(room.closed, ['doc 1']);
    assert.equal(room.shelf.get('1'), undefined);
  });
});

describe('A document that breaks off', () => {
  it('stays to be read, and goes on where it was when it is shown again', async (context) => {
    context.mock.timers.enable({ apis: ['setTimeout'] });
    const room = new Room();
    const { proven } = await room.open(1);
    let away = true;
    room.onAsk = () => {
      if (away) throw new TypeError('Failed to fetch');
      return undefined;
    };
    room.paint(1);
    for (let tries = 1; tries <= 4; tries++) {
      await until(() => room.asked.length === 2 + tries);
      await new Promise((done) => setImmediate(done));
      context.mock.timers.tick(4000);
    }
    await assert.rejects(proven, failsWith('offline'));
    assert.ok(room.shelf.get('1'));
    context.mock.timers.reset();
    away = false;
    room.changes.length = 0;
    await room.show(1);
    assert.ok(room.changes.includes('1'));
    assert.deepEqual(room.opened, ['doc 1']);
    assert.deepEqual(room.closed, []);
  });
});
