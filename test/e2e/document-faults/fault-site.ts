/** The service behind a proxy that spoils documents, and orders of one that is long enough to come in parts. */
import type { Browser } from 'playwright-core';
import type { NewTask, Order } from '../../../src/task/contract.ts';
import { launchBrowser } from '../../harness/chromium.ts';
import { freePort, startDemoSite, type DemoSite } from '../../harness/demo-site.ts';
import { DocumentProxy } from '../../harness/document-proxy.ts';
import { startEmbeddingSite, type EmbeddingSite } from '../../harness/embedding-site.ts';
import { longPdf } from '../../harness/long-pdf.ts';
import { TestService } from '../../harness/test-service.ts';

export class FaultSite {
  private constructor(
    readonly browser: Browser,
    readonly site: DemoSite,
    readonly embedding: EmbeddingSite,
    readonly service: TestService,
    readonly proxy: DocumentProxy,
    readonly documentId: string,
    readonly sizeBytes: number,
  ) {}

  static async start(): Promise<FaultSite> {
    const embedding = await startEmbeddingSite();
    const [port, behind] = [await freePort(), await freePort()];
    const [browser, site, proxy] = await Promise.all([
      launchBrowser(),
      startDemoSite({
        embeddingOrigin: embedding.origin,
        service: { port: behind, publicUrl: `http://localhost:${port}` },
      }),
      DocumentProxy.start(port, behind),
    ]);
    const service = new TestService(site.service, site.stop, site.dataFolder);
    const { id, size } = await service.upload(longPdf());
    return new FaultSite(browser, site, embedding, service, proxy, id, size);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.embedding.stop();
    await this.proxy.stop();
    await this.site.stop();
  }

  order(wish: Partial<NewTask> = {}): Promise<Order> {
    return this.service.createOrder({
      title: 'Tenancy agreement',
      documents: [{ name: 'contract', documentId: this.documentId, title: 'Agreement' }],
      tasks: [
        {
          name: 'tenant',
          subject: { name: 'Kari Nordmann' },
          actions: [{ document: 'contract', type: 'sign' }],
          ...wish,
        },
      ],
    });
  }

  /** As after fifteen minutes in which nobody did anything. */
  async endSessions(): Promise<void> {
    await this.service.running.database.query('update task_sessions set expires_at = service_now()');
  }
}
