/**
 * `npm run corpus:seal -- FOLDER [--signers N]`: every PDF below a folder goes through the real service,
 * from upload to a sealed file, and that is checked by the verifier and by the tools that are installed.
 * Exit code 1 when a file failed, hung or crashed.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { INTAKE_REFUSALS } from '../../demo/service/ports/pdf-intake.ts';
import { verifySealedPdf } from '../verifier/verify-sealed-pdf.ts';
import { verifyWithTools } from '../verifier/verify-with-tools.ts';
import { startLine, type Line } from './line.ts';
import { pdfsBelow } from './pdfs-below.ts';
import { Report, type FileOutcome } from './report.ts';

/** One file is checked while the next is sealed. */
const LANES = 2;
const FILE_SECONDS = 90;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { signers: { type: 'string', default: '2' } },
});
const [folder] = positionals;
const signers = Number(values.signers);
if (folder === undefined || !Number.isInteger(signers) || signers < 1 || signers > 20) {
  console.error('Usage: npm run corpus:seal -- FOLDER [--signers N]');
  process.exit(2);
}
const files = await pdfsBelow(folder);
if (files.length === 0) {
  console.error(`No PDF below ${folder}.`);
  process.exit(2);
}

const temporary = await mkdtemp(join(tmpdir(), 'corpus-seal-'));
const line = await startLine(temporary);
const report = new Report();
try {
  let done = 0;
  const lane = async () => {
    for (let file = files.pop(); file !== undefined; file = files.pop()) {
      const outcome = await sealAndVerify(line, file);
      const name = relative(folder, file);
      report.add(name, outcome);
      const word = outcome.kind === 'refused' ? `refused: ${outcome.reason}` : outcome.kind;
      console.log(`${String((done += 1)).padStart(6)}  ${word.padEnd(28)} ${name}`);
    }
  };
  console.log(`${files.length} files, ${signers} signers each`);
  await Promise.all(Array.from({ length: LANES }, lane));
} finally {
  await line.stop();
  await rm(temporary, { recursive: true, force: true });
}
for (const text of report.lines()) console.log(text);
process.exitCode = report.isClean ? 0 : 1;

async function sealAndVerify(through: Line, file: string): Promise<FileOutcome> {
  const limit = AbortSignal.timeout(FILE_SECONDS * 1000);
  try {
    const original = new Uint8Array(await readFile(file));
    const outcome = await through.run(original, signers, limit);
    if (outcome.kind === 'refused') {
      const listed = (INTAKE_REFUSALS as readonly string[]).includes(outcome.reason);
      return listed ? outcome : { kind: 'failed', problems: [`unlisted reason: ${outcome.reason}`] };
    }
    const problems = await problemsOf(outcome.bytes, original, through.trustAnchorsPem);
    return problems.length > 0 ? { kind: 'failed', problems } : { kind: 'sealed', pages: outcome.pages };
  } catch (error) {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { kind: limit.aborted ? 'hung' : 'crashed', problems: [text] };
  }
}

async function problemsOf(sealed: Uint8Array, original: Uint8Array, anchorsPem: string): Promise<string[]> {
  const own = verifySealedPdf(sealed, { anchorsPem, original });
  const approvals = own.signatures.filter(({ kind }) => kind === 'approval').length;
  const tools = await verifyWithTools(sealed, { anchorsPem, original });
  return [
    ...own.problems.map(({ code, message }) => `verifier: ${code}: ${message}`),
    ...(own.valid && approvals === signers
      ? []
      : [`verifier: ${approvals} of ${signers} signatures are valid`]),
    ...tools.filter(({ status }) => status === 'refused').map(({ tool, detail }) => `${tool}: ${detail}`),
  ];
}
