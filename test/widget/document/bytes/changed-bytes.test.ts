import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DocumentRequestError } from '../../../../src/document/document-error.js';
import type { Misbehaviour } from '../../../harness/misbehaving-server.js';
import { BLOCK, flippedAt, hasCode, LARGE, load, PART, RANGES, SIZE, TAIL } from './loading.js';

interface Fault {
  readonly name: string;
  /** By the request that it befalls. */
  readonly at: 'head' | 'tail' | 'part' | 'rest';
  readonly how: Misbehaviour;
}

const CHANGED: readonly Fault[] = [
  { name: 'a bit flipped in the stream', at: 'rest', how: { bytes: flippedAt(SIZE - 100_000) } },
  { name: 'a bit flipped in the head', at: 'head', how: { bytes: flippedAt(7) } },
  {
    name: 'a bit flipped in the tail, and not in the stream',
    at: 'tail',
    how: { bytes: flippedAt(SIZE - 9) },
  },
  {
    name: 'a bit flipped in a part, and not in the stream',
    at: 'part',
    how: { bytes: flippedAt(PART.begin) },
  },
  { name: 'a bit flipped at the end of a part', at: 'part', how: { bytes: flippedAt(PART.end - 1) } },
  { name: 'a stream that ends too soon', at: 'rest', how: { bytes: (right) => right.subarray(0, -1) } },
  { name: 'a part that ends too soon', at: 'part', how: { bytes: (right) => right.subarray(0, -1) } },
  { name: 'a head without a byte', at: 'head', how: { bytes: () => Buffer.alloc(0) } },
  { name: 'a stream that is longer', at: 'rest', how: { bytes: (right) => Buffer.concat([right, right]) } },
  { name: 'a part that is longer', at: 'part', how: { bytes: (right) => Buffer.concat([right, right]) } },
  { name: '416 for the head', at: 'head', how: { status: 416 } },
  { name: '416 for a part', at: 'part', how: { status: 416 } },
  { name: '416 for the stream', at: 'rest', how: { status: 416 } },
  { name: 'another part', at: 'part', how: { contentRange: `bytes ${BLOCK}-${2 * BLOCK - 1}/${SIZE}` } },
  {
    name: 'a shorter part',
    at: 'part',
    how: { contentRange: `bytes ${PART.begin}-${PART.end - 2}/${SIZE}` },
  },
  { name: 'another size', at: 'tail', how: { contentRange: `bytes ${19 * BLOCK}-${SIZE - 1}/${SIZE + 1}` } },
  { name: 'another size for the stream', at: 'rest', how: { contentRange: `bytes ${BLOCK}-${SIZE - 1}/9` } },
  { name: 'no Content-Range', at: 'part', how: { contentRange: '' } },
];

describe('A document that is not the one of the task', () => {
  for (const { name, at, how } of CHANGED) {
    it(`is refused for ${name}`, async () => {
      const { bytes, followed } = await load(LARGE, (range) => (range === RANGES[at] ? how : {}));
      const unhandled: unknown[] = [];
      const note = (error: unknown) => unhandled.push(error);
      process.on('unhandledRejection', note);
      const reading = bytes.read(PART.begin, PART.end);
      // Handed out before the stream has come there, it can be held against it.
      await reading.catch(() => undefined);
      bytes.fetchRest();
      await assert.rejects(bytes.proven, hasCode('document-changed'));
      await assert.rejects(bytes.read(PART.begin, PART.end), hasCode('document-changed'));
      const given = followed();
      // Nothing is given in place of what was given before.
      if (at === 'part') assert.deepEqual(given, LARGE.subarray(BLOCK, BLOCK + given.length));
      process.off('unhandledRejection', note);
      assert.deepEqual(unhandled, []);
    });
  }

  it('asks for nothing more once it is known', async () => {
    const { bytes, server } = await load(LARGE, (range) => (range === TAIL ? { status: 416 } : {}));
    await assert.rejects(bytes.proven, hasCode('document-changed'));
    bytes.fetchRest();
    await assert.rejects(bytes.read(BLOCK, 2 * BLOCK), hasCode('document-changed'));
    assert.ok(server.asked.length <= 2);
  });

  it('hands over an error of the service with its body unread', async () => {
    for (const at of ['head', 'part', 'rest'] as const) {
      const problem = { status: 404, body: '{"code":"not-found"}' };
      const { bytes } = await load(LARGE, (range) => (range === RANGES[at] ? problem : {}));
      bytes.read(PART.begin, PART.end).catch(() => undefined);
      bytes.fetchRest();
      const error: unknown = await bytes.proven.catch((reason: unknown) => reason);
      assert.ok(error instanceof DocumentRequestError, at);
      assert.equal(error.status, 404);
      assert.deepEqual(await error.response.json(), { code: 'not-found' });
    }
  });
});
