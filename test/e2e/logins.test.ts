/**
 * Logging in, in a real browser, with a real eID: in the page and in another site's frame, in every mode, with an
 * eID whose windows keep their opener and one whose do not, and with what people do half way. Each ends in the
 * task, or in a way to try again within ten seconds.
 */
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../harness/chromium.ts';
import { startDemoSite } from '../harness/demo-site.ts';
import { startEmbeddingSite } from '../harness/embedding-site.ts';
import { LoginVisit, type LoginSites, MODES, PLACES, type Mode, type Place } from './logins/login-visit.ts';

const POLICIES = [undefined, 'same-origin'] as const;

let browser: Browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser?.close());

for (const policy of POLICIES) {
  const eid = policy
    ? `an eID with Cross-Origin-Opener-Policy: ${policy}`
    : 'an eID that sets no opener policy';
  describe(`a login with ${eid}`, { concurrency: 2 }, () => {
    let sites: LoginSites;
    before(async () => {
      const embedding = await startEmbeddingSite();
      const eidPolicy = policy ? { crossOriginOpenerPolicy: policy } : {};
      sites = { embedding, site: await startDemoSite({ ...eidPolicy, embeddingOrigin: embedding.origin }) };
    });
    after(async () => {
      await sites?.embedding.stop();
      await sites?.site.stop();
    });

    const visit = (title: string, place: Place, mode: Mode, act: (visit: LoginVisit) => Promise<void>) =>
      test(`${title}, ${mode} in ${place}`, async () => {
        const one = await LoginVisit.begin(browser, sites, place, mode);
        try {
          await act(one);
        } finally {
          await one.leave();
        }
      });

    for (const place of PLACES) {
      for (const mode of MODES) {
        const inWindow = mode === 'popup' || place === 'a frame';
        // No message can come out of a window that its opener has lost into a frame with storage of its own.
        const cutOff = policy !== undefined && place === 'a frame';

        visit(
          'opens the task, and again with the draft when the session has ended',
          place,
          mode,
          async (one) => {
            await one.presses(/Log in/);
            await one.logsInAtTheEid();
            if (cutOff) return one.goesOnInAWindowOfItsOwn();
            await one.seesTheTask();
            await one.fillsInADraft('Kari N.');
            await one.sessionEnds();
            await one.presses(/Log in/);
            await one.passesTheEid();
            await one.seesTheTask();
            await one.findsTheDraft('Kari N.');
          },
        );

        visit('is cancelled at the eID', place, mode, async (one) => {
          await one.presses(/Log in/);
          await one.cancelsAtTheEid();
          await one.hasAWayOn();
        });

        if (inWindow) {
          visit('is not let open its window', place, mode, async (one) => {
            await one.lettingNoWindowOpen();
            await one.presses(/Log in/);
            await one.hasAWayOn();
            if (place === 'a frame') await one.goesOnInAWindowOfItsOwn();
            else await one.goesOnInThisPage();
          });

          visit('has its window closed', place, mode, async (one) => {
            await one.presses(/Log in/);
            await one.closesTheWindow();
            await one.hasAWayOn();
          });

          visit('has its page loaded again meanwhile', place, mode, async (one) => {
            await one.presses(/Log in/);
            await one.loadsThePageAgain();
            await one.hasAWayOn();
          });
        } else {
          visit('is left by the back button', place, mode, async (one) => {
            await one.presses(/Log in/);
            await one.goesBackFromTheEid();
            await one.hasAWayOn();
            await one.presses(/Log in/);
            await one.logsInAtTheEid();
            await one.seesTheTask();
          });

          visit('has the eID’s page loaded again', place, mode, async (one) => {
            await one.presses(/Log in/);
            await one.loadsTheEidAgain();
            await one.logsInAtTheEid();
            await one.seesTheTask();
          });
        }
      }
    }
  });
}
