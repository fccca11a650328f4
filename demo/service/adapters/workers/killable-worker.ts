/**
 * A warm worker that does one thing after the other and is ended when one takes too long; the next order
 * gets a new one.
 */
import type { ResourceLimits, TransferListItem, Worker } from 'node:worker_threads';
import type { FromWorker, ToWorker } from './messages.ts';
import { startWorker } from './start-worker.ts';

export interface KillableWorkerOptions {
  readonly module: URL;
  readonly timeoutSeconds: number;
  readonly resourceLimits?: ResourceLimits;
  /** What the worker may ask for. */
  readonly calls?: Record<string, (argument: never) => Promise<unknown>>;
}

export type WorkerLoss = 'timed-out' | 'out-of-memory' | 'ended';

/** The worker is gone; it did not answer. */
export class WorkerLostError extends Error {
  constructor(
    readonly loss: WorkerLoss,
    options?: ErrorOptions,
  ) {
    super(`The worker is gone: ${loss}.`, options);
    this.name = 'WorkerLostError';
  }
}

export class KillableWorker {
  readonly #options: KillableWorkerOptions;
  #worker: Worker | undefined;
  #isReady = false;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: KillableWorkerOptions) {
    this.#options = options;
  }

  /**
   * @throws what the work throws, or WorkerLostError
   * @param makeOrder called when the worker is free, so that no copies wait in a queue
   */
  run(makeOrder: () => { order: unknown; transfer?: readonly TransferListItem[] }): Promise<unknown> {
    const turn = this.#queue.then(() => this.#runNow(makeOrder()));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async close(): Promise<void> {
    await this.#queue;
    await this.#end();
  }

  async #end(): Promise<void> {
    const ending = this.#worker;
    this.#worker = undefined;
    await ending?.terminate();
  }

  async #runNow({
    order,
    transfer = [],
  }: {
    order: unknown;
    transfer?: readonly TransferListItem[];
  }): Promise<unknown> {
    try {
      const worker = await this.#warm();
      return await this.#converse(
        worker,
        this.#options.timeoutSeconds,
        (message) => message.kind === 'done',
        {
          message: { kind: 'run', order },
          transfer,
        },
      );
    } catch (error) {
      if (error instanceof WorkerLostError) await this.#end();
      throw error;
    }
  }

  /** The clock of an order starts when the worker runs: starting it is nobody's fault. */
  async #warm(): Promise<Worker> {
    if (this.#worker && this.#isReady) return this.#worker;
    const { module, resourceLimits } = this.#options;
    const worker = startWorker(module, resourceLimits ? { resourceLimits } : {});
    this.#worker = worker;
    this.#isReady = false;
    // Between orders a worker may end; nobody waits for it then, and the next order starts another.
    const forget = () => {
      if (this.#worker === worker) this.#worker = undefined;
    };
    worker.on('error', forget);
    worker.on('exit', forget);
    await this.#converse(worker, 60, (message) => message.kind === 'ready');
    this.#isReady = true;
    return worker;
  }

  #converse(
    worker: Worker,
    timeoutSeconds: number,
    isEnd: (message: FromWorker) => boolean,
    first?: { readonly message: ToWorker; readonly transfer: readonly TransferListItem[] },
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        worker.off('message', listen);
        worker.off('error', fail);
        worker.off('exit', leave);
        // An idle worker keeps no process alive.
        worker.unref();
        settle();
      };
      const lose = (loss: WorkerLoss, cause?: unknown) =>
        finish(() => reject(new WorkerLostError(loss, cause === undefined ? undefined : { cause })));
      const fail = (error: NodeJS.ErrnoException) =>
        lose(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out-of-memory' : 'ended', error);
      const leave = () => lose('ended');
      const timer = setTimeout(() => lose('timed-out'), timeoutSeconds * 1000);
      const listen = (message: FromWorker) => {
        if (isEnd(message)) finish(() => resolve(message.kind === 'done' ? message.value : undefined));
        else if (message.kind === 'failed') finish(() => reject(message.error));
        else if (message.kind === 'call') void this.#answer(worker, message);
      };
      worker.on('message', listen);
      worker.on('error', fail);
      worker.on('exit', leave);
      worker.ref();
      if (first) worker.postMessage(first.message, first.transfer);
    });
  }

  async #answer(worker: Worker, { id, name, argument }: FromWorker & { kind: 'call' }): Promise<void> {
    const say = (message: ToWorker) => worker.postMessage(message);
    try {
      const call = this.#options.calls?.[name];
      if (call === undefined) throw new TypeError(`The worker asked for ${name}, which it may not.`);
      say({ kind: 'answer', id, value: await call(argument as never) });
    } catch (error) {
      say({ kind: 'refusal', id, error });
    }
  }
}
