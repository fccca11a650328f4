import fontkit from '@pdf-lib/fontkit';
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { copySignatureFacesTo } from '../../../.build/signature-faces.ts';
import { FACES } from '../../../src/session/hand.ts';
import { COVERAGE, facesFor } from '../../../src/signature/face-coverage.ts';

/** Controls, and what fonts keep for their own use, are no letters. */
const LETTERS = /[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u;

describe('the faces of typed signatures', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faces-'));
    await copySignatureFacesTo(folder);
  });
  after(() => rm(folder, { recursive: true }));

  it('have the letters that are said of them, and no others', async () => {
    for (const face of FACES) {
      const { characterSet } = fontkit.create(await readFile(join(folder, `${face}.ttf`))) as {
        characterSet: number[];
      };
      const inFile = characterSet
        .filter((point) => point >= 0x20 && point < 0xe000 && LETTERS.test(String.fromCodePoint(point)))
        .sort((a, b) => a - b);
      assert.deepEqual(pointsIn(COVERAGE[face]), [...new Set(inFile)], face);
    }
  });

  it('are offered where they have every letter of the name', () => {
    assert.deepEqual(facesFor('Kari Nordmann'), ['caveat', 'marck-script', 'mynerve']);
    assert.deepEqual(facesFor('Åse Bjørk-Šimić'), ['caveat', 'marck-script', 'mynerve']);
    assert.deepEqual(facesFor('Юлія Шевченко'), ['caveat', 'marck-script']);
    assert.deepEqual(facesFor('Ελένη Παπαδοπούλου'), ['mynerve']);
    assert.deepEqual(facesFor('山田花子'), []);
    assert.deepEqual(facesFor('Kari 山田'), []);
  });

  it('know a letter however its accent was typed', () => {
    assert.ok(
      facesFor('Ase\u030a'.normalize('NFD')).length > 0 || facesFor('Åse'.normalize('NFD')).length > 0,
    );
    assert.deepEqual(facesFor('Åse'.normalize('NFD')), facesFor('Åse'));
  });
});

function pointsIn(ranges: string): number[] {
  return ranges.split(' ').flatMap((range) => {
    const [first = '', last = first] = range.split('-');
    const [from, to] = [parseInt(first, 16), parseInt(last, 16)];
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
}
