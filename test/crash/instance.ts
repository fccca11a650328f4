/** An instance of the service in a process of its own, and how it ends. */
import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { DeathPoint, ServiceProcessOptions } from './service-process.ts';

export class Instance {
  private constructor(
    readonly url: string,
    readonly process: ChildProcess,
    /** From its being asked for to its first answer. */
    readonly startMilliseconds: number,
  ) {}

  static async start(options: ServiceProcessOptions): Promise<Instance> {
    const begun = performance.now();
    const program = fileURLToPath(new URL('service-process.ts', import.meta.url));
    const child = fork(program, [JSON.stringify(options)], {
      execArgv: ['--import', 'tsx'],
      // Said once is enough, and it is said by the suites.
      env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    });
    const [{ url }] = (await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => assert.fail('The service does not start.')),
    ])) as [{ url: string }];
    return new Instance(url, child, Math.round(performance.now() - begun));
  }

  /** Without a word, as by `kill -9`. */
  kill(): void {
    this.process.kill('SIGKILL');
  }

  /** When it gets to that point. */
  dieAt(point: DeathPoint): void {
    this.process.send(point);
  }

  /** As an operator stops it. @returns its exit code */
  async stop(): Promise<number | null> {
    const ended = this.ended();
    this.process.kill('SIGTERM');
    return ended;
  }

  async ended(): Promise<number | null> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return this.process.exitCode;
    const [code] = (await once(this.process, 'exit')) as [number | null];
    return code;
  }
}
