/**
 * Logging in, in a real browser, with a real eID: in the page and in another site's frame, in every mode, with an
 * eID whose windows keep their opener and one whose do not, and with what people do half way. Each ends in the
 * task, or in a way to try again within ten seconds.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser, type BrowserWish } from '../harness/chromium.ts';
import { startDemoSite } from '../harness/demo-site.ts';
import { startEmbeddingSite } from '../harness/embedding-site.ts';
import { LoginVisit, type LoginSites, MODES, PLACES, type Mode, type Place } from './logins/login-visit.ts';

const POLICIES = [undefined, 'same-origin'] as const;

type FrameStorage = NonNullable<BrowserWish['frameStorage']>;

for (const policy of POLICIES) {
  const eid = policy
    ? `an eID with Cross-Origin-Opener-Policy: ${policy}`
    : 'an eID that sets no opener policy';
  describe(`a login with ${eid}`, { concurrency: 2 }, () => {
    const browsers = new Map<FrameStorage, Browser>();
    let sites: LoginSites;
    before(async () => {
      for (const frameStorage of ['its own', 'nothing'] as const) {
        browsers.set(frameStorage, await launchBrowser({ frameStorage }));
      }
      const embedding = await startEmbeddingSite();
      const eidPolicy = policy ? { crossOriginOpenerPolicy: policy } : {};
      sites = { embedding, site: await startDemoSite({ ...eidPolicy, embeddingOrigin: embedding.origin }) };
    });
    after(async () => {
      for (const browser of browsers.values()) await browser.close();
      await sites?.embedding.stop();
      await sites?.site.stop();
    });

    const visit = (
      title: string,
      { place, mode, frameStorage = 'its own' }: { place: Place; mode: Mode; frameStorage?: FrameStorage },
      act: (visit: LoginVisit) => Promise<void>,
    ) =>
      test(`${title}, ${mode} in ${place}${frameStorage === 'nothing' ? ' that may keep nothing' : ''}`, async () => {
        const browser = browsers.get(frameStorage);
        assert.ok(browser, 'There is a browser for it.');
        const one = await LoginVisit.begin(browser, sites, place, mode);
        try {
          await act(one);
        } finally {
          await one.leave();
        }
      });

    for (const mode of MODES) {
      for (const place of PLACES) {
        const here = { place, mode };
        visit('opens the task, and again with the draft when the session has ended', here, async (one) => {
          await one.presses(/Log in/);
          await one.logsInAtTheEid();
          // Out of a window that its opener has lost, no message may come into a frame with storage of its own.
          if (await one.seesTheTaskOrTheWayOut()) {
            await one.fillsInADraft('Kari N.');
            await one.sessionEnds();
            await one.presses(/Log in/);
            await one.passesTheEid();
            await one.seesTheTaskOrTheWayOut();
            await one.findsTheDraft('Kari N.');
          } else {
            assert.ok(policy && place === 'a frame', 'Only there is the way out the only way on.');
            await one.goesOnInAWindowOfItsOwn();
          }
        });

        visit('is cancelled at the eID', here, async (one) => {
          await one.presses(/Log in/);
          await one.cancelsAtTheEid();
          await one.hasAWayOn();
        });

        if (mode === 'popup' || place === 'a frame') {
          visit('is not let open its window', here, async (one) => {
            await one.lettingNoWindowOpen();
            await one.presses(/Log in/);
            await one.hasAWayOn();
            if (place === 'a frame') await one.goesOnInAWindowOfItsOwn();
            else await one.goesOnInThisPage();
          });

          visit('has its window closed', here, async (one) => {
            await one.presses(/Log in/);
            await one.closesTheWindow();
            await one.hasAWayOn();
          });

          visit('has its page loaded again meanwhile', here, async (one) => {
            await one.presses(/Log in/);
            await one.loadsThePageAgain();
            await one.hasAWayOn();
          });
        } else {
          visit('is left by the back button', here, async (one) => {
            await one.presses(/Log in/);
            await one.goesBackFromTheEid();
            await one.hasAWayOn();
            await one.presses(/Log in/);
            await one.logsInAtTheEid();
            await one.seesTheTask();
          });

          visit('has the eID’s page loaded again', here, async (one) => {
            await one.presses(/Log in/);
            await one.loadsTheEidAgain();
            await one.logsInAtTheEid();
            await one.seesTheTask();
          });
        }
      }

      const bare = { place: 'a frame', mode, frameStorage: 'nothing' } as const;
      visit('opens the task, and again with the draft when the session has ended', bare, async (one) => {
        await one.presses(/Log in/);
        await one.logsInAtTheEid();
        if (!(await one.seesTheTaskOrTheWayOut())) return one.goesOnInAWindowOfItsOwn();
        await one.fillsInADraft('Kari N.');
        await one.sessionEnds();
        await one.presses(/Log in/);
        await one.passesTheEid();
        await one.findsTheDraft('Kari N.');
      });
    }
  });
}
