/** After each way into a task: what its pages show, say and keep. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { visit, type Stage, type Visit } from './stage.ts';
import { readSessionStorage, readSurfaces } from './surfaces.ts';
import { placeOf, WAYS_IN } from './ways-in.ts';

export function whatATabKeeps(stage: () => Stage): void {
  describe('a task is open, and its credentials are only in the session of its tab', () => {
    for (const way of WAYS_IN) {
      test(`by ${way.title}`, async () => {
        const one = await visit(stage(), way);
        const { page } = one.watched;
        for (const kind of way.credentials)
          assert.notEqual(one.own.of(kind).length, 0, `no ${kind} was seen`);
        assert.deepEqual(await leaksOf(one), []);
        await keepsOnlyItsSession(one);
        await asksForNothingBeforeItsAddressIsClean(one, way.inAddress);

        const before = page.url();
        await page.goto(stage().embedding.elementPage(stage().site.addresses.serviceUrl, {}));
        assert.deepEqual(await leaksOf(one), []);
        await page.goBack();
        assert.equal(page.url(), before);
        assert.deepEqual(await leaksOf(one), []);
        await isUnknownInAnotherTab(one, before);
        await one.watched.close();
      });
    }
  });
}

/** Everywhere but in the tab's session storage, which holds what it must: see keepsOnlyItsSession(). */
export async function leaksOf({ watched, own }: Pick<Visit, 'watched' | 'own'>): Promise<string[]> {
  await watched.settle();
  const { 'session storage': _kept, ...texts } = await readSurfaces(watched.context, watched.page);
  return own.leaksIn({
    ...texts,
    events: watched
      .said('event')
      .map(({ text }) => text)
      .join('\n'),
    console: watched.console.join('\n'),
    'address of a page that asks for something': watched
      .said('request')
      .map(({ address }) => address)
      .join('\n'),
    'address that is asked for by a script': watched
      .said('request')
      .map(({ text }) => text)
      .join('\n'),
    Referer: watched.referers.join('\n'),
  });
}

async function keepsOnlyItsSession({ watched, task, own }: Visit): Promise<void> {
  const place = placeOf(watched.page);
  const kept = await readSessionStorage(place);
  const tokenKey = `signing-widget ${task.taskUrl} token`;
  const { [tokenKey]: token, ...others } = kept;
  // A browser that refuses storage to a frame leaves the token to the page's memory.
  if (place === watched.page || token !== undefined) assert.ok(own.of('session token').includes(token ?? ''));
  assert.deepEqual(own.leaksIn(others), []);
  const known = ['times', 'draft'].map((name) => `signing-widget ${task.taskUrl} ${name}`);
  assert.deepEqual(
    Object.keys(others).filter((key) => !known.includes(key)),
    [],
  );
}

/** What comes before is the page's own code: without it there is nobody to clean the address. */
async function asksForNothingBeforeItsAddressIsClean(
  { watched, own }: Visit,
  inAddress: boolean,
): Promise<void> {
  const { began, resources } = await placeOf(watched.page).evaluate(() => ({
    began: performance.timeOrigin,
    resources: performance
      .getEntriesByType('resource')
      .map(({ name, startTime }) => ({ path: new URL(name).pathname, startTime })),
  }));
  const cleaned = watched
    .said('address')
    .find(({ documentBegan, text }) => documentBegan === began && own.foundIn(text).length > 0);
  assert.equal(cleaned !== undefined, inAddress);
  if (!cleaned) return;
  const early = resources.filter(({ startTime }) => startTime < cleaned.milliseconds);
  assert.deepEqual(
    early.map(({ path }) => path).filter((path) => !/\.(js|css)$/.test(path)),
    [],
  );
  assert.ok(resources.some(({ path }) => path === '/task-sessions'));
}

async function isUnknownInAnotherTab({ watched, own }: Visit, address: string): Promise<void> {
  const { origin } = new URL(address);
  const other = await watched.context.newPage();
  await other.goto(`${origin}/login/callback`);
  assert.deepEqual(await readSessionStorage(other), {});
  assert.deepEqual(own.leaksIn(await readSurfaces(watched.context, other)), []);
  await other.close();
}
