import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readSignatureDrawing } from '../../../demo/service/domain/signature-drawing.ts';

const svg = (body: string, viewBox = '0 0 300 100') =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}">${body}</svg>`;
const path = (d: string) => `<path d="${d}"/>`;
const INK = path('M10 10Q20 5 30.5 10 L-4 20C1 2 3 4 5 6Z');

describe('a drawn signature', () => {
  test('is curves in a frame, and nothing else', () => {
    assert.deepEqual(readSignatureDrawing(svg(INK + path('M1 1L2 2Z'))), {
      width: 300,
      height: 100,
      paths: ['M10 10Q20 5 30.5 10 L-4 20C1 2 3 4 5 6Z', 'M1 1L2 2Z'],
    });
  });

  for (const [what, text] of [
    ['nothing', ''],
    ['an empty frame', svg('')],
    ['a move that draws nothing', svg(path('M1 1'))],
    ['a script', svg(`<script>alert(1)</script>${INK}`)],
    ['an event', svg('<path d="M1 1L2 2Z" onload="x"/>')],
    ['a style', svg('<path style="fill:url(http://x)" d="M1 1L2 2Z"/>')],
    ['a link', svg(`<a href="http://evil.example">${INK}</a>`)],
    ['a picture inside', svg(`<image href="file:///etc/passwd"/>${INK}`)],
    ['an entity', `<!DOCTYPE svg [<!ENTITY a "b">]>${svg(INK)}`],
    ['text after it', `${svg(INK)}x`],
    ['text before it', ` ${svg(INK)}`],
    ['another namespace', svg(INK).replace('www.w3.org', 'www.w4.org')],
    ['a relative command', svg(path('m1 1l2 2z'))],
    ['an arc', svg(path('M1 1A1 1 0 0 0 2 2'))],
    ['too few numbers', svg(path('M1 1L2Z'))],
    ['too many numbers', svg(path('M1 1L2 2 3Z'))],
    ['a path without a beginning', svg(path('L1 1Z'))],
    ['an exponent', svg(path('M1 1L1e9 2Z'))],
    ['a number that is none', svg(path('M1 1L1.2.3 2Z'))],
    ['a frame of nothing', svg(INK, '0 0 0 100')],
    ['a frame as large as a house', svg(INK, '0 0 99999 100')],
    ['a frame that begins elsewhere', svg(INK, '5 5 300 100')],
    ['more commands than anyone draws', svg(path(`M1 1${'L2 2'.repeat(20_001)}`))],
  ] as const) {
    test(`is not ${what}`, () => {
      assert.equal(readSignatureDrawing(text), undefined);
    });
  }

  test('takes no longer for a hostile text than for a long one', () => {
    const hostile = [
      svg(path(`M${'1 '.repeat(140_000)}`)),
      svg(path('M1 1' + '-'.repeat(280_000))),
      svg('<path d="M1 1L2 2Z"/>'.repeat(14_000)) + '<',
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${'1'.repeat(280_000)}`,
    ];
    for (const text of hostile) assert.equal(readSignatureDrawing(text), undefined);
  });
});
