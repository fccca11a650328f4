/** One demo site, one site that embeds and one browser for all ends, and orders as short as tests can say them. */
import type { Browser } from 'playwright-core';
import type { NewTask, Order } from '../../../src/task/contract.ts';
import { launchBrowser } from '../../harness/chromium.ts';
import { startDemoSite, type DemoSite } from '../../harness/demo-site.ts';
import { startEmbeddingSite, type EmbeddingSite } from '../../harness/embedding-site.ts';
import { plainPdf } from '../../harness/pdf-samples.ts';
import { TestService, type Signer } from '../../harness/test-service.ts';

/** What is particular about a task; the rest is the plainest that there is. */
export type TaskWish = Partial<NewTask>;

export const BY_ARTIFACT: TaskWish = { authentication: { artifact: true } };
export const BY_EID: TaskWish = {
  subject: { name: 'Kari Nordmann', eid: { claim: 'national_id', value: '01017012345' } },
  authentication: { methods: ['urn:eid:test:high'] },
};

export class EndsSite {
  private constructor(
    readonly browser: Browser,
    readonly site: DemoSite,
    readonly embedding: EmbeddingSite,
    readonly service: TestService,
    readonly onePage: string,
    readonly threePages: string,
  ) {}

  static async start(): Promise<EndsSite> {
    const embedding = await startEmbeddingSite();
    const [browser, site] = await Promise.all([
      launchBrowser(),
      startDemoSite({ embeddingOrigin: embedding.origin }),
    ]);
    const service = new TestService(site.service, site.stop, site.dataFolder);
    const one = await service.upload(plainPdf());
    const three = await service.upload(plainPdf({ pages: 3 }));
    return new EndsSite(browser, site, embedding, service, one.id, three.id);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.embedding.stop();
    await this.site.stop();
  }

  /** One order with a task for each wish; their names are `signer-1`, `signer-2`, … */
  async order(...wishes: readonly TaskWish[]): Promise<Order> {
    return this.#order(this.onePage, wishes);
  }

  async longOrder(wish: TaskWish): Promise<Order> {
    return this.#order(this.threePages, [wish]);
  }

  #order(documentId: string, wishes: readonly TaskWish[]): Promise<Order> {
    return this.service.createOrder({
      title: 'Tenancy agreement',
      documents: [{ name: 'contract', documentId, title: 'Agreement' }],
      tasks: wishes.map((wish, at) => ({
        name: `signer-${at + 1}`,
        subject: { name: at === 0 ? 'Kari Nordmann' : 'Ola Hansen' },
        actions: [{ document: 'contract', type: 'sign' }],
        ...wish,
      })),
    });
  }

  /** The task's signer, who is somewhere else. */
  elsewhere(order: Order, at = 0): Promise<Signer> {
    return this.service.open(taskOf(order, at).id);
  }

  /** As after fifteen minutes in which nobody did anything. */
  async endSessions(order: Order): Promise<void> {
    await this.service.running.database.query(
      'update task_sessions set expires_at = service_now() where task_id = $1',
      [taskOf(order).id],
    );
  }

  /** A page of the customer's to come back to. */
  returnPage(): string {
    return this.embedding.framePage('about:blank');
  }
}

export function taskOf(order: Order, at = 0): Order['tasks'][number] {
  const task = order.tasks[at];
  if (!task) throw new Error(`The order has no task ${at}.`);
  return task;
}
