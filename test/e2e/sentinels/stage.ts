/** What all of these tests share: the sites, the browser, and every credential that has come up so far. */
import type { Browser } from 'playwright-core';
import type { EmbeddingSite } from '../../harness/embedding-site.ts';
import { orderFor, taskOf, type OrderedTask } from './orders.ts';
import type { SeenRequest } from './seen-requests.ts';
import { Sentinels } from './sentinels.ts';
import type { Site } from './site.ts';
import { WatchedBrowser } from './watched-browser.ts';
import { seesTheTask, type WayIn } from './ways-in.ts';

export interface Stage {
  readonly browser: Browser;
  readonly site: Site;
  readonly embedding: EmbeddingSite;
  readonly sentinels: Sentinels;
  /** What the embedding site was asked. */
  readonly requestsHere: readonly SeenRequest[];
}

export interface Visit {
  readonly watched: WatchedBrowser;
  readonly task: OrderedTask;
  /** The credentials of this visit alone. */
  readonly own: Sentinels;
}

/** A signer goes a way in, and the task is open; whoever asked for the visit closes its browser. */
export async function visit(
  stage: Stage,
  way: WayIn,
  given?: { orderId: string; task: OrderedTask },
): Promise<Visit> {
  const { browser, site, embedding } = stage;
  const order = given ? undefined : await orderFor(site, way.task);
  const task = given?.task ?? taskOf(order);
  const orderId = given?.orderId ?? order?.id ?? '';
  const own = new Sentinels();
  const watched = await WatchedBrowser.open(browser, own);
  const artifact = way.task.authentication?.artifact
    ? (await site.api.createArtifact(orderId, task.id)).artifact
    : '';
  await way.arrive({ page: watched.page, site, embedding, task, artifact });
  await seesTheTask(watched.page);
  await gather(stage, { watched, task, own });
  return { watched, task, own };
}

/** Notes the credentials of a visit up to now, those that only the servers have seen among them. */
export async function gather({ site, sentinels }: Stage, { watched, own }: Visit): Promise<void> {
  await watched.settle();
  const codes = own.of('authorization code');
  for (const { code, codeVerifier, idToken, accessToken } of await site.exchanges()) {
    if (code === null || !codes.includes(code)) continue;
    own.add('code verifier', codeVerifier);
    own.add('ID token', idToken);
    own.add('access token', accessToken);
  }
  sentinels.addAll(own);
}
