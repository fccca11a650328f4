/** The demo service behind a line that a test can spoil, a site that embeds it, and one browser for all cells. */
import type { Browser } from 'playwright-core';
import type { NewTask, Order } from '../../../src/task/contract.ts';
import { launchBrowser } from '../../harness/chromium.ts';
import { freePort, startDemoSite, type DemoSite } from '../../harness/demo-site.ts';
import { startEmbeddingSite, type EmbeddingSite } from '../../harness/embedding-site.ts';
import { FaultyLine } from '../../harness/faulty-line.ts';
import { plainPdf } from '../../harness/pdf-samples.ts';
import { TestService } from '../../harness/test-service.ts';
import type { Scene } from './scene.ts';

export class FaultMatrixSite {
  private constructor(
    readonly browser: Browser,
    readonly site: DemoSite,
    readonly embedding: EmbeddingSite,
    readonly service: TestService,
    readonly line: FaultyLine,
    readonly documents: Readonly<Record<1 | 3, string>>,
  ) {}

  static async start(): Promise<FaultMatrixSite> {
    const embedding = await startEmbeddingSite();
    const [port, behind] = [await freePort(), await freePort()];
    const [browser, site, line] = await Promise.all([
      launchBrowser(),
      startDemoSite({
        embeddingOrigin: embedding.origin,
        service: { port: behind, publicUrl: `http://localhost:${port}` },
      }),
      FaultyLine.start(port, behind),
    ]);
    const service = new TestService(site.service, site.stop, site.dataFolder);
    const [one, three] = [await service.upload(plainPdf()), await service.upload(plainPdf({ pages: 3 }))];
    return new FaultMatrixSite(browser, site, embedding, service, line, { 1: one.id, 3: three.id });
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.embedding.stop();
    await this.line.stop();
    await this.site.stop();
  }

  order({ task, others = 1, pages = 1 }: Pick<Scene, 'task' | 'others' | 'pages'>): Promise<Order> {
    const actions: NewTask['actions'] = [{ document: 'contract', type: 'sign' }];
    const wish = typeof task === 'function' ? task() : task;
    return this.service.createOrder({
      title: 'Tenancy agreement',
      documents: [{ name: 'contract', documentId: this.documents[pages], title: 'Agreement' }],
      tasks: [
        { name: 'tenant', subject: { name: 'Kari Nordmann' }, actions, ...wish },
        ...Array.from({ length: others }, (_, at) => ({
          name: `other-${at + 1}`,
          subject: { name: 'Ola Hansen' },
          actions,
        })),
      ],
    });
  }
}
