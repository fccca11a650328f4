import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DocumentRequestError } from '../../../../src/document/document-error.js';
import { BLOCK, hasCode, HEAD, LARGE, load, PART, RANGES, REST, SMALL, TAIL, until } from './loading.js';

const isLater = (range: string | undefined) => ![HEAD, TAIL, REST].includes(range ?? '');

describe('A line that breaks', () => {
  for (const at of ['head', 'tail', 'part', 'rest'] as const) {
    it(`is taken up where it stopped: ${at}`, async () => {
      const { bytes, server, pauses, followed } = await load(LARGE, (range, nth) =>
        range === RANGES[at] && nth === 0 ? { cutAfter: 1000 } : {},
      );
      assert.deepEqual(Buffer.from(await bytes.head()), LARGE.subarray(0, BLOCK));
      const part = await bytes.read(PART.begin, PART.end);
      assert.deepEqual(Buffer.from(part!), LARGE.subarray(PART.begin, PART.end));
      bytes.fetchRest();
      await bytes.proven;
      assert.deepEqual(followed(), LARGE.subarray(BLOCK));
      assert.deepEqual(pauses, [1]);
      const [, begin = '', end = ''] = /=(\d+)-(\d*)/.exec(RANGES[at]) ?? [];
      assert.ok(server.ranges.includes(`bytes=${Number(begin) + 1000}-${end}`), String(server.ranges));
    });
  }

  it('is authorised anew at each try, as a session may have been renewed', async () => {
    const { bytes, server } = await load(SMALL, (_range, nth) => (nth === 0 ? { refuses: true } : {}));
    await bytes.proven;
    assert.deepEqual(
      server.asked.map(({ authorization }) => authorization),
      ['Bearer 1', 'Bearer 2'],
    );
  });

  it('is given up with the network error as its cause when nothing more comes', async () => {
    const { bytes, pauses } = await load(SMALL, () => ({ refuses: true }));
    await assert.rejects(
      bytes.proven,
      (error) => hasCode('offline')(error) && (error as Error).cause instanceof TypeError,
    );
    assert.deepEqual(pauses, [1, 2]);
  });

  it('is given up in the middle of the stream, and for whoever reads', async () => {
    const { bytes } = await load(LARGE, (range) =>
      range === HEAD || range === TAIL ? {} : range === REST ? { cutAfter: BLOCK } : { refuses: true },
    );
    bytes.fetchRest();
    await assert.rejects(bytes.proven, hasCode('offline'));
    await assert.rejects(bytes.read(PART.begin, PART.end), hasCode('offline'));
  });

  it('is not given up while each try brings something', async () => {
    const { bytes, pauses } = await load(LARGE, (range) => (range === TAIL ? {} : { cutAfter: 3 * BLOCK }));
    bytes.fetchRest();
    await bytes.proven;
    assert.ok(pauses.length > 3);
    assert.deepEqual([...new Set(pauses)], [1]);
  });

  it('is told when it stays away, and the rest goes on where it was when it is to', async () => {
    const lost: unknown[] = [];
    let away = true;
    const { bytes, server, followed } = await load(
      LARGE,
      (range, nth) =>
        range === REST && nth === 0 ? { cutAfter: 1000 } : away && isLater(range) ? { refuses: true } : {},
      { onLost: (error) => lost.push(error) },
    );
    await bytes.head();
    bytes.fetchRest();
    await until(() => lost.length === 1);
    assert.ok(hasCode('offline')(lost[0]));
    bytes.goOn();
    await until(() => lost.length === 2);
    away = false;
    const before = server.asked.length;
    bytes.goOn();
    await bytes.proven;
    assert.deepEqual(followed(), LARGE.subarray(BLOCK));
    assert.deepEqual(server.ranges.slice(before), [`bytes=${BLOCK + 1000}-`]);
  });

  it('stays away for whoever reads until it is to go on', async () => {
    let away = true;
    const { bytes } = await load(LARGE, (range) => (away && range === RANGES.part ? { refuses: true } : {}), {
      onLost: () => {
        away = false;
        bytes.goOn();
      },
    });
    assert.deepEqual(
      Buffer.from((await bytes.read(PART.begin, PART.end))!),
      LARGE.subarray(PART.begin, PART.end),
    );
  });

  it('is one where the service is away for a while, once something has come', async () => {
    const { bytes, pauses } = await load(LARGE, (range, nth) =>
      range === REST && nth === 0 ? { status: 503 } : {},
    );
    bytes.fetchRest();
    await bytes.proven;
    assert.deepEqual(pauses, [1]);
  });

  it('is given up with the answer of a service that stays away', async () => {
    const { bytes } = await load(LARGE, (range) => (range === REST ? { status: 503 } : {}));
    bytes.fetchRest();
    await assert.rejects(
      bytes.proven,
      (error) => error instanceof DocumentRequestError && error.status === 503,
    );
  });

  it('is none where the service says no from the start', async () => {
    const { bytes, pauses } = await load(SMALL, () => ({ status: 503 }));
    await assert.rejects(bytes.proven, DocumentRequestError);
    assert.deepEqual(pauses, []);
  });
});

describe('Giving up', () => {
  const stages = ['head', 'tail', 'part', 'rest'] as const;
  for (const at of stages) {
    it(`ends with the reason of the signal while waiting for ${at}, and ends the request`, async () => {
      const { bytes, server, abort } = await load(LARGE, (range) =>
        range === RANGES[at] ? { held: true } : {},
      );
      const reading = bytes.read(PART.begin, PART.end);
      reading.catch(() => undefined);
      if (at !== 'part') await reading;
      if (at !== 'head') await bytes.head();
      if (at === 'rest') bytes.fetchRest();
      await until(() => server.heldCount === 1);
      abort.abort(new Error('closed'));
      await assert.rejects(bytes.proven, { message: 'closed' });
      await assert.rejects(bytes.read(PART.begin, PART.end), { message: 'closed' });
      await until(() => server.asked.some(({ range, givenUp }) => range === RANGES[at] && givenUp));
    });
  }

  it('ends in the middle of the stream', async () => {
    const { bytes, server, abort, followed } = await load(LARGE, (range) =>
      range === REST ? { trickle: 999 } : {},
    );
    bytes.fetchRest();
    await until(() => followed().length > 0);
    abort.abort(new Error('closed'));
    await assert.rejects(bytes.proven, { message: 'closed' });
    await until(() => server.asked.some(({ range, givenUp }) => range === REST && givenUp));
  });

  it('asks for nothing when it was given up before', async () => {
    const signal = AbortSignal.abort(new Error('closed'));
    const { bytes, server } = await load(LARGE, () => ({}), { signal });
    await assert.rejects(bytes.head(), { message: 'closed' });
    assert.equal(server.asked.length, 0);
  });

  it('ends while waiting to take up a broken line', async () => {
    const abort = new AbortController();
    const { bytes } = await load(SMALL, () => ({ refuses: true }), {
      signal: abort.signal,
      resumption: {
        pausesMilliseconds: [1],
        wait: async (_pause, signal) => {
          abort.abort(new Error('closed'));
          signal.throwIfAborted();
        },
      },
    });
    await assert.rejects(bytes.proven, { message: 'closed' });
  });

  it('ends for who reads when it is closed', async () => {
    const { bytes, server } = await load(LARGE, (range) => (range === RANGES.part ? { held: true } : {}));
    await bytes.head();
    const reading = bytes.read(PART.begin, PART.end);
    await until(() => server.heldCount === 1);
    bytes.close();
    await assert.rejects(reading, { name: 'AbortError' });
    await assert.rejects(bytes.proven, { name: 'AbortError' });
  });
});
