/** Every way into a task in a browser: what the signer is given, and what they do until the task is open. */
import type { Frame, Page } from 'playwright-core';
import type { NewTask } from '../../../src/task/contract.ts';
import type { EmbeddingSite } from '../../harness/embedding-site.ts';
import { BY_ARTIFACT, BY_CODE, BY_EID, type OrderedTask } from './orders.ts';
import type { SentinelKind } from './sentinels.ts';
import type { Site } from './site.ts';

export interface Arrival {
  readonly page: Page;
  readonly site: Site;
  readonly embedding: EmbeddingSite;
  readonly task: OrderedTask;
  /** Made a moment ago; empty where the task does not open by one. */
  readonly artifact: string;
}

export interface WayIn {
  readonly title: string;
  readonly task: Partial<NewTask>;
  /** The page that the widget is in is called with a credential in its address, at the end of the way. */
  readonly inAddress: boolean;
  /** What must have been seen on the way: a search for nothing finds nothing. */
  readonly credentials: readonly SentinelKind[];
  readonly arrive: (arrival: Arrival) => Promise<unknown>;
}

const OPENED: readonly SentinelKind[] = ['session token'];
const IN_BROWSER: readonly SentinelKind[] = [
  ...OPENED,
  'ID token',
  'access token',
  'authorization code',
  'state',
  'nonce',
  'code verifier',
];
const BY_SERVICE: readonly SentinelKind[] = [...IN_BROWSER, 'artifact'];

export const WAYS_IN: readonly WayIn[] = [
  {
    title: 'the task’s own page with the artifact in the fragment',
    task: BY_ARTIFACT,
    inAddress: true,
    credentials: [...OPENED, 'artifact'],
    arrive: ({ page, task, artifact }) => page.goto(`${task.taskUrl}#artifact=${artifact}`),
  },
  {
    title: 'the task’s own page with the artifact in the query',
    task: BY_ARTIFACT,
    inAddress: true,
    credentials: [...OPENED, 'artifact'],
    arrive: ({ page, task, artifact }) => page.goto(`${task.taskUrl}?artifact=${artifact}`),
  },
  {
    title: 'an embedded widget with the artifact in the fragment of src',
    task: BY_ARTIFACT,
    inAddress: false,
    credentials: [...OPENED, 'artifact'],
    arrive: (arrival) => embed(arrival, { src: `${arrival.task.taskUrl}#artifact=${arrival.artifact}` }),
  },
  {
    title: 'an embedded widget with the artifact in the query of src',
    task: BY_ARTIFACT,
    inAddress: false,
    credentials: [...OPENED, 'artifact'],
    arrive: (arrival) => embed(arrival, { src: `${arrival.task.taskUrl}?artifact=${arrival.artifact}` }),
  },
  {
    title: 'an embedded widget with an artifact attribute, on a page that was called with the artifact',
    task: BY_ARTIFACT,
    inAddress: true,
    credentials: [...OPENED, 'artifact'],
    arrive: (arrival) =>
      embed(
        arrival,
        { src: arrival.task.taskUrl, artifact: arrival.artifact },
        `?tab=2&artifact=${arrival.artifact}#artifact=${arrival.artifact}`,
      ),
  },
  {
    title: 'the service’s page for codes',
    task: BY_CODE,
    inAddress: false,
    credentials: [...OPENED, 'reference code'],
    async arrive({ page, site, task }) {
      await page.goto(`${site.addresses.serviceUrl}/`);
      await page.getByRole('textbox').fill(task.referenceCode ?? '');
      await page.keyboard.press('Enter');
    },
  },
  {
    title: 'an embedded widget with a reference-code attribute',
    task: BY_CODE,
    inAddress: true,
    credentials: [...OPENED, 'reference code'],
    arrive: (arrival) =>
      embed(
        arrival,
        { service: arrival.site.addresses.serviceUrl, 'reference-code': arrival.task.referenceCode ?? '' },
        `?code-of-the-letter=${arrival.task.referenceCode}`,
      ),
  },
  {
    title: 'an eID in the page, by the browser',
    task: BY_EID,
    inAddress: false,
    credentials: IN_BROWSER,
    async arrive(arrival) {
      await embedWithLogin(arrival, 'redirect');
      await logIn(arrival, arrival.page);
    },
  },
  {
    title: 'an eID in a window, by the browser',
    task: BY_EID,
    inAddress: false,
    credentials: IN_BROWSER,
    async arrive(arrival) {
      await embedWithLogin(arrival, 'popup');
      await logIn(arrival, arrival.page);
    },
  },
  {
    title: 'an eID in the page, by the service',
    task: BY_EID,
    inAddress: true,
    credentials: BY_SERVICE,
    async arrive(arrival) {
      await embedWithLogin(arrival, 'service');
      await logIn(arrival, arrival.page);
    },
  },
  {
    title: 'an eID in a window of a framed page, by the service',
    task: BY_EID,
    inAddress: false,
    credentials: BY_SERVICE,
    async arrive(arrival) {
      await arrival.page.goto(arrival.embedding.framePage(arrival.task.taskUrl));
      const frame = framed(arrival.page);
      await frame.getByRole('button', { name: /Log in/ }).waitFor();
      await frame.evaluate(() => document.querySelector('signing-widget')?.setAttribute('login', 'service'));
      await logIn(arrival, frame);
    },
  },
];

/** Where the widget is. */
export function placeOf(page: Page): Page | Frame {
  return page.frames().length > 1 ? framed(page) : page;
}

export async function seesTheTask(page: Page): Promise<void> {
  await placeOf(page).getByRole('button', { name: 'Continue to sign' }).waitFor();
}

function framed(page: Page): Frame {
  const frame = page.frames().find((candidate) => candidate.parentFrame());
  if (!frame) throw new Error('There is no frame.');
  return frame;
}

async function embed(
  { page, site, embedding }: Arrival,
  attributes: Readonly<Record<string, string>>,
  called = '',
): Promise<void> {
  await page.goto(embedding.elementPage(site.addresses.serviceUrl, attributes) + called);
}

async function embedWithLogin(arrival: Arrival, login: string): Promise<void> {
  const ended = login === 'service' ? {} : { 'login-redirect-uri': '/login/callback' };
  await embed(arrival, { src: arrival.task.taskUrl, login, ...ended });
}

/** In whichever window the eID comes up. */
async function logIn({ page, site }: Arrival, place: Page | Frame): Promise<void> {
  const { eidUrl } = site.addresses;
  const button = place.getByRole('button', { name: /Log in/ }).first();
  await button.waitFor();
  const inThisPage = page.waitForURL((url) => url.origin === eidUrl).then(() => page);
  const inAWindow = page.context().waitForEvent('page');
  await button.click();
  const eid = await Promise.race([inThisPage, inAWindow]);
  inThisPage.catch(() => undefined);
  inAWindow.catch(() => undefined);
  await eid.getByRole('radio', { name: /Kari Nordmann/ }).check();
  await eid.getByRole('button', { name: 'Log in' }).click();
}
