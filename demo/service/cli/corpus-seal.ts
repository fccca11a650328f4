/**
 * `npm run corpus:seal -- DIR [--signers N]`: looks at every PDF below a folder, seals what intake accepts
 * with a development authority made for the run, and has every sealed file checked. Exit code 1 when
 * one failed, hung or crashed.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { openDevelopmentAuthority } from '../adapters/keys/development-authority.ts';
import { createPdfIntake } from '../adapters/pdf-intake/create-pdf-intake.ts';
import { createSealingWorker } from '../adapters/sealing-worker/create-sealing-worker.ts';
import { loadOwnVerifier } from './corpus/own-verifier.ts';
import { Report } from './corpus/report.ts';
import { installedTools } from './corpus/run-tool.ts';
import { sealOne } from './corpus/seal-one.ts';

const LANES = 2;
const SEAL_SECONDS = 60;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { signers: { type: 'string', default: '2' } },
});
const [folder] = positionals;
const signers = Number(values.signers);
if (folder === undefined || !Number.isInteger(signers) || signers < 1) {
  console.error('Usage: corpus-seal DIR [--signers N]');
  process.exit(2);
}

const temporary = await mkdtemp(join(tmpdir(), 'corpus-seal-'));
let isStopped = false;
process.once('SIGINT', () => {
  isStopped = true;
  console.error('Stopping after the files at hand.');
});
try {
  process.exitCode = (await run(folder)) && !isStopped ? 0 : 1;
} finally {
  await rm(temporary, { recursive: true, force: true });
}

async function run(from: string): Promise<boolean> {
  const files = await pdfsBelow(from);
  const authority = await openDevelopmentAuthority(temporary);
  const [tools, verify] = [await installedTools(), await loadOwnVerifier()];
  console.log(
    `${files.length} files, ${signers} signers; checked by ${[...(verify ? ['verifier'] : []), ...tools].join(', ')}`,
  );
  const report = new Report();
  let done = 0;
  const lane = async (number: number) => {
    const intake = createPdfIntake();
    const sealer = createSealingWorker({
      key: authority.sealKey,
      timeStamps: authority.timeStampAuthority,
      timeoutSeconds: SEAL_SECONDS,
    });
    const bench = {
      intake,
      sealer,
      signers,
      anchorsPem: authority.trustAnchorsPem,
      caFile: authority.caFile,
      tools,
      verify,
      sealedPath: join(temporary, `lane-${number}.pdf`),
    };
    for (let file = files.pop(); file !== undefined && !isStopped; file = files.pop()) {
      const name = relative(from, file);
      const outcome = await sealOne(file, bench);
      report.add(name, outcome);
      const word = outcome.kind === 'refused' ? `refused ${outcome.reason}` : outcome.kind;
      console.log(`${String(++done).padStart(6)}  ${word.padEnd(28)} ${name}`);
    }
    await Promise.all([intake.close(), sealer.close()]);
  };
  await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));
  for (const line of report.lines()) console.log(line);
  return report.isClean;
}

/** In reverse: the lanes take them from the end. */
async function pdfsBelow(from: string): Promise<string[]> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.toLowerCase().endsWith('.pdf'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .reverse();
}
