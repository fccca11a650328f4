import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { en } from '../../../src/messages/en.ts';
import { later, type Later } from '../../../src/messages/later.ts';
import type { Messages } from '../../../src/messages/messages.ts';
import { nb } from '../../../src/messages/nb.ts';
import { LazyRoom } from '../../../src/runtime/lazy-room.ts';

/** A line that brings a room and its words, or breaks, when the test says so. */
class Line {
  readonly told: boolean[] = [];
  asked = 0;
  #settle: (() => void)[] = [];
  readonly #words = new Map<Messages, Later<string>>();
  isUp = true;
  readonly room = new LazyRoom(
    () => this.#bring('screens'),
    (messages) => this.#wordsOf(messages),
    (awaited) => this.told.push(awaited),
  );

  /** What is under way comes, or does not. */
  async settle(): Promise<void> {
    for (const settle of this.#settle.splice(0)) settle();
    await new Promise(setImmediate);
  }

  #wordsOf(messages: Messages): Later<string> {
    const words = this.#words.get(messages) ?? later(() => this.#bring(messages === nb ? 'ord' : 'words'));
    this.#words.set(messages, words);
    return words;
  }

  #bring<T>(what: T): Promise<T> {
    this.asked += 1;
    return new Promise((resolve, reject) => {
      this.#settle.push(() => (this.isUp ? resolve(what) : reject(new Error('offline'))));
    });
  }
}

describe('a room that comes later', () => {
  it('is on its way from the moment it is needed, and there when its screens and its words are', async () => {
    const { room, line, told } = withLine();
    assert.equal(room.at(en), 'coming');
    assert.equal(room.at(en), 'coming');
    assert.equal(line.asked, 2);
    await line.settle();
    assert.deepEqual(room.at(en), { screens: 'screens', words: 'words' });
    assert.deepEqual(told, [true]);
  });

  it('is not loaded for what can do without it, and follows the language when it is there', async () => {
    const { room, line } = withLine();
    assert.equal(room.there(en), undefined);
    assert.equal(line.asked, 0);
    room.at(en);
    await line.settle();
    assert.deepEqual(room.there(en), { screens: 'screens', words: 'words' });
    assert.deepEqual(room.there(nb), { screens: 'screens', words: 'words' });
    await line.settle();
    assert.deepEqual(room.there(nb), { screens: 'screens', words: 'ord' });
  });

  it('is not asked for over and over where the words of a language do not come', async () => {
    const { room, line } = withLine();
    room.at(en);
    await line.settle();
    line.isUp = false;
    room.there(nb);
    await line.settle();
    const { asked } = line;
    room.there(nb);
    assert.equal(line.asked, asked);
  });

  it('is there at once where it was fetched before', async () => {
    const { room, line, told } = withLine();
    room.fetch();
    await line.settle();
    room.at(en);
    await line.settle();
    assert.deepEqual(room.at(en), { screens: 'screens', words: 'words' });
    assert.equal(line.asked, 2);
    assert.deepEqual(told, [false, true]);
  });

  it('that did not come is not asked for again until somebody wants that', async () => {
    const { room, line } = withLine();
    line.isUp = false;
    room.at(en);
    await line.settle();
    assert.equal(room.at(en), 'failed');
    assert.equal(line.asked, 2);
    line.isUp = true;
    room.loadAgain();
    assert.equal(room.at(en), 'coming');
    await line.settle();
    assert.deepEqual(room.at(en), { screens: 'screens', words: 'words' });
  });

  it('that nobody waited for fails without a word, and is asked for when it is needed', async () => {
    const { room, line, told } = withLine();
    line.isUp = false;
    room.fetch();
    await line.settle();
    assert.deepEqual(told, [false]);
    line.isUp = true;
    assert.equal(room.at(en), 'coming');
  });

  it('fails for the signer who waits for what was fetched before', async () => {
    const { room, line } = withLine();
    line.isUp = false;
    room.at(en);
    room.fetch();
    await line.settle();
    assert.equal(room.at(en), 'failed');
  });

  it('keeps the words of the language before until those of the new one are there, and nobody waits', async () => {
    const { room, line, told } = withLine();
    room.at(en);
    await line.settle();
    room.at(en);
    assert.deepEqual(room.at(nb), { screens: 'screens', words: 'words' });
    await line.settle();
    assert.deepEqual(room.at(nb), { screens: 'screens', words: 'ord' });
    assert.deepEqual(told, [true, false]);
  });

  it('keeps them too where the new ones do not come, and asks once', async () => {
    const { room, line } = withLine();
    room.at(en);
    await line.settle();
    room.at(en);
    line.isUp = false;
    room.at(nb);
    await line.settle();
    const asked = line.asked;
    assert.deepEqual(room.at(nb), { screens: 'screens', words: 'words' });
    assert.equal(line.asked, asked);
  });
});

function withLine() {
  const line = new Line();
  return { line, room: line.room, told: line.told };
}
