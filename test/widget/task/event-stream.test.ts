import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EventStreamParser, EventStreamTooLong, type ServerEvent } from '../../../src/task/event-stream.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function read(chunks: readonly Uint8Array[]) {
  const events: ServerEvent[] = [];
  const retries: number[] = [];
  const parser = new EventStreamParser(
    (event) => events.push(event),
    (milliseconds) => retries.push(milliseconds),
  );
  for (const chunk of chunks) parser.push(chunk);
  return { events, retries };
}

const STREAM = [
  ': here I am',
  'id: 7',
  'event: change',
  'data: {"a":',
  'data:"æ🙂"}',
  '',
  'data',
  '',
  'event: nothing',
  '',
  '',
].join('\n');
const EXPECTED = [
  { type: 'change', data: '{"a":\n"æ🙂"}', lastEventId: '7' },
  { type: 'message', data: '', lastEventId: '7' },
];

describe('a stream of events', () => {
  it('is read the same with every end of line, however it is cut in pieces', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const whole = bytes(STREAM.replaceAll('\n', end));
      for (let size = 1; size <= whole.length; size++) {
        const chunks = [];
        for (let at = 0; at < whole.length; at += size) chunks.push(whole.slice(at, at + size));
        // What ends in a lone CR may go on with an LF: with the next byte it is known.
        chunks.push(bytes(':'));
        assert.deepEqual(read(chunks).events, EXPECTED, `${JSON.stringify(end)} in pieces of ${size}`);
      }
    }
  });

  it('may begin with a byte order mark', () => {
    assert.equal(read([new Uint8Array([0xef, 0xbb, 0xbf]), bytes('data: 1\n\n')]).events.length, 1);
  });

  it('tells nothing that has not ended', () => {
    assert.deepEqual(read([bytes('data: 1\n')]).events, []);
  });

  it('says how long to wait, in digits only', () => {
    assert.deepEqual(read([bytes('retry: 2500\nretry: soon\nretry: -1\nretry:\n')]).retries, [2500]);
  });

  it('takes no id with a NUL in it, and drops one space after the colon, not two', () => {
    const [event] = read([bytes('id: 1\nid: a\0b\ndata:  x\n\n')]).events;
    assert.deepEqual(event, { type: 'message', data: ' x', lastEventId: '1' });
  });

  it('that never ends a line, or an event, does not fill the memory', () => {
    const long = bytes('x'.repeat(40_000));
    assert.throws(() => read([bytes('data: '), long, long]), EventStreamTooLong);
    const lines = Array.from({ length: 10 }, () => bytes(`data: ${'x'.repeat(10_000)}\n`));
    assert.throws(() => read(lines), EventStreamTooLong);
  });

  it('may be as long as it likes when it ends its events', () => {
    const chunks = Array.from({ length: 20 }, () => bytes(`data: ${'x'.repeat(10_000)}\n\n`));
    assert.equal(read(chunks).events.length, 20);
  });
});
