/**
 * The same file before tools that are not ours: pdfsig (poppler), openssl and qpdf. They judge what they
 * know (signatures, time stamps, syntax) and none of them judges what a revision changed: a file that
 * they accept is not thereby sealed, a file that they refuse is not.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askOpenssl } from './ask-openssl.ts';
import { put, result, run, type Tool, type ToolResult } from './run-tool.ts';

export type { ToolResult } from './run-tool.ts';

export interface ToolOptions {
  readonly anchorsPem: string;
  readonly original?: Uint8Array;
  /** Only these are asked; each of them, when left out. */
  readonly only?: readonly Tool[];
}

export async function verifyWithTools(bytes: Uint8Array, options: ToolOptions): Promise<ToolResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sealed-pdf-'));
  try {
    const file = await put(folder, 'sealed.pdf', bytes);
    const asked: Readonly<Record<Tool, () => Promise<ToolResult>>> = {
      pdfsig: () => askPdfsig(folder, file),
      openssl: () => askOpenssl(folder, bytes, options.anchorsPem),
      qpdf: () => askQpdf(folder, file, options.original),
    };
    const { only = ['pdfsig', 'openssl', 'qpdf'] } = options;
    return await Promise.all(only.map((tool) => asked[tool]()));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** On a build machine a tool that is not there is a check that was not made. */
export function requireTools(results: readonly ToolResult[]): void {
  const missing = results.filter(({ status }) => status === 'missing').map(({ tool }) => tool);
  if (missing.length > 0 && process.env.CI === 'true') {
    throw new Error(`not installed: ${missing.join(', ')}; with CI=true no check may be left out`);
  }
}

/**
 * Certificates are openssl's part: pdfsig takes its anchors from the NSS store of whoever runs it. With an
 * empty home there is none, so that the answer is the same on every machine. A document time stamp it finds and
 * measures, but does not verify ("Signature Type: unknown"): that is openssl's part too.
 */
async function askPdfsig(folder: string, file: string): Promise<ToolResult> {
  const { exitCode, output } = await run('pdfsig', ['-nocert', file], { HOME: folder });
  const blocks = output.split(/^Signature #\d+:/m).slice(1);
  const [timeStamps, signatures] = [true, false].map((isStamp) =>
    blocks.filter((block) => block.includes('- Signature Type: unknown') === isStamp),
  ) as [string[], string[]];
  const valid = signatures.filter((block) => block.includes('Signature Validation: Signature is Valid.'));
  const whole = blocks.filter((block) => block.includes('- Total document signed'));
  // Exactly one covers the file to its end: the document time stamp where there is one, else the last signature.
  const last = timeStamps.length > 0 ? timeStamps : signatures;
  const accepted =
    exitCode === 0 &&
    signatures.length > 0 &&
    valid.length === signatures.length &&
    timeStamps.length <= 1 &&
    whole.length === 1 &&
    last.includes(whole[0] ?? '');
  const stamps = timeStamps.length > 0 ? ', and a document time stamp over the whole' : '';
  return result(
    'pdfsig',
    exitCode,
    accepted,
    `${valid.length} of ${signatures.length} signatures valid${stamps}`,
  );
}

/** What qpdf finds wrong with the original is not the seal's doing; anything more is. */
async function askQpdf(folder: string, file: string, original: Uint8Array | undefined): Promise<ToolResult> {
  const sealed = await run('qpdf', ['--check', file]);
  if (sealed.exitCode === undefined) return result('qpdf', undefined, false, '');
  const before = original && (await run('qpdf', ['--check', await put(folder, 'original.pdf', original)]));
  const known = new Set(complaints(before?.output ?? ''));
  const added = complaints(sealed.output).filter((line) => !known.has(line));
  // Exit 2 is an error, 3 a warning; without a line that says what, the exit code has to do.
  const accepted = added.length === 0 && (sealed.exitCode === 0 || sealed.exitCode === before?.exitCode);
  return result(
    'qpdf',
    sealed.exitCode,
    accepted,
    added.join('; ') || 'nothing that the original does not have',
  );
}

/** Without file name, byte positions and what leads up to it, so that two files can be compared. */
function complaints(output: string): string[] {
  return output
    .split('\n')
    .filter((line) => /WARNING|error|damaged|not allowed|invalid|expected/i.test(line))
    .filter((line) => !/^(No syntax or stream encoding errors|errors that qpdf cannot detect)/.test(line))
    .map((line) =>
      line.replace(/\S*(sealed|original)\.pdf/g, 'file').replace(/\(?(offset|file position) \d+\)?/g, ''),
    );
}
