/** Who is asked again and who is not, and how a login ends that does not succeed. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { TEST_PEOPLE } from '../../demo/eid/people.ts';
import {
  answerAtClient,
  beginLogin,
  BROWSER_CLIENT,
  BrowserWithoutScripts,
  claimsFrom,
  isLoginPage,
  SERVICE_CLIENT,
  startTestEid,
  WIDGET_ORIGIN,
  type Place,
  type TestEid,
} from './eid-client.ts';

let eid: TestEid;
let browser: BrowserWithoutScripts;
before(async () => {
  eid = await startTestEid();
});
after(() => eid.stop());
beforeEach(() => {
  browser = new BrowserWithoutScripts(eid.issuer);
});

const HIGH = 'urn:eid:test:high';
const SUBSTANTIAL = 'urn:eid:test:substantial';
const KARI = 'test-kari-nordmann';

function begin(extra: Readonly<Record<string, string | undefined>> = {}) {
  return beginLogin(eid.issuer, BROWSER_CLIENT, { acr_values: HIGH, ...extra });
}

async function logIn(subject: string, extra: Readonly<Record<string, string | undefined>> = {}) {
  const login = begin(extra);
  const place = await browser.answer(await browser.open(login.url), 'login', subject);
  return { login, place };
}

async function acrOf(subject: string, acrValues: string | undefined): Promise<unknown> {
  const { login, place } = await logIn(subject, { acr_values: acrValues });
  return (await claimsFrom(eid.issuer, login, place)).acr;
}

function refusal(place: Place) {
  const { error, error_description: description, state, code } = Object.fromEntries(answerAtClient(place));
  return { error, description, state, code };
}

describe('the level of a login', () => {
  test('is substantial for who has no more, although high was asked for', async () => {
    assert.equal(await acrOf('test-ingrid-berg', HIGH), SUBSTANTIAL);
  });

  test('is the first of those asked for that the person has', async () => {
    assert.equal(await acrOf(KARI, `${SUBSTANTIAL} ${HIGH}`), SUBSTANTIAL);
    browser = new BrowserWithoutScripts(eid.issuer);
    assert.equal(await acrOf(KARI, `urn:example:unknown ${HIGH} ${SUBSTANTIAL}`), HIGH);
  });

  test('is the best that the person has, and is told, where none was asked for', async () => {
    assert.equal(await acrOf(KARI, undefined), HIGH);
  });
});

describe('a login that does not succeed', () => {
  test('leads back to the client when the person cancels, whoever is chosen', async () => {
    const page = await browser.open(begin().url);
    const place = await browser.answer(page, 'cancel', KARI);
    assert.ok(place.url.href.startsWith(`${WIDGET_ORIGIN}/login/callback?`));
    assert.deepEqual(refusal(place), {
      error: 'access_denied',
      description: 'The login was cancelled.',
      state: 'the-state',
      code: undefined,
    });
  });

  test('leads back to the client when the eID is blocked, and leaves nobody logged in', async () => {
    const { place } = await logIn('test-per-dahl');
    const { error, description, code } = refusal(place);
    assert.deepEqual(
      [error, description, code],
      ['unmet_authentication_requirements', 'This eID is blocked.', undefined],
    );
    assert.ok(isLoginPage(await browser.open(begin().url)));
  });

  test('stays on the page when nobody is chosen, or somebody who is not there', async () => {
    for (const subject of [undefined, 'nobody']) {
      const page = await browser.answer(await browser.open(begin().url), 'login', subject);
      assert.equal(page.kind === 'page' && page.response.status, 422);
      assert.match(page.kind === 'page' ? page.text : '', /Choose who you are\./);
      const place = await browser.answer(page, 'login', KARI);
      assert.notEqual(answerAtClient(place).get('code'), null);
      browser = new BrowserWithoutScripts(eid.issuer);
    }
  });

  test('cannot be finished by another browser that learns the address, nor twice', async () => {
    const page = await browser.open(begin().url);
    const other = await new BrowserWithoutScripts(eid.issuer).answer(page, 'login', KARI);
    assert.equal(other.kind === 'page' && other.response.status, 400);
    assert.match(other.kind === 'page' ? other.text : '', /This login is over/);
    assert.equal((await browser.answer(page, 'login', KARI)).kind, 'client');
    assert.equal((await browser.answer(page, 'login', KARI)).kind, 'page');
  });

  test('reads no more of an answer than the form can hold', async () => {
    const page = await browser.open(begin().url);
    const place = await browser.answer(page, 'login', 'x'.repeat(100_000));
    assert.equal(place.kind === 'page' && place.response.status, 413);
  });
});

describe('a person who is still logged in', () => {
  test('goes straight through, for the other client too, with the time of the first login', async () => {
    const first = await logIn(KARI);
    const firstClaims = await claimsFrom(eid.issuer, first.login, first.place);
    const second = begin();
    const secondClaims = await claimsFrom(eid.issuer, second, await browser.open(second.url));
    assert.equal(secondClaims.auth_time, firstClaims.auth_time);
    assert.deepEqual([secondClaims.sub, secondClaims.acr], [KARI, HIGH]);
    const service = beginLogin(eid.issuer, SERVICE_CLIENT, { acr_values: HIGH });
    assert.notEqual(answerAtClient(await browser.open(service.url)).get('code'), null);
  });

  test('is asked again by prompt=login and by max_age=0, and is chosen on the page already', async () => {
    await logIn(KARI);
    for (const extra of [{ prompt: 'login' }, { max_age: '0' }]) {
      const login = begin(extra);
      const page = await browser.open(login.url);
      assert.ok(isLoginPage(page));
      assert.match(page.kind === 'page' ? page.text : '', /value="test-kari-nordmann"[^>]* checked/);
      const claims = await claimsFrom(eid.issuer, login, await browser.answer(page, 'login', KARI));
      assert.equal(claims.sub, KARI);
    }
  });

  test('is not asked again while the login is younger than max_age', async () => {
    await logIn(KARI);
    assert.equal((await browser.open(begin({ max_age: '600' }).url)).kind, 'client');
  });

  test('is asked again when another level is asked for, once', async () => {
    await logIn('test-ingrid-berg');
    const login = begin();
    const page = await browser.open(login.url);
    assert.ok(isLoginPage(page));
    const claims = await claimsFrom(
      eid.issuer,
      login,
      await browser.answer(page, 'login', 'test-ingrid-berg'),
    );
    assert.equal(claims.acr, SUBSTANTIAL);
  });

  test('can come back as somebody else, who is then the one logged in', async () => {
    await logIn(KARI);
    const { login, place } = await logIn('test-ola-hansen', { prompt: 'login' });
    assert.equal((await claimsFrom(eid.issuer, login, place)).name, 'Ola Hansen');
    const next = begin();
    assert.equal((await claimsFrom(eid.issuer, next, await browser.open(next.url))).name, 'Ola Hansen');
  });

  test('is not told apart from others by a client that must not show a page', async () => {
    const none = () => browser.open(begin({ prompt: 'none' }).url);
    assert.equal(answerAtClient(await none()).get('error'), 'login_required');
    await logIn(KARI);
    assert.notEqual(answerAtClient(await none()).get('code'), null);
    const otherLevel = await browser.open(begin({ prompt: 'none', acr_values: SUBSTANTIAL }).url);
    assert.equal(answerAtClient(otherLevel).get('error'), 'login_required');
  });

  test('is remembered by a cookie that ends with the browser and goes to no other site', async () => {
    const page = await browser.open(begin().url);
    assert.equal(page.kind, 'page');
    const { place } = await logIn(KARI);
    assert.equal(place.kind, 'client');
    const session = browser.lines.filter((line) => line.startsWith('eid_session='));
    assert.ok(session.length > 0);
    for (const line of session) {
      assert.match(line, /samesite=lax/i);
      assert.match(line, /httponly/i);
      assert.doesNotMatch(line, /expires|max-age/i);
    }
  });
});

describe('the people of the test eID', () => {
  test('have each their own subject and national id, born when the id says', () => {
    assert.equal(new Set(TEST_PEOPLE.map((person) => person.subject)).size, TEST_PEOPLE.length);
    assert.equal(new Set(TEST_PEOPLE.map((person) => person.nationalId)).size, TEST_PEOPLE.length);
    for (const { birthdate, nationalId } of TEST_PEOPLE) {
      const [year = '', month = '', day = ''] = birthdate.split('-');
      assert.equal(nationalId.slice(0, 6), `${day}${month}${year.slice(2)}`);
    }
  });

  test('have numbers whose control digits no living person can have', () => {
    const FIRST = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
    const SECOND = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
    const fits = (nationalId: string, weights: readonly number[]) =>
      weights.reduce((sum, weight, index) => sum + weight * Number(nationalId[index]), 0) % 11 === 0;
    for (const { nationalId } of TEST_PEOPLE) {
      assert.match(nationalId, /^\d{11}$/);
      assert.equal(fits(nationalId, FIRST) && fits(nationalId, SECOND), false, nationalId);
    }
  });
});
