/** What `pdfsig`, `qpdf` and `openssl` say of a sealed file. None of them knows how it was made. */
import { rm, writeFile } from 'node:fs/promises';
import { runTool } from './run-tool.ts';

export interface SealedSample {
  readonly originalPath: string;
  readonly original: Uint8Array;
  readonly sealed: Uint8Array;
  readonly sealedPath: string;
  readonly signatures: number;
  readonly caFile: string;
}

/** @returns what is wrong; empty when all agree */
export async function verifyWithTools(sample: SealedSample, tools: ReadonlySet<string>): Promise<string[]> {
  const problems: string[] = [];
  if (tools.has('pdfsig')) problems.push(...(await askPdfsig(sample)));
  if (tools.has('qpdf')) problems.push(...(await askQpdf(sample)));
  if (tools.has('openssl')) problems.push(...(await askOpenssl(sample)));
  return problems;
}

async function askPdfsig({ sealedPath, signatures }: SealedSample): Promise<string[]> {
  const { output } = await runTool('pdfsig', ['-nocert', sealedPath]);
  const valid = output.match(/Signature is Valid/g)?.length ?? 0;
  const total = output.match(/- Total document signed/g)?.length ?? 0;
  return [
    ...(valid === signatures ? [] : [`pdfsig: ${valid} of ${signatures} signatures are valid`]),
    ...(total === 1 ? [] : [`pdfsig: ${total} signatures cover the whole file, not 1`]),
  ];
}

/** A sealed file may have the faults of its original, and no others. */
async function askQpdf({ originalPath, sealedPath }: SealedSample): Promise<string[]> {
  const known = new Set(complaints((await runTool('qpdf', ['--check', originalPath])).output, originalPath));
  const now = complaints((await runTool('qpdf', ['--check', sealedPath])).output, sealedPath);
  return now.filter((complaint) => !known.has(complaint)).map((complaint) => `qpdf: ${complaint}`);
}

/** Without file names, object numbers and offsets, which differ. */
function complaints(output: string, path: string): string[] {
  const lines = output
    .split('\n')
    .filter((line) => line.startsWith('WARNING:') || line.startsWith('ERROR:') || line.includes(path));
  const plain = lines
    .filter((line) => !line.startsWith('checking '))
    .map((line) =>
      line
        .replaceAll(path, '')
        .replace(/\([^)]*\)/g, '')
        .replace(/\d+/g, 'N')
        .trim(),
    );
  return [...new Set(plain)];
}

async function askOpenssl(sample: SealedSample): Promise<string[]> {
  const { sealed, sealedPath, caFile, signatures } = sample;
  const found = signedRanges(sealed, sample.original.length);
  if (found.length !== signatures) return [`openssl: ${found.length} of ${signatures} signatures are there`];
  const [cmsPath, contentPath] = [`${sealedPath}.cms`, `${sealedPath}.content`];
  const problems: string[] = [];
  try {
    for (const { cms, content } of found) {
      await writeFile(cmsPath, cms);
      await writeFile(contentPath, content);
      const { exitCode, output } = await runTool('openssl', [
        'cms',
        '-verify',
        '-cades',
        '-binary',
        '-inform',
        'DER',
        '-in',
        cmsPath,
        '-content',
        contentPath,
        '-CAfile',
        caFile,
        '-purpose',
        'any',
        '-out',
        '/dev/null',
      ]);
      if (exitCode !== 0) problems.push(`openssl: ${output.trim().split('\n')[0] ?? 'cms -verify failed'}`);
    }
  } finally {
    await Promise.all([rm(cmsPath, { force: true }), rm(contentPath, { force: true })]);
  }
  return problems;
}

/** The signatures that stand behind the original, read with nothing but their byte ranges. */
function signedRanges(sealed: Uint8Array, from: number): { cms: Uint8Array; content: Uint8Array }[] {
  const file = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const appended = file.toString('latin1', from);
  return [...appended.matchAll(/\/ByteRange \[0 (\d+) (\d+) (\d+) *\]/g)].map((match) => {
    const [before = 0, start = 0, length = 0] = match.slice(1).map(Number);
    const padded = Buffer.from(file.toString('latin1', before + 1, start - 1), 'hex');
    return {
      cms: padded.subarray(0, derLength(padded)),
      content: Buffer.concat([file.subarray(0, before), file.subarray(start, start + length)]),
    };
  });
}

function derLength(bytes: Buffer): number {
  const first = bytes[1] ?? 0;
  if (first < 128) return 2 + first;
  return 2 + (first - 128) + bytes.readUIntBE(2, first - 128);
}
