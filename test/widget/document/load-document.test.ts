import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { DocumentError, DocumentRequestError } from '../../../src/document/document-error.js';
import { type DocumentRequest, loadDocument } from '../../../src/document/load-document.js';

const FILE = Uint8Array.from({ length: 1000 }, (_, at) => at % 251);
const SHA256 = createHash('sha256').update(FILE).digest('hex');

interface Answer {
  readonly body?: Uint8Array;
  /** The line breaks after the body. */
  readonly breaks?: boolean;
  readonly status?: number;
  readonly headers?: Record<string, string>;
  /** No answer at all. */
  readonly refuses?: boolean;
}

/** A service that gives its answers in turn, and notes what it was asked. */
function serviceOf(answers: readonly Answer[]) {
  const asked: RequestInit[] = [];
  const fetch: typeof globalThis.fetch = async (_url, init = {}) => {
    const answer = answers[asked.length];
    asked.push(init);
    assert.ok(answer, 'no more requests than answers');
    if (answer.refuses) throw new TypeError('Failed to fetch');
    const { body = FILE, breaks = false, status = 200, headers = {} } = answer;
    let sent = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent < body.length) controller.enqueue(body.slice(sent, (sent += 300)));
        else if (breaks) controller.error(new TypeError('network error'));
        else controller.close();
      },
    });
    return new Response(stream, { status, headers });
  };
  const rangeOf = (request: number) => new Headers(asked[request]?.headers).get('Range');
  return { fetch, asked, rangeOf };
}

function load(answers: readonly Answer[], changes: Partial<DocumentRequest> = {}) {
  const service = serviceOf(answers);
  const pauses: number[] = [];
  const result = loadDocument({
    url: 'https://sign.example/tasks/1/documents/2',
    sha256: SHA256,
    size: FILE.length,
    headers: () => ({ Authorization: 'Bearer t' }),
    signal: new AbortController().signal,
    fetch: service.fetch,
    resumption: { pausesMilliseconds: [1, 2], wait: async (pause) => void pauses.push(pause) },
    ...changes,
  });
  return { ...service, result, pauses };
}

const rejectsWith = (code: string) => (error: unknown) =>
  error instanceof DocumentError && error.code === code;

const partFrom = (start: number, changes: Answer = {}): Answer => ({
  body: FILE.slice(start),
  status: 206,
  headers: { 'Content-Range': `bytes ${start}-999/1000` },
  ...changes,
});

describe('Loading a document', () => {
  it('gives the bytes when length and digest are those of the task', async () => {
    const { result, asked } = load([{}]);
    assert.deepEqual(await result, FILE);
    assert.equal(asked.length, 1);
  });

  it('sends no cookies and no referrer, and the headers that it is given', async () => {
    const { result, asked } = load([{}]);
    await result;
    assert.equal(asked[0]?.credentials, 'omit');
    assert.equal(asked[0]?.referrerPolicy, 'no-referrer');
    assert.equal(new Headers(asked[0]?.headers).get('Authorization'), 'Bearer t');
    assert.equal(new Headers(asked[0]?.headers).get('Range'), null);
  });

  it('tells how far it is', async () => {
    const told: number[] = [];
    await load([{}], { onProgress: (received) => told.push(received) }).result;
    assert.deepEqual(told, [300, 600, 900, 1000]);
  });

  it('refuses a shorter body', async () => {
    await assert.rejects(load([{ body: FILE.slice(0, 999) }]).result, rejectsWith('document-changed'));
  });

  it('refuses a longer body without taking it in', async () => {
    const told: number[] = [];
    const { result } = load([{ body: new Uint8Array(5000) }], {
      onProgress: (received) => told.push(received),
    });
    await assert.rejects(result, rejectsWith('document-changed'));
    assert.deepEqual(told, [300, 600, 900]);
  });

  it('refuses a body of which one bit has flipped', async () => {
    const flipped = FILE.slice();
    flipped[500] = (flipped[500] ?? 0) ^ 1;
    await assert.rejects(load([{ body: flipped }]).result, rejectsWith('document-changed'));
  });

  it('refuses a size for which there is no room', async () => {
    const { result, asked } = load([], { size: 2 ** 52 });
    await assert.rejects(result, rejectsWith('too-large'));
    assert.equal(asked.length, 0);
  });

  it('hands over an error of the service with its body unread', async () => {
    const { result } = load([{ status: 404, body: new TextEncoder().encode('{"code":"not-found"}') }]);
    const error: unknown = await result.catch((reason: unknown) => reason);
    assert.ok(error instanceof DocumentRequestError);
    assert.equal(error.status, 404);
    assert.deepEqual(await error.response.json(), { code: 'not-found' });
  });
});

describe('A line that breaks while a document is loading', () => {
  it('is taken up where it stopped', async () => {
    const { result, rangeOf, pauses } = load([{ body: FILE.slice(0, 600), breaks: true }, partFrom(600)]);
    assert.deepEqual(await result, FILE);
    assert.equal(rangeOf(1), 'bytes=600-');
    assert.deepEqual(pauses, [1]);
  });

  it('is begun again with a service that knows no ranges', async () => {
    const told: number[] = [];
    const { result } = load([{ body: FILE.slice(0, 600), breaks: true }, {}], {
      onProgress: (received) => told.push(received),
    });
    assert.deepEqual(await result, FILE);
    assert.deepEqual(told, [300, 600, 300, 600, 900, 1000]);
  });

  it('does not get a file past the digest that was swapped meanwhile', async () => {
    const other = FILE.map((byte) => byte ^ 255);
    const { result } = load([
      { body: FILE.slice(0, 600), breaks: true },
      partFrom(600, { body: other.slice(600) }),
    ]);
    await assert.rejects(result, rejectsWith('document-changed'));
  });

  it('refuses another part than the one asked for', async () => {
    const { result } = load([{ body: FILE.slice(0, 600), breaks: true }, partFrom(300)]);
    await assert.rejects(result, /another part/);
  });

  it('refuses a file that has become shorter than what is there already', async () => {
    const { result } = load([{ body: FILE.slice(0, 600), breaks: true }, { status: 416 }]);
    await assert.rejects(result, rejectsWith('document-changed'));
  });

  it('asks for the headers again, as a session may have been renewed', async () => {
    const tokens = ['old', 'new'];
    const { result, asked } = load([{ refuses: true }, {}], {
      headers: async () => ({ Authorization: `Bearer ${tokens.shift()}` }),
    });
    await result;
    assert.equal(new Headers(asked[1]?.headers).get('Authorization'), 'Bearer new');
  });

  it('is given up with the network error as the cause when nothing more comes', async () => {
    const { result, pauses } = load([{ refuses: true }, { refuses: true }, { refuses: true }]);
    await assert.rejects(
      result,
      (error) => rejectsWith('offline')(error) && (error as Error).cause instanceof TypeError,
    );
    assert.deepEqual(pauses, [1, 2]);
  });

  it('is not given up while each try brings something', async () => {
    const { result } = load([
      { body: FILE.slice(0, 300), breaks: true },
      partFrom(300, { body: FILE.slice(300, 600), breaks: true }),
      partFrom(600, { body: FILE.slice(600, 900), breaks: true }),
      partFrom(900),
    ]);
    assert.deepEqual(await result, FILE);
  });
});

describe('Giving up loading', () => {
  it('ends with the reason of the signal, in the middle of the body', async () => {
    const abort = new AbortController();
    const { result } = load([{ breaks: true }], {
      signal: abort.signal,
      onProgress: () => abort.abort(new Error('closed')),
    });
    await assert.rejects(result, { message: 'closed' });
  });

  it('asks for nothing when it was given up before', async () => {
    const { result, asked } = load([], { signal: AbortSignal.abort(new Error('closed')) });
    await assert.rejects(result, { message: 'closed' });
    assert.equal(asked.length, 0);
  });

  it('ends while waiting to take up a broken line', async () => {
    const abort = new AbortController();
    const { result } = load([{ refuses: true }], {
      signal: abort.signal,
      resumption: {
        pausesMilliseconds: [1],
        wait: async (_pause, signal) => {
          abort.abort(new Error('closed'));
          signal.throwIfAborted();
        },
      },
    });
    await assert.rejects(result, { message: 'closed' });
  });
});
