/** The search itself: a credential that is put into a place on purpose is found there. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Sentinels } from './sentinels.ts';
import type { Stage } from './stage.ts';
import { readSurfaces } from './surfaces.ts';
import { leaksOf } from './what-a-tab-keeps.ts';
import { WatchedBrowser } from './watched-browser.ts';

type Put = (credential: string) => unknown;

/** Run in the page, each with a credential of its own. */
const PLACES: readonly [place: string, put: Put][] = [
  ['address', (credential) => history.replaceState(null, '', `?x=${credential}`)],
  [
    'session history',
    (credential) => {
      history.pushState(null, '', `?x=${credential}`);
      history.pushState(null, '', '?clean');
    },
  ],
  ['session history', (credential) => history.replaceState({ x: credential }, '')],
  ['local storage', (credential) => localStorage.setItem('x', credential)],
  ['session storage', (credential) => sessionStorage.setItem('x', credential)],
  [
    'databases',
    (credential) =>
      new Promise((resolve) => {
        const opening = indexedDB.open('x');
        opening.onupgradeneeded = () => opening.result.createObjectStore('x').put({ x: credential }, 'x');
        opening.onsuccess = () => {
          opening.result.close();
          resolve(undefined);
        };
      }),
  ],
  [
    'caches',
    async (credential) => (await caches.open('x')).put('/x', new Response(`{"x": "${credential}"}`)),
  ],
  ['cookies', (credential) => (document.cookie = `x=${credential}`)],
  ['window name', (credential) => (window.name = credential)],
  ['document', (credential) => document.body.setAttribute('data-x', credential)],
  [
    'document',
    (credential) => {
      const inner = document.createElement('p');
      inner.attachShadow({ mode: 'open' }).textContent = credential;
      document.querySelector('signing-widget')?.shadowRoot?.append(inner);
    },
  ],
  [
    'document',
    (credential) => {
      const field = document.createElement('input');
      field.value = credential;
      document.body.append(field);
    },
  ],
  [
    'element properties',
    (credential) => {
      const widget = document.querySelector('signing-widget');
      if (widget) widget.loginRedirectUri = credential;
    },
  ],
  [
    'events',
    (credential) => window.dispatchEvent(new CustomEvent('signing-x', { detail: { x: [credential] } })),
  ],
  [
    'events',
    (credential) => {
      class WithGetter extends Event {
        get x() {
          return credential;
        }
      }
      document.querySelector('signing-widget')?.dispatchEvent(new WithGetter('signing-x'));
    },
  ],
  ['console', (credential) => console.debug('x', { x: credential })],
  [
    'address of a page that asks for something',
    (credential) => {
      history.replaceState(null, '', `?x=${credential}`);
      return fetch('/x').finally(() => history.replaceState(null, '', '?clean'));
    },
  ],
  ['address that is asked for by a script', (credential) => fetch(`/x?x=${credential}`)],
  ['Referer', (credential) => fetch('/x', { referrer: `/x?x=${credential}`, referrerPolicy: 'unsafe-url' })],
];

export function whatTheSearchFinds(stage: () => Stage): void {
  describe('a credential that is put there on purpose is found', () => {
    let watched: WatchedBrowser;

    before(async () => {
      const { browser, embedding, site } = stage();
      watched = await WatchedBrowser.open(browser, new Sentinels());
      await watched.page.goto(embedding.elementPage(site.addresses.serviceUrl, {}));
      await watched.page.waitForFunction(() => document.querySelector('signing-widget')?.shadowRoot);
    });
    after(() => watched.close());

    for (const [index, [place, put]] of PLACES.entries()) {
      test(`${index + 1}: ${place}`, async () => {
        const { own, credential } = control();
        await watched.page.evaluate(put, credential);
        const { 'session storage': kept } = await readSurfaces(watched.context, watched.page);
        const leaks = [...(await leaksOf({ watched, own })), ...own.leaksIn({ 'session storage': kept })];
        assert.ok(
          leaks.some((leak) => leak.startsWith(`${place}: control`)),
          JSON.stringify(leaks),
        );
      });
    }

    test('in a Referer, as the servers of this process and of the other see it', async () => {
      const { own, credential } = control();
      const headers = { referer: `http://x.example/?x=${credential}` };
      for (const url of [`${stage().embedding.origin}/x`, `${stage().site.addresses.hostUrl}/x`]) {
        await fetch(url, { headers });
      }
      const here = stage().requestsHere.filter(({ referer }) => own.foundIn(referer).length > 0);
      const there = (await stage().site.requests()).filter(({ referer }) => own.foundIn(referer).length > 0);
      assert.deepEqual([here.length, there.length], [1, 1]);
    });

    test('in what the servers write, of which a part is enough', async () => {
      const { own, credential } = control();
      await stage().site.write(`GET /tasks/x?artifact=${credential.slice(0, 20)}`);
      assert.equal(own.foundIn(await stage().site.log()).length, 1);
    });

    test('in what the service stores', async () => {
      const { own, credential } = control();
      const values = `'control', '${credential}', 'x', '{}', now()`;
      await stage().site.rows(`insert into idempotency_keys values (${values})`);
      assert.equal(own.foundIn(await stage().site.everythingStored()).length, 1);
      await stage().site.rows(`delete from idempotency_keys where scope = 'control'`);
    });

    test('and what is said of it does not repeat it', () => {
      const { own, credential } = control();
      const said = own.foundIn(`x=${credential}&y=${credential}`).join('\n');
      assert.match(said, /^control behind/);
      assert.equal(own.foundIn(said).length, 0);
    });
  });
}

function control(): { readonly own: Sentinels; readonly credential: string } {
  const own = new Sentinels();
  const credential = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
  own.add('control', credential);
  return { own, credential };
}
