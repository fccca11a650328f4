/**
 * All code that comes before a task's first page can be painted, beside what the least page with pdf.js loads, both
 * compressed as a server does.
 */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { buildIfNeeded } from '../../demo/build.ts';
import { loadedAtOnce } from './loaded-at-once.ts';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));
const PDFJS = fileURLToPath(new URL('../../node_modules/pdfjs-dist/build', import.meta.url));
const MOST = 1.08;
/** The parts that are asked for one after the other, each with all that it imports. */
const PARTS = ['signing-widget', 'document-room', 'pdfjs-engine', 'pdfjs-api'];

function compressed(code: string | Buffer): number {
  return gzipSync(code, { level: 9 }).length;
}

describe('the code before the first page', () => {
  let files: Map<string, string>;

  before(async () => {
    await buildIfNeeded();
    files = new Map();
    for (const part of PARTS) await loadedAtOnce(DIST, await fileOf(part), files);
  });

  it(`is at most ${MOST} times that of a page with pdf.js alone`, async () => {
    const floor = compressed(await readFile(join(PDFJS, 'pdf.min.mjs')));
    const worker = compressed(await readFile(join(PDFJS, 'pdf.worker.min.mjs')));
    const shipped = compressed(await readFile(join(DIST, 'assets', 'pdfjs', 'pdf.worker.min.mjs')));
    const sizes = [...files].map(([name, code]) => ({ name, bytes: compressed(code) }));
    const bytes = sizes.reduce((sum, size) => sum + size.bytes, shipped);
    const named = sizes.map((size) => `${size.name} ${size.bytes}`).join(', ');
    assert.ok(
      bytes <= MOST * (floor + worker),
      `It has ${bytes} bytes, ${(bytes / (floor + worker)).toFixed(3)} times: worker ${shipped}, ${named}.`,
    );
  });

  it('leaves out what pdf.js has for editing, for forms of its own and for pages that load it as a script', async () => {
    for (const part of ['pdfjs-api', 'pdfjs-api-legacy']) {
      const code = await readFile(join(DIST, await fileOf(part)), 'utf8');
      assert.doesNotMatch(code, /pdfjsLib|annotationEditorLayer|xfaLayer|stampEditor/i, part);
      assert.match(code, /GetDocRequest/, `${part} opens documents.`);
    }
  });
});

/** With or without a hash in its name. */
async function fileOf(part: string): Promise<string> {
  const names = await readdir(DIST);
  const found = names.filter(
    (name) => name === `${part}.js` || new RegExp(`^${part}\\.[\\w-]{8}\\.js$`).test(name),
  );
  assert.equal(found.length, 1, `${part}: ${names.join(', ')}`);
  return found[0] ?? '';
}
