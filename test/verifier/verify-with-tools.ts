/**
 * The same file before tools that are not ours: pdfsig (poppler), openssl and qpdf. They judge what they
 * know (signatures, time stamps, syntax) and none of them judges what a revision changed: a file that
 * they accept is not thereby sealed, a file that they refuse is not.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ExtractedSignature, extractSignatures } from './extract-signatures.ts';

export type Tool = 'pdfsig' | 'openssl' | 'qpdf';

export interface ToolResult {
  readonly tool: Tool;
  readonly status: 'accepted' | 'refused' | 'missing';
  readonly detail: string;
}

export interface ToolOptions {
  readonly anchorsPem: string;
  readonly original?: Uint8Array;
}

interface Run {
  /** Undefined when the program is not installed. */
  readonly exitCode: number | undefined;
  readonly output: string;
}

const LONGEST_RUN_MILLISECONDS = 60_000;

export async function verifyWithTools(bytes: Uint8Array, options: ToolOptions): Promise<ToolResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sealed-pdf-'));
  try {
    const file = await put(folder, 'sealed.pdf', bytes);
    return [
      await askPdfsig(folder, file),
      await askOpenssl(folder, bytes, options.anchorsPem),
      await askQpdf(folder, file, options.original),
    ];
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
 * empty home there is none, so that the answer is the same on every machine.
 */
async function askPdfsig(folder: string, file: string): Promise<ToolResult> {
  const { exitCode, output } = await run('pdfsig', ['-nocert', file], { HOME: folder });
  const signatures = output.match(/^Signature #\d+:/gm)?.length ?? 0;
  const valid = output.match(/Signature Validation: Signature is Valid\./g)?.length ?? 0;
  const whole = output.match(/Total document signed/g)?.length ?? 0;
  // Exactly one signature, the last, covers the file to its end; "Not total document signed" is another word.
  const accepted = exitCode === 0 && signatures > 0 && valid === signatures && whole === 1;
  return result('pdfsig', exitCode, accepted, `${valid} of ${signatures} signatures valid`);
}

async function askOpenssl(folder: string, bytes: Uint8Array, anchorsPem: string): Promise<ToolResult> {
  const anchors = await put(folder, 'anchors.pem', anchorsPem);
  let signatures: ExtractedSignature[];
  try {
    signatures = extractSignatures(bytes);
  } catch (error) {
    const { exitCode } = await run('openssl', ['version']);
    return result('openssl', exitCode, false, `no signature to show: ${(error as Error).message}`);
  }
  const refusals: string[] = signatures.length === 0 ? ['no signature to show'] : [];
  let exitCode = signatures.length === 0 ? (await run('openssl', ['version'])).exitCode : 0;
  for (const signature of signatures) {
    const seal = await verifyCms(folder, anchors, signature);
    const stamp = seal.exitCode === undefined ? seal : await verifyToken(folder, anchors, signature);
    if (stamp.exitCode === undefined) exitCode = undefined;
    if (seal.exitCode !== 0) refusals.push(`${signature.fieldName}: cms ${lastLine(seal.output)}`);
    if (stamp.exitCode !== 0) refusals.push(`${signature.fieldName}: ts ${lastLine(stamp.output)}`);
  }
  const detail =
    refusals.length > 0 ? refusals.join('; ') : `${signatures.length} signatures and time stamps verified`;
  return result('openssl', exitCode, refusals.length === 0, detail);
}

async function verifyCms(
  folder: string,
  anchors: string,
  { cms, covered }: ExtractedSignature,
): Promise<Run> {
  const [der, content] = [await put(folder, 'cms.der', cms), await put(folder, 'covered.bin', covered)];
  const input = [
    '-binary',
    '-inform',
    'DER',
    '-in',
    der,
    '-content',
    content,
    '-out',
    join(folder, 'out.bin'),
  ];
  return run('openssl', ['cms', '-verify', '-cades', ...input, '-CAfile', anchors, '-purpose', 'any']);
}

async function verifyToken(
  folder: string,
  anchors: string,
  { token, signatureValue }: ExtractedSignature,
): Promise<Run> {
  if (!token) return { exitCode: 1, output: 'there is no time stamp' };
  const [der, data] = [await put(folder, 'token.der', token), await put(folder, 'value.bin', signatureValue)];
  return run('openssl', ['ts', '-verify', '-data', data, '-in', der, '-token_in', '-CAfile', anchors]);
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

function result(tool: Tool, exitCode: number | undefined, accepted: boolean, detail: string): ToolResult {
  if (exitCode === undefined) return { tool, status: 'missing', detail: `${tool} is not installed` };
  return { tool, status: accepted ? 'accepted' : 'refused', detail };
}

async function put(folder: string, name: string, data: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, data, { mode: 0o600 });
  return path;
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}

/** Their words in English, whatever the machine speaks: the answers are read. */
function run(program: string, parameters: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<Run> {
  const env = { ...process.env, LC_ALL: 'C', ...more };
  const options = { timeout: LONGEST_RUN_MILLISECONDS, maxBuffer: 1 << 26, env };
  return new Promise((resolve) => {
    execFile(program, parameters, options, (error, stdout, stderr) => {
      const missing = error && 'code' in error && (error.code as unknown) === 'ENOENT';
      const failed = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
      resolve({ exitCode: missing ? undefined : failed, output: `${stdout}\n${stderr}` });
    });
  });
}
