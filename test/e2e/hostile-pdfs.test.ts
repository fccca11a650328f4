/**
 * PDFs that want more than to be read, or to be read for ever, on the standalone page in a real browser: each is drawn
 * or ends in a code of the protocol, nothing of it runs, and nobody else is asked for anything.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildIfNeeded } from '../../demo/build.ts';
import { startFloorSite, type FloorSite } from '../corpus/floor-site.ts';
import { OfferedFiles } from '../corpus/offered-files.ts';
import { startStandInService, type StandInService } from '../corpus/stand-in-service.ts';
import { ViewLane } from '../corpus/view-lane.ts';
import { brotliPdf } from '../harness/brotli-pdf.ts';
import { ENDLESS_PDFS } from '../harness/endless-pdfs.ts';
import { startStranger, type Stranger } from '../harness/stranger.ts';
import { WANTING_PDFS } from '../harness/wanting-pdfs.ts';

/** Most of the time goes to five that the widget waits for until it gives them up: they wait side by side, and first. */
const LANES = 4;

let folder: string;
let service: StandInService;
let floorSite: FloorSite;
let stranger: Stranger;
let free: ViewLane[];

before(async () => {
  await buildIfNeeded();
  folder = await mkdtemp(join(tmpdir(), 'hostile-pdfs-'));
  const files = new OfferedFiles();
  floorSite = await startFloorSite(files);
  service = await startStandInService(files, fileURLToPath(new URL('../../dist', import.meta.url)));
  stranger = await startStranger();
  const lane = () =>
    new ViewLane({
      files,
      serviceUrl: service.url,
      floorUrl: floorSite.url,
      outFolder: folder,
      pages: 1,
      floorMilliseconds: 4000,
    });
  free = Array.from({ length: LANES }, lane);
});
after(async () => {
  await Promise.all(free.map((lane) => lane.stop()));
  await stranger.stop();
  await service.stop();
  await floorSite.stop();
  await rm(folder, { recursive: true, force: true });
});

async function outcomeOf(name: string, bytes: Uint8Array) {
  const file = join(folder, `${name}.pdf`);
  await writeFile(file, bytes);
  const lane = free.pop();
  assert.ok(lane);
  try {
    return await lane.look(file);
  } finally {
    free.push(lane);
  }
}

describe('A PDF', { concurrency: LANES }, () => {
  for (const [at, { name, bytes }] of [...ENDLESS_PDFS.toReversed(), ...WANTING_PDFS].entries()) {
    test(`that ${name} is drawn or refused, and that is all`, async () => {
      const outcome = await outcomeOf(String(at), await bytes(stranger.url));
      assert.notEqual(outcome.kind, 'failed', JSON.stringify(outcome));
      assert.deepEqual(stranger.asked, []);
    });
  }

  test('that is written in Brotli is drawn as by pdf.js alone', async () => {
    const outcome = await outcomeOf('brotli', brotliPdf());
    assert.equal(outcome.kind, 'drawn', JSON.stringify(outcome));
  });
});
