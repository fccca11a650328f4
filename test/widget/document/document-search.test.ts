import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DocumentSearch } from '../../../src/document/find/document-search.ts';

function document(pages: readonly string[]) {
  const asked: number[] = [];
  let pauses = 0;
  return {
    asked,
    get pauses() {
      return pauses;
    },
    pageCount: pages.length,
    pageText: async (page: number, signal: AbortSignal) => {
      signal.throwIfAborted();
      asked.push(page);
      const text = pages[page - 1];
      if (text === undefined || text === 'broken') throw new Error('unreadable');
      return text;
    },
    pause: async () => void pauses++,
  };
}

describe('searching a document', () => {
  it('begins with the page that the reader is at, and comes round to the ones before', async () => {
    const searched = document(['rent', '', 'rent rent', 'none']);
    const search = new DocumentSearch(searched, () => undefined);
    await search.start('rent', 3);
    assert.deepEqual(searched.asked, [3, 4, 1, 2]);
    assert.equal(searched.pauses, 4);
    assert.deepEqual(search.progress, { hits: 3, done: true });
    assert.deepEqual(search.firstFrom(2), { page: 3, index: 0 });
    assert.deepEqual(search.firstFrom(4), { page: 1, index: 0 });
  });

  it('tells of hits as it goes', async () => {
    const told: number[] = [];
    const search = new DocumentSearch(document(['a', 'b', 'a a']), () => told.push(search.progress.hits));
    await search.start('a', 1);
    assert.deepEqual(told, [1, 3, 3]);
  });

  it('goes from hit to hit in the order of the document, and round at its ends', async () => {
    const search = new DocumentSearch(document(['a', '', 'a a']), () => undefined);
    await search.start('a', 3);
    const seen = [];
    let hit = search.firstFrom(3);
    for (let step = 0; step < 4 && hit; step++) {
      seen.push([hit.page, hit.index, search.numberOf(hit)]);
      hit = search.beside(hit, 1);
    }
    assert.deepEqual(seen, [
      [3, 0, 2],
      [3, 1, 3],
      [1, 0, 1],
      [3, 0, 2],
    ]);
    assert.deepEqual(search.beside({ page: 1, index: 0 }, -1), { page: 3, index: 1 });
    assert.deepEqual(search.beside({ page: 3, index: 0 }, -1), { page: 1, index: 0 });
  });

  it('stops when something else is looked for, and forgets what it had found', async () => {
    const searched = document(['a', 'a', 'b']);
    let second: Promise<void> | undefined;
    const search: DocumentSearch = new DocumentSearch(searched, () => {
      second ??= search.start('b', 1);
    });
    await search.start('a', 1);
    await second;
    assert.deepEqual(searched.asked, [1, 1, 2, 3]);
    assert.deepEqual(search.progress, { hits: 1, done: true });
  });

  it('goes on where a page cannot be read', async () => {
    const search = new DocumentSearch(document(['broken', 'a']), () => undefined);
    await search.start('a', 1);
    assert.deepEqual(search.progress, { hits: 1, done: true });
  });

  it('asks for no page when there is nothing to look for', async () => {
    const searched = document(['a']);
    await new DocumentSearch(searched, () => undefined).start(' ', 1);
    assert.deepEqual(searched.asked, []);
  });
});
