import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inReadingOrder, type PlaceFacts } from '../../../src/session/place-order.ts';

interface Named extends PlaceFacts {
  readonly name: string;
}

function place(name: string, x: number, y: number, part: Partial<PlaceFacts> = {}): Named {
  return { name, page: 1, x, y, width: 200, height: 70, ...part };
}

const names = (places: readonly Named[]) => places.map(({ name }) => name);

describe('places are come to', () => {
  it('page after page, and down each page', () => {
    const places = [
      place('third', 60, 700, { page: 2 }),
      place('second', 60, 100),
      place('fourth', 60, 90, { page: 2 }),
      place('first', 60, 700),
    ];
    assert.deepEqual(names(inReadingOrder(places, 'ltr')), ['first', 'second', 'third', 'fourth']);
  });

  it('along a row as the language is read', () => {
    const places = [
      place('right', 320, 100),
      place('left', 60, 100),
      place('middle', 190, 100, { width: 100 }),
    ];
    assert.deepEqual(names(inReadingOrder(places, 'ltr')), ['left', 'middle', 'right']);
    assert.deepEqual(names(inReadingOrder(places, 'rtl')), ['right', 'middle', 'left']);
  });

  it('in one row though they are not set to the point', () => {
    const places = [place('right', 320, 104), place('left', 60, 100), place('below', 60, 20)];
    assert.deepEqual(names(inReadingOrder(places, 'ltr')), ['left', 'right', 'below']);
    assert.deepEqual(names(inReadingOrder(places, 'rtl')), ['right', 'left', 'below']);
  });

  it('from the right by their right edges, where they are read from there', () => {
    const places = [place('wide', 60, 100, { width: 400 }), place('narrow', 300, 100, { width: 100 })];
    assert.deepEqual(names(inReadingOrder(places, 'rtl')), ['wide', 'narrow']);
  });

  it('not in the row of one that only reaches down to them', () => {
    const places = [place('small', 60, 90, { height: 30 }), place('tall', 320, 110, { height: 200 })];
    assert.deepEqual(names(inReadingOrder(places, 'ltr')), ['tall', 'small']);
  });

  it('on another page never in the same row', () => {
    const places = [place('one', 320, 100), place('other', 60, 100, { page: 2 })];
    assert.deepEqual(names(inReadingOrder(places, 'ltr')), ['one', 'other']);
  });

  it('as they are given where nothing tells them apart, and what is given is left as it is', () => {
    const places = Object.freeze([place('a', 60, 100), place('b', 60, 100)]);
    assert.deepEqual(names(inReadingOrder(places, 'ltr')), ['a', 'b']);
  });
});
