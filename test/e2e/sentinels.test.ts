/**
 * Credentials are for one party and one moment. Here each that exists on a way into a task is noted where it goes
 * over the network, and then looked for in every place where it has no business, in a real browser and in
 * everything that the servers have written.
 */
import { after, before } from 'node:test';
import { launchBrowser } from '../harness/chromium.ts';
import { startEmbeddingSite } from '../harness/embedding-site.ts';
import { seeRequests } from './sentinels/seen-requests.ts';
import { Sentinels } from './sentinels/sentinels.ts';
import { API_KEY } from './sentinels/site-protocol.ts';
import { Site } from './sentinels/site.ts';
import type { Stage } from './sentinels/stage.ts';
import { whatTheSearchFinds } from './sentinels/what-the-search-finds.ts';
import { whatATabKeeps } from './sentinels/what-a-tab-keeps.ts';
import { whatOthersLearn } from './sentinels/what-others-learn.ts';
import { whatServersHold } from './sentinels/what-servers-hold.ts';

let current: Stage | undefined;

before(async () => {
  const requestsHere = seeRequests();
  const embedding = await startEmbeddingSite();
  const [site, browser] = await Promise.all([Site.start(embedding.origin), launchBrowser()]);
  current = { site, browser, embedding, requestsHere, sentinels: new Sentinels() };
  current.sentinels.add('API key', API_KEY);
});
after(async () => {
  await current?.browser.close();
  await current?.site.stop();
  await current?.embedding.stop();
});

function stage(): Stage {
  if (!current) throw new Error('Nothing has started.');
  return current;
}

whatATabKeeps(stage);
whatOthersLearn(stage);
whatServersHold(stage);
whatTheSearchFinds(stage);
