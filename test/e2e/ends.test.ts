/**
 * Every end that signing can come to, reached at the real service in a real browser: the signer reads what has
 * happened and what to do next, the page is told once, and nothing else is said.
 */
import { after, before, describe, test } from 'node:test';
import { decided } from './ends/decided.ts';
import { EndVisit } from './ends/end-visit.ts';
import { EndsSite } from './ends/ends-site.ts';
import { heldClock } from './ends/held-clock.ts';
import { leaving } from './ends/leaving.ts';
import { serviceAndSession } from './ends/service-and-session.ts';
import { logins } from './ends/logins.ts';
import { noWayIn } from './ends/no-way-in.ts';
import { offline } from './ends/offline.ts';
import { reloads } from './ends/reloads.ts';
import type { Visiting } from './ends/visiting.ts';

let sites: EndsSite;
before(async () => {
  sites = await EndsSite.start();
});
after(() => sites?.stop());

const signer: Visiting = (title, act) =>
  void test(title, async () => {
    const visit = await EndVisit.begin(sites.browser);
    try {
      await act(visit, sites);
      visit.assertNothingElse();
    } finally {
      await visit.leave();
    }
  });

describe('A signer', { concurrency: 2 }, () => {
  for (const ends of [noWayIn, decided, logins, offline, serviceAndSession, leaving, reloads]) ends(signer);
});

describe('A signer, as time passes,', () => heldClock(signer));
