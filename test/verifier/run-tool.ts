/** Runs programs that are not ours, and says what came of it. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Tool = 'pdfsig' | 'openssl' | 'qpdf';

export interface ToolResult {
  readonly tool: Tool;
  readonly status: 'accepted' | 'refused' | 'missing';
  readonly detail: string;
}

export interface Run {
  /** Undefined when the program is not installed. */
  readonly exitCode: number | undefined;
  readonly output: string;
}

const LONGEST_RUN_MILLISECONDS = 60_000;

export function result(
  tool: Tool,
  exitCode: number | undefined,
  accepted: boolean,
  detail: string,
): ToolResult {
  if (exitCode === undefined) return { tool, status: 'missing', detail: `${tool} is not installed` };
  return { tool, status: accepted ? 'accepted' : 'refused', detail };
}

export async function put(folder: string, name: string, data: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, data, { mode: 0o600 });
  return path;
}

export function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}

/** Their words in English, whatever the machine speaks: the answers are read. */
export function run(
  program: string,
  parameters: readonly string[],
  more: NodeJS.ProcessEnv = {},
): Promise<Run> {
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
