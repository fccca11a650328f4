/** Without a line, at each step: what is on the screen stays, and goes on by itself when the line is back. */
import type { SigningWidget } from '../../../src/signing-widget.ts';
import type { EndVisit } from './end-visit.ts';
import { BY_EID, taskOf } from './ends-site.ts';
import type { Visiting } from './visiting.ts';

const TITLE = 'You are offline';
const GOES_ON = 'This page goes on when the connection is back.';
const AT_ONCE_MILLISECONDS = 10_000;

export function offline(signer: Visiting): void {
  signer('is offline when the task is opened, and is in it when the line is back', async (visit, sites) => {
    const { taskUrl } = taskOf(await sites.order({}));
    await visit.opens(sites.embedding.elementPage(sites.site.serviceUrl, {}));
    await visit.page.getByRole('heading', { name: 'Nothing to sign' }).waitFor();
    await losesTheLine(visit);
    await visit.page.locator('signing-widget').evaluate((element, url) => {
      (element as SigningWidget).src = url;
    }, taskUrl);
    await visit.seesPanel(TITLE, GOES_ON);
    await visit.assertTold(['signing-error offline']);
    await visit.context.setOffline(false);
    await visit.seesTask();
    await visit.assertTold(['signing-error offline', 'signing-ready ready']);
  });

  signer('is offline when a code is sent, and is in the task when the line is back', async (visit, sites) => {
    const { referenceCode = '' } = taskOf(await sites.order({ referenceCode: true }));
    visit.keepsToItself(referenceCode);
    await visit.opens(`${sites.site.serviceUrl}/`);
    await visit.page.getByRole('textbox', { name: 'Code' }).fill(referenceCode);
    await losesTheLine(visit);
    await visit.presses('Open');
    await visit.seesNotice(TITLE, GOES_ON);
    await visit.assertTold(['signing-error offline']);
    await visit.context.setOffline(false);
    await isToldNoMore(visit);
    await visit.seesTask();
    await visit.assertTold(['signing-error offline', 'signing-ready ready']);
  });

  signer('is offline when the login begins, and does not lose the page', async (visit, sites) => {
    const { taskUrl } = taskOf(await sites.order(BY_EID));
    visit.expects(401);
    await visit.opens(taskUrl);
    await visit.signer.button('Log in with electronic ID').waitFor();
    // What the login is done with comes beforehand, for as long as there is a line.
    await visit.page.waitForLoadState('networkidle');
    await losesTheLine(visit);
    await visit.presses('Log in with electronic ID');
    await visit.page.getByRole('heading', { name: TITLE }).waitFor({ timeout: AT_ONCE_MILLISECONDS });
    await visit.seesPanel(TITLE, GOES_ON);
    await visit.assertTold(['signing-error offline']);
    await visit.context.setOffline(false);
    await isToldNoMore(visit);
  });

  signer('reads on without a line, and learns what has happened when it is back', async (visit, sites) => {
    const order = await sites.order({});
    await visit.opens(taskOf(order).taskUrl);
    await visit.seesTask();
    await losesTheLine(visit);
    await visit.comesBack();
    await visit.seesTask();
    await visit.assertTold(['signing-ready ready']);
    await sites.service.withdraw(order);
    await visit.context.setOffline(false);
    await visit.seesPanel('The request was withdrawn', 'If this is a surprise, ask Fjord Homes.');
    await visit.assertTold(['signing-ready ready', 'signing-deleted']);
  });

  signer(
    'leaves it for later without a line, and is told so no longer than that lasts',
    async (visit, sites) => {
      await visit.opens(taskOf(await sites.order({})).taskUrl);
      await visit.seesTask();
      await losesTheLine(visit);
      await visit.picks('Sign later');
      await visit.seesNotice(TITLE, GOES_ON);
      await visit.assertTold(['signing-ready ready', 'signing-error offline']);
      await visit.context.setOffline(false);
      await isToldNoMore(visit);
    },
  );

  signer('signs without a line, and has signed when it is back', async (visit, sites) => {
    await visit.opens(taskOf(await sites.order({})).taskUrl);
    await visit.seesTask();
    await readsAWhile(visit);
    await losesTheLine(visit);
    await visit.agreesAndSigns();
    await visit.page.getByRole('heading', { name: 'Not known yet' }).waitFor();
    await visit.context.setOffline(false);
    await visit.seesPanel('You have signed', 'Fjord Homes has received your signature.');
    await visit.assertTold([
      'signing-ready ready',
      'signing-before-submit',
      'signing-error outcome-unknown',
      'signing-completed',
    ]);
  });

  signer('says no without a line, and is told so no longer than that lasts', async (visit, sites) => {
    await visit.opens(taskOf(await sites.order({})).taskUrl);
    await visit.seesTask();
    await readsAWhile(visit);
    await losesTheLine(visit);
    await visit.picks('Reject…');
    await visit.presses('Reject');
    await visit.seesNotice(TITLE, GOES_ON);
    await visit.assertTold(['signing-ready ready', 'signing-error offline']);
    await visit.context.setOffline(false);
    await isToldNoMore(visit);
  });
}

/** Long enough for what comes after the first page to have come. */
export async function readsAWhile(visit: EndVisit): Promise<void> {
  for (const part of ['signing-chunk', 'en-signing']) await visit.hasCome(part);
}

async function losesTheLine(visit: EndVisit): Promise<void> {
  visit.expects(/net::ERR_(INTERNET_DISCONNECTED|NETWORK_CHANGED|FAILED)/);
  await visit.context.setOffline(true);
}

/** The words promise that the page goes on: they go with what they are about. */
async function isToldNoMore(visit: EndVisit): Promise<void> {
  await visit.page
    .getByText(TITLE, { exact: true })
    .waitFor({ state: 'detached', timeout: AT_ONCE_MILLISECONDS });
}
