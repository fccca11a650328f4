/** Runs a tool that is not ours, with a time limit; its words are kept, its files are not. */
import { execFile } from 'node:child_process';

export interface ToolResult {
  /** -1 when it was ended or could not start. */
  readonly exitCode: number;
  readonly output: string;
  readonly isMissing: boolean;
}

const LIMIT_SECONDS = 60;

export function runTool(command: string, args: readonly string[]): Promise<ToolResult> {
  return new Promise((resolve) => {
    const options = {
      timeout: LIMIT_SECONDS * 1000,
      killSignal: 'SIGKILL',
      maxBuffer: 16 * 1024 * 1024,
      encoding: 'latin1',
    } as const;
    execFile(command, args, options, (error, stdout, stderr) => {
      const code: unknown = error?.code;
      resolve({
        exitCode: error === null ? 0 : typeof code === 'number' ? code : -1,
        output: `${stdout}\n${stderr}`,
        isMissing: code === 'ENOENT',
      });
    });
  });
}

/** Those of the tools that are installed. */
export async function installedTools(): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const [tool, flag] of [
    ['pdfsig', '-v'],
    ['qpdf', '--version'],
    ['openssl', 'version'],
  ] as const) {
    if (!(await runTool(tool, [flag])).isMissing) found.add(tool);
  }
  return found;
}
