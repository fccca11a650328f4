import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, test } from 'node:test';
import { Visitors } from '../../demo/host/visitors.ts';

let now = Date.parse('2027-01-01T12:00:00Z');
const visitors = new Visitors('a secret of the site', () => now);

function pair(cookie: string | undefined): string {
  return cookie?.split(';')[0] ?? '';
}

describe('what a visitor has made', () => {
  test('is known of whoever has the cookie, and of nobody else', () => {
    const cookie = pair(visitors.add(undefined, 'TA-1'));
    assert.equal(visitors.made(cookie, 'TA-1'), true);
    assert.equal(visitors.made(cookie, 'TA-2'), false);
    assert.equal(visitors.made(cookie, undefined), false);
    for (const none of [undefined, '', 'fjord-visit=', 'fjord-visit=.', 'other=1'])
      assert.equal(visitors.made(none, 'TA-1'), false, none);
  });

  test('is found among other cookies', () => {
    const cookie = `theme=dark; ${pair(visitors.add(undefined, 'TA-1'))}; x=y`;
    assert.equal(visitors.made(cookie, 'TA-1'), true);
  });

  test('cannot be written by anyone but the site', () => {
    const cookie = pair(visitors.add(undefined, 'TA-1'));
    const [text = '', mac = ''] = cookie.replace('fjord-visit=', '').split('.');
    const visit = { references: ['TA-2'], until: now / 1000 + 60 };
    const other = Buffer.from(JSON.stringify(visit)).toString('base64url');
    const guessed = createHmac('sha256', 'a secret of the site').update(other).digest('base64url');
    const foreign = pair(new Visitors('another secret', () => now).add(undefined, 'TA-2'));
    for (const forged of [`${other}.${mac}`, `${other}.`, other, `${other}.${guessed}`, `${text}.${mac}x`])
      assert.equal(visitors.made(`fjord-visit=${forged}`, 'TA-2'), false, forged);
    assert.equal(visitors.made(foreign, 'TA-2'), false);
  });

  test('outlives a restart of the site', () => {
    const cookie = pair(visitors.add(undefined, 'TA-1'));
    assert.equal(new Visitors('a secret of the site', () => now).made(cookie, 'TA-1'), true);
  });

  test('is kept for an hour, and for another whenever the visitor shows to be there', () => {
    const cookie = pair(visitors.add(undefined, 'TA-1'));
    now += 59 * 60_000;
    assert.equal(visitors.made(cookie, 'TA-1'), true);
    const renewed = pair(visitors.renew(cookie));
    now += 60_000;
    assert.equal(visitors.made(cookie, 'TA-1'), false);
    assert.equal(visitors.made(renewed, 'TA-1'), true);
    assert.equal(visitors.renew(cookie), undefined, 'what is over does not begin again');
    assert.equal(visitors.renew(undefined), undefined);
  });

  test('has room for the twenty newest', () => {
    let cookie: string | undefined;
    for (let count = 1; count <= 21; count += 1) cookie = pair(visitors.add(cookie, `TA-${count}`));
    cookie = pair(visitors.add(cookie, 'TA-21'));
    assert.equal(visitors.made(cookie, 'TA-1'), false);
    for (let count = 2; count <= 21; count += 1) assert.equal(visitors.made(cookie, `TA-${count}`), true);
    assert.ok((cookie ?? '').length < 4000);
  });
});
