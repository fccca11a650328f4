import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WHOLE_UP_TO_BYTES } from '../../../../src/document/bytes/remote-bytes.js';
import {
  BLOCK,
  fileOf,
  flippedAt,
  hasCode,
  HEAD,
  LARGE,
  load,
  rangeOf,
  REST,
  SIZE,
  SMALL,
  TAIL,
  until,
} from './loading.js';

describe('The bytes of a small document', () => {
  it('come whole, with one request, proven', async () => {
    const { bytes, server } = await load(SMALL);
    assert.deepEqual(Buffer.from(await bytes.head()), SMALL);
    await bytes.proven;
    assert.equal(await bytes.read(0, 100), undefined);
    assert.deepEqual(server.ranges, [undefined]);
  });

  it('are asked for whole up to the size where parts are worth their requests', async () => {
    const { bytes, server } = await load(fileOf(WHOLE_UP_TO_BYTES));
    await bytes.proven;
    assert.deepEqual(server.ranges, [undefined]);
  });

  it('are not given when one bit has flipped', async () => {
    const { bytes } = await load(SMALL, () => ({ bytes: flippedAt(500) }));
    await assert.rejects(bytes.head(), hasCode('document-changed'));
    await assert.rejects(bytes.proven, hasCode('document-changed'));
  });

  it('go on where the line broke', async () => {
    const { bytes, server, pauses } = await load(SMALL, (range) => (range ? {} : { cutAfter: 3000 }));
    assert.deepEqual(Buffer.from(await bytes.whole()), SMALL);
    assert.deepEqual(server.ranges, [undefined, 'bytes=3000-']);
    assert.deepEqual(pauses, [1]);
  });

  it('go on with a service that knows no ranges', async () => {
    const { bytes, told } = await load(SMALL, (_range, nth) =>
      nth ? { ignoresRange: true } : { cutAfter: 3000 },
    );
    assert.deepEqual(Buffer.from(await bytes.whole()), SMALL);
    assert.deepEqual(
      told,
      [...told].sort((one, other) => one - other),
    );
  });
});

describe('The bytes of a large document', () => {
  it('begin with head and tail, and nothing more until it is asked for', async () => {
    const { bytes, server } = await load(LARGE);
    assert.deepEqual(Buffer.from(await bytes.head()), LARGE.subarray(0, BLOCK));
    assert.deepEqual(Buffer.from((await bytes.read(20 * BLOCK, SIZE))!), LARGE.subarray(20 * BLOCK));
    assert.deepEqual([...server.ranges].sort(), [HEAD, TAIL].sort());
  });

  it('come in order after the head, once, and are proven at their end', async () => {
    const { bytes, server, followed, told } = await load(LARGE);
    bytes.fetchRest();
    bytes.fetchRest();
    await bytes.proven;
    assert.deepEqual(followed(), LARGE.subarray(BLOCK));
    assert.deepEqual([...server.ranges].sort(), [HEAD, TAIL, REST].sort());
    assert.equal(told.at(-1), SIZE);
  });

  it('are all given to who wants all', async () => {
    const { bytes } = await load(LARGE);
    assert.deepEqual(Buffer.from(await bytes.whole()), LARGE);
  });

  it('come in parts for who needs them sooner, each block once', async () => {
    const { bytes, server } = await load(LARGE);
    await bytes.head();
    const both = await Promise.all([
      bytes.read(7 * BLOCK, 9 * BLOCK),
      bytes.read(8 * BLOCK, 10 * BLOCK),
      bytes.read(7 * BLOCK, 9 * BLOCK),
    ]);
    assert.deepEqual(Buffer.from(both[0]!), LARGE.subarray(7 * BLOCK, 9 * BLOCK));
    assert.deepEqual(Buffer.from(both[1]!), LARGE.subarray(8 * BLOCK, 10 * BLOCK));
    assert.deepEqual(both[2], both[0]);
    const parts = server.ranges.filter((range) => range !== HEAD && range !== TAIL);
    assert.deepEqual(parts.sort(), [rangeOf(7 * BLOCK, 9 * BLOCK), rangeOf(9 * BLOCK, 10 * BLOCK)].sort());
  });

  it('are not asked for where the stream is about to bring them', async () => {
    const { bytes, server, followed } = await load(LARGE, (range) => (range === REST ? { held: true } : {}));
    bytes.fetchRest();
    await until(() => server.heldCount === 1);
    const soon = bytes.read(2 * BLOCK, 3 * BLOCK);
    server.letGo();
    assert.equal(await soon, undefined);
    assert.ok(followed().length >= 2 * BLOCK);
    await bytes.proven;
    assert.equal(await bytes.read(2 * BLOCK, 3 * BLOCK), undefined);
    assert.equal(server.asked.length, 3);
  });

  it('are left to a part that somebody waits for, before the stream goes on', async () => {
    const part = rangeOf(12 * BLOCK, 13 * BLOCK);
    const { bytes, server, followed } = await load(LARGE, (range) =>
      range === part ? { held: true } : range === REST ? { trickle: BLOCK } : {},
    );
    bytes.fetchRest();
    await until(() => followed().length > 0);
    const reading = bytes.read(12 * BLOCK, 13 * BLOCK);
    await until(() => server.ranges.includes(part));
    const before = followed().length;
    for (let turn = 0; turn < 200; turn++) {
      server.letGo(REST);
      await new Promise((done) => setImmediate(done));
    }
    assert.equal(followed().length, before);
    const going = setInterval(() => server.letGo(), 1);
    assert.deepEqual(Buffer.from((await reading)!), LARGE.subarray(12 * BLOCK, 13 * BLOCK));
    await bytes.proven;
    clearInterval(going);
    assert.deepEqual(followed(), LARGE.subarray(BLOCK));
  });

  it('are streamed to who asks for the rest as one part', async () => {
    const { bytes, server } = await load(LARGE);
    await bytes.head();
    assert.equal(await bytes.read(BLOCK, 19 * BLOCK), undefined);
    await bytes.proven;
    assert.equal(server.asked.length, 3);
  });

  it('refuse a part that the file has not', async () => {
    const { bytes } = await load(LARGE);
    await assert.rejects(bytes.read(0, SIZE + 1), RangeError);
  });

  it('are refused without a request where no browser has room for them', async () => {
    const { bytes, server } = await load(LARGE, () => ({}), { sizeBytes: 2 ** 52 });
    await assert.rejects(bytes.head(), hasCode('too-large'));
    await assert.rejects(bytes.proven, hasCode('too-large'));
    assert.equal(server.asked.length, 0);
  });

  it('show how far they are while they trickle', async () => {
    const { bytes, server, told } = await load(LARGE, () => ({ trickle: 16_384 }));
    bytes.fetchRest();
    const going = setInterval(() => server.letGo(), 0);
    await bytes.proven;
    clearInterval(going);
    assert.ok(told.length > 50);
    assert.deepEqual(
      told,
      [...told].sort((one, other) => one - other),
    );
    assert.equal(told.at(-1), SIZE);
  });
});

describe('A service that knows no ranges', () => {
  it('is asked once, and what it sends is the stream', async () => {
    const { bytes, server, followed } = await load(LARGE, () => ({ ignoresRange: true }));
    assert.equal((await bytes.head()).length, 0);
    assert.equal(await bytes.read(18 * BLOCK, 19 * BLOCK), undefined);
    await bytes.proven;
    assert.deepEqual(followed(), LARGE);
    assert.deepEqual(
      server.ranges.filter((range) => range !== TAIL),
      [HEAD],
    );
  });

  it('is asked again where it broke off, and nothing is given twice', async () => {
    const { bytes, followed } = await load(LARGE, (range, nth) => ({
      ignoresRange: true,
      ...(range === HEAD && nth === 0 && { cutAfter: 5 * BLOCK }),
    }));
    await bytes.proven;
    assert.deepEqual(followed(), LARGE);
  });

  it('may be one that knew them a moment ago', async () => {
    const { bytes, followed } = await load(LARGE, (range) => ({
      ignoresRange: range !== HEAD && range !== TAIL,
    }));
    await bytes.head();
    assert.equal(await bytes.read(12 * BLOCK, 13 * BLOCK), undefined);
    await bytes.proven;
    assert.deepEqual(followed(), LARGE.subarray(BLOCK));
  });
});
