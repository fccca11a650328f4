/** All that a page shows, keeps and lets be read, as texts by the name of the place. Knows no credential. */
import type { BrowserContext, Frame, Page } from 'playwright-core';
import type {} from '../../../src/signing-widget.ts';

export type Surface =
  | 'address'
  | 'session history'
  | 'local storage'
  | 'session storage'
  | 'databases'
  | 'caches'
  | 'cookies'
  | 'window name'
  | 'document'
  | 'element properties';

export type Texts = Readonly<Record<Surface, string>>;

export async function readSurfaces(context: BrowserContext, page: Page): Promise<Texts> {
  const frames = page.frames().filter((frame) => /^https?:/.test(frame.url()));
  const read = await Promise.all(frames.map((frame) => readFrame(frame)));
  const all = (name: keyof FrameTexts) => read.map((texts) => texts[name]).join('\n');
  return {
    address: [...frames.map((frame) => frame.url()), all('address')].join('\n'),
    'session history': `${await readHistory(context, page)}\n${all('history')}`,
    'local storage': all('local'),
    'session storage': all('session'),
    databases: all('databases'),
    caches: all('caches'),
    cookies: `${JSON.stringify(await context.cookies())}\n${all('cookies')}`,
    'window name': all('name'),
    document: all('document'),
    'element properties': all('properties'),
  };
}

/** As the browser's own list of the tab has it, which pages of other origins are in too. */
async function readHistory(context: BrowserContext, page: Page): Promise<string> {
  const session = await context.newCDPSession(page);
  const { entries } = await session.send('Page.getNavigationHistory');
  await session.detach();
  // What a tab was first sent to stays in the browser's own memory (`userTypedURL`), which no page can change, and
  // which neither a page nor the way back ever sees.
  return JSON.stringify(entries.map(({ url, title }) => ({ url, title })));
}

/** What the tab keeps for the origin of a page or frame, by its key; nothing where the browser refuses. */
export async function readSessionStorage(place: Page | Frame): Promise<Readonly<Record<string, string>>> {
  return place.evaluate(() => {
    try {
      return { ...sessionStorage } as Record<string, string>;
    } catch {
      return {};
    }
  });
}

type FrameTexts = Awaited<ReturnType<typeof readFrame>>;

/** In the page, and alone there: what it needs is within it. */
function readFrame(frame: Frame) {
  return frame.evaluate(async () => {
    const inDocument: string[] = [document.documentElement.outerHTML];
    const inProperties: string[] = [];
    const walk = (root: Document | ShadowRoot) => {
      for (const element of root.querySelectorAll('*')) {
        if ('value' in element) inDocument.push(String(element.value));
        if (element.shadowRoot) {
          inDocument.push(element.shadowRoot.innerHTML);
          walk(element.shadowRoot);
        }
        if (element.localName !== 'signing-widget') continue;
        const widget = element as HTMLElementTagNameMap['signing-widget'];
        const { src, artifact, service, referenceCode, loginRedirectUri, task, error } = widget;
        inProperties.push(
          JSON.stringify({ src, artifact, service, referenceCode, loginRedirectUri, task, error }),
        );
      }
    };
    walk(document);

    // In another site's frame a browser may refuse all of these.
    const unlessRefused = async (read: () => unknown) => {
      try {
        return JSON.stringify(await read());
      } catch (error) {
        return `refused: ${String(error)}`;
      }
    };
    const done = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('refused'));
      });
    const inDatabases = async () => {
      const stored: unknown[] = [];
      for (const { name = '' } of await indexedDB.databases()) {
        const database = await done(indexedDB.open(name));
        for (const store of database.objectStoreNames) {
          const objects = database.transaction(store).objectStore(store);
          stored.push(name, store, await done(objects.getAllKeys()), await done(objects.getAll()));
        }
        database.close();
      }
      return stored;
    };
    const inCaches = async () => {
      const cached: unknown[] = [];
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
          cached.push(name, request.url, await (await cache.match(request))?.text());
        }
      }
      return cached;
    };
    const entries = navigation.entries().map((entry) => [entry.url, entry.getState()]);
    // The browser's entry for the page itself keeps what the page was opened with: no page can change that.
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
    const { href } = location;
    return {
      address: [href, document.URL, document.baseURI, document.referrer, document.title, ...loaded].join(
        '\n',
      ),
      history: JSON.stringify([entries, history.state]),
      local: await unlessRefused(() => ({ ...localStorage })),
      session: await unlessRefused(() => ({ ...sessionStorage })),
      databases: await unlessRefused(inDatabases),
      caches: await unlessRefused(inCaches),
      cookies: document.cookie,
      name: window.name,
      document: inDocument.join('\n'),
      properties: inProperties.join('\n'),
    };
  });
}
