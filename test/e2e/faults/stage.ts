/** One signer, one task and one fault: what a cell of the matrix is played with. */
import assert from 'node:assert/strict';
import type { Request } from 'playwright-core';
import type { History, Order, TaskStatus } from '../../../src/task/contract.ts';
import type { Misfortune } from '../../harness/faulty-line.ts';
import { EndVisit } from '../ends/end-visit.ts';
import { taskOf } from '../ends/ends-site.ts';
import { readsAWhile } from '../ends/offline.ts';
import type { FaultMatrixSite } from './fault-matrix-site.ts';
import { ON_THE_LINE, problem, type FaultName } from './fault.ts';
import type { Scene } from './scene.ts';
import { Tally } from './tally.ts';

/** Of the widget, for an answer to come (`HttpOptions.timeoutMilliseconds`). */
const PATIENCE_MILLISECONDS = 20_000;

/** After that it does not come: several cells share the machine. */
const LONGEST_WAIT_MILLISECONDS = 60_000;

/** The browser says of each that the line was cut or that an answer was no good. */
const SAID_BY_THE_BROWSER = [
  /net::ERR_/,
  /the server responded with a status of \d+/,
  /has been blocked by CORS policy/,
];

export class Stage {
  readonly #met = new Tally();
  #lift: () => Promise<void> = () => Promise.resolve();

  private constructor(
    readonly sites: FaultMatrixSite,
    readonly visit: EndVisit,
    readonly order: Order,
    readonly fault: FaultName,
    readonly scene: Scene,
  ) {}

  static async set(sites: FaultMatrixSite, fault: FaultName, scene: Scene): Promise<Stage> {
    const [visit, order] = await Promise.all([EndVisit.begin(sites.browser), sites.order(scene)]);
    visit.expects(...SAID_BY_THE_BROWSER);
    visit.context.setDefaultTimeout(LONGEST_WAIT_MILLISECONDS);
    // It runs as clocks do, and can be put forward.
    await visit.context.clock.install();
    return new Stage(sites, visit, order, fault, scene);
  }

  get taskUrl(): string {
    return taskOf(this.order).taskUrl;
  }

  get taskId(): string {
    return taskOf(this.order).id;
  }

  /** From now on, until it is lifted. */
  async begins(): Promise<void> {
    const { fault } = this;
    const { line } = this.sites;
    this.#lift = async () => line.mends(this.taskId);
    switch (fault) {
      case 'refused':
        return this.scene.keptAlive ? this.#spoils({ type: 'closed' }) : this.#refuses();
      case 'offline':
        this.#countsFailed();
        await readsAWhile(this.visit);
        await this.visit.context.setOffline(true);
        this.#lift = () => this.visit.context.setOffline(false);
        return;
      case '409':
        return this.#spoils(this.#conflict());
      case 'session over':
        return this.#spoils({ type: 'overtaken', by: () => this.endSession() });
      default: {
        const misfortune = ON_THE_LINE[fault];
        if (!misfortune) throw new Error(`Nothing brings about ${fault}.`);
        this.#spoils(misfortune);
      }
    }
  }

  /** It is over: what is asked for from now on is answered. */
  lifts(): Promise<void> {
    return this.#lift();
  }

  /** So many requests have been lost, or answered by something else. */
  met(count = 1): Promise<void> {
    return this.#met.reaches(count, LONGEST_WAIT_MILLISECONDS);
  }

  /** The widget has waited for an answer for as long as it does, so many times. */
  async runsOutOfPatience(times = 1): Promise<void> {
    for (let time = 1; time <= times; time++) {
      await this.met(time);
      await this.losesPatience();
    }
  }

  losesPatience(): Promise<void> {
    return this.putsForward(PATIENCE_MILLISECONDS);
  }

  async putsForward(milliseconds: number): Promise<void> {
    await this.visit.page.clock.fastForward(milliseconds);
  }

  /** As after fifteen minutes in which nobody did anything. */
  async endSession(): Promise<void> {
    await this.sites.service.running.database.query(
      'update task_sessions set expires_at = service_now() where task_id = $1',
      [this.taskId],
    );
  }

  /** The same signer, in another tab. */
  async endsElsewhere(): Promise<void> {
    const signer = await this.sites.service.open(this.taskId);
    const { endsElsewhereBy } = this.scene;
    const { status } = await (endsElsewhereBy ? signer.decline(endsElsewhereBy) : signer.complete());
    assert.equal(status, 200);
  }

  /** The one who is asked beside them. */
  async otherSigns(): Promise<void> {
    const { status } = await (await this.sites.service.open(taskOf(this.order, 1).id)).complete();
    assert.equal(status, 200);
  }

  /** Waits for what the page is told of others. */
  async hears(change: string): Promise<void> {
    const { page } = this.visit;
    const until = Date.now() + LONGEST_WAIT_MILLISECONDS;
    while (!this.visit.orderChanges().includes(change)) {
      assert.ok(Date.now() < until, `Nothing was heard of ${change}.`);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
  }

  /** What the customer's own system is told of the task, and how often its history has it signed. */
  async stands(): Promise<{ readonly task: TaskStatus; readonly signed: number }> {
    const { service } = this.sites;
    const order = await service.readOrder(this.order.id);
    const path = `/orders/${order.id}/history`;
    const { body: history } = await service.call<History>('readOrderHistory', path, {
      headers: service.asCustomer(),
    });
    return {
      task: taskOf(order).status,
      signed: history.entries.filter(
        ({ type, taskId }) => type === 'task.completed' && taskId === this.taskId,
      ).length,
    };
  }

  async leave(): Promise<void> {
    this.sites.line.mends(this.taskId);
    await this.visit.leave();
  }

  #conflict(): Misfortune {
    const { conflict } = this.scene;
    return conflict === undefined
      ? { type: 'overtaken', by: () => this.endsElsewhere() }
      : problem(409, conflict, true);
  }

  #spoils(misfortune: Misfortune | undefined): void {
    const { catches, loses } = this.scene;
    this.sites.line.sets({
      task: this.taskId,
      meets: (heard) => {
        if (loses?.(heard)) return { type: 'cut after the service' };
        return catches(heard) ? misfortune : undefined;
      },
      happened: (heard) => {
        if (catches(heard)) this.#met.more();
      },
    });
  }

  async #refuses(): Promise<void> {
    const { context } = this.visit;
    this.#countsFailed();
    if (this.scene.loses) this.#spoils(undefined);
    await context.route('**', async (route) => {
      if (this.#isCaught(route.request())) await route.abort('connectionrefused');
      else await route.fallback();
    });
    const mends = this.#lift;
    this.#lift = async () => {
      await context.unroute('**');
      await mends();
    };
  }

  /** What the line never sees. */
  #countsFailed(): void {
    this.visit.context.on('requestfailed', (request) => {
      if (this.#isCaught(request)) this.#met.more();
    });
  }

  #isCaught(request: Request): boolean {
    return this.scene.catches({
      method: request.method(),
      path: request.url().replace(this.sites.service.url, ''),
      body: request.postData() ?? '',
    });
  }
}
