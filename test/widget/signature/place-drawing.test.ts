import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  fieldDrawing,
  fittedLine,
  fittedLook,
  initialsDrawing,
} from '../../../src/signature/place-drawing.ts';

/** Letters that are all half as wide as the text is large. */
const widthOf = (text: string) => [...text].length / 2;
const near = (found: number, wanted: number) =>
  assert.ok(Math.abs(found - wanted) < 1e-9, `${found} for ${wanted}`);

describe('a signature in its field', () => {
  it('has the room that the small lines leave', () => {
    const { room, size, lines } = fieldDrawing({ width: 224, height: 76 }, 3);
    assert.deepEqual([room.x, room.y, room.width, size], [7, 7, 210, 19]);
    near(room.height, 34.4);
    assert.deepEqual(
      lines.map((line) => Math.round(line * 100) / 100),
      [49.24, 58.44, 67.64],
    );
  });

  it('has nearly all of it as initials', () => {
    const { room, size, lines } = initialsDrawing({ width: 60, height: 30 });
    near(room.x, 1.8);
    near(room.width, 56.4);
    near(room.height, 26.4);
    near(size, 26.4 * 0.66);
    assert.deepEqual(lines, []);
  });

  it('is drawn in proportion, and no larger than a hand writes', () => {
    near(fieldDrawing({ width: 224, height: 38 }, 3).size, 9.5);
    near(fieldDrawing({ width: 60, height: 76 }, 3).size, 9.5);
    near(fieldDrawing({ width: 900, height: 900 }, 3).size, 19 * 1.6);
  });

  it('is larger in a face, and stands on a line in the middle of its room', () => {
    const drawing = fieldDrawing({ width: 224, height: 76 }, 3);
    const inFace = fittedLook('KN', drawing, true, widthOf);
    near(inFace.size, 19 * 1.35);
    near(inFace.y, 7 + 17.2 + inFace.size * 0.26);
    near(fittedLook('KN', drawing, false, widthOf).size, 19);
  });

  it('gets smaller until it fits, and is cut where it would be too small to be read', () => {
    const drawing = fieldDrawing({ width: 224, height: 76 }, 3);
    const long = fittedLook('Kari Elisabeth Nordmann-Hansen', drawing, false, widthOf);
    assert.equal(long.text, 'Kari Elisabeth Nordmann-Hansen');
    near(long.size, 14);
    const endless = fittedLook('a'.repeat(500), drawing, false, widthOf);
    near(endless.size, 19 * 0.32);
    assert.match(endless.text, /^a{60,70}…$/);
    assert.ok(widthOf(endless.text) * endless.size <= drawing.room.width);
  });

  it('cuts between characters, and not in one of them', () => {
    const drawing = initialsDrawing({ width: 40, height: 30 });
    assert.match(fittedLook('𐐀'.repeat(200), drawing, false, widthOf).text, /^(𐐀)+…$/u);
  });

  it('has small lines that are cut sooner', () => {
    const drawing = fieldDrawing({ width: 224, height: 76 }, 3);
    const { text, size } = fittedLine('a'.repeat(200), drawing, widthOf);
    near(size, 6.8 * 0.75);
    assert.ok(text.endsWith('…'));
  });
});
