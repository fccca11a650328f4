/** Starts our own service from a folder that holds its source: the project's own, or a copy of it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Target } from '../target.ts';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export interface OurService {
  readonly target: Target;
  stop(): Promise<void>;
}

/** @throws Error where it does not start */
export async function startOurs(root = ROOT): Promise<OurService> {
  const file = join(root, 'test', 'conformance', 'ours', 'service-process.ts');
  const child = fork(file, [], {
    cwd: root,
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const exited = once(child, 'exit');
  const ready = once(child, 'message') as Promise<[Target]>;
  const died = exited.then(() => {
    throw new Error(`The service did not start: ${complaint}`);
  });
  const [target] = await Promise.race([ready, died]);
  died.catch(() => undefined);
  return {
    target,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
