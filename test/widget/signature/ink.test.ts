import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { drawingOf, isFull, strokePath } from '../../../src/signature/ink.ts';

/** A stroke from left to right, with a wave in it. */
const wave = (from = 100, pressure = 0.5) =>
  Array.from({ length: 30 }, (_, at) => [from + at * 5, 100 + Math.sin(at / 3) * 30, pressure]).flat();

describe('ink', () => {
  it('is sent as filled paths of plain absolute commands', () => {
    const svg = drawingOf([wave(), wave(300)])?.svg ?? '';
    assert.match(
      svg,
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 [\d.]+ [\d.]+">(<path d="[MLQCZ\d. -]+"\/>){2}<\/svg>$/,
    );
  });

  it('is cut to what was drawn, wherever on the pad that was', () => {
    const left = drawingOf([wave(20)])?.svg;
    const right = drawingOf([wave(380)])?.svg;
    assert.equal(left, right);
    const [, width = '', height = ''] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(left ?? '') ?? [];
    assert.ok(Number(width) < 200 && Number(height) < 100, `${width} × ${height}`);
  });

  it('keeps the strokes, so that the last one can be taken back', () => {
    const strokes = [wave(), wave(300)];
    assert.equal(drawingOf(strokes)?.strokes, strokes);
    assert.deepEqual(drawingOf(strokes.slice(0, -1)), drawingOf([strokes[0] ?? []]));
  });

  it('is nothing where nothing was drawn, or a slip of the finger', () => {
    assert.equal(drawingOf([]), undefined);
    assert.equal(drawingOf([[10, 10, 0.5]]), undefined);
    assert.equal(drawingOf([[10, 10, 0.5, 13, 12, 0.5]]), undefined);
  });

  it('shows a dot beside a stroke', () => {
    assert.notEqual(strokePath([50, 50, 0.5]), '');
    assert.match(drawingOf([wave(), [300, 60, 0.5]])?.svg ?? '', /(<path d="M[^"]+Z"\/>){2}/);
  });

  it('is thicker where a pen was pressed harder', () => {
    const pressed = (pressure: number) =>
      wave(100).map((value, at) => (at % 3 === 2 ? (at < 6 ? 0.5 : pressure) : value));
    const heightOf = (path: string) => {
      const ys = [...path.matchAll(/[\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y));
      return Math.max(...ys) - Math.min(...ys);
    };
    assert.ok(heightOf(strokePath(pressed(0.9))) > heightOf(strokePath(pressed(0.2))));
  });

  it('ends somewhere: a pad that is full takes no more', () => {
    assert.equal(isFull([wave()]), false);
    assert.equal(isFull(Array.from({ length: 200 }, () => wave())), true);
  });

  it('stays far below what the service takes, also for a large signature', () => {
    const strokes = Array.from({ length: 25 }, (_, at) => wave(at * 15));
    assert.ok((drawingOf(strokes)?.svg.length ?? 0) < 150_000);
  });
});
