/** The program itself, `npm run verify-evidence`: what it says at its end, and with which exit code. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { put } from '../verifier/run-tool.ts';

const PROGRAM = fileURLToPath(new URL('../verifier/evidence/cli.ts', import.meta.url));

export async function askProgram(
  text: string,
  files: readonly Uint8Array[],
  anchorsPem: string,
): Promise<{ readonly exitCode: number; readonly last: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'verify-evidence-'));
  try {
    const evidence = await put(folder, 'evidence.json', text);
    const sealed = [];
    for (const [at, bytes] of files.entries()) sealed.push(await put(folder, `${at}.pdf`, bytes));
    const anchors = await put(folder, 'ca.pem', anchorsPem);
    const parameters = ['--import', 'tsx', PROGRAM, evidence, ...sealed, '--anchors', anchors];
    return await new Promise((resolve) => {
      execFile(process.execPath, parameters, (error, stdout) => {
        const exitCode = error ? (typeof error.code === 'number' ? error.code : -1) : 0;
        resolve({ exitCode, last: stdout.trim().split('\n').at(-1) ?? '' });
      });
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
