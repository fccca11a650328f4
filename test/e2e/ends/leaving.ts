/** Ends that leave the task open, and where the signer is sent at each end that has a return URL. */
import assert from 'node:assert/strict';
import type { EndVisit } from './end-visit.ts';
import { BY_ARTIFACT, taskOf } from './ends-site.ts';
import type { Visiting } from './visiting.ts';

const OPEN_OR_COME_BACK = 'Open them here, or come back later the way you came.';

/** For each return URL: what the signer does, and what is told before the page is left. */
const RETURNS: Readonly<
  Record<string, { readonly act: (visit: EndVisit) => Promise<void>; readonly told: readonly string[] }>
> = {
  completed: {
    act: (visit) => visit.agreesAndSigns(),
    told: ['signing-before-submit', 'signing-completed'],
  },
  rejected: {
    act: async (visit) => {
      await visit.picks('Reject…');
      await visit.presses('Reject');
    },
    told: ['signing-rejected'],
  },
  postponed: { act: (visit) => visit.picks('Sign later'), told: ['signing-postponed'] },
  cancelled: { act: (visit) => visit.picks('Cancel'), told: ['signing-cancelled'] },
};

export function leaving(signer: Visiting): void {
  signer('leaves it for later, opens it again, and finds what was filled in', async (visit, sites) => {
    const order = await sites.order({ signatureMethods: ['handwritten', 'consent'] });
    visit.keepsToItself('Kari N. of Bergen');
    await visit.opens(taskOf(order).taskUrl);
    await visit.seesTask();
    await visit.signer.goesOnToSign();
    await visit.signer.typesName('Kari N. of Bergen');
    await visit.picks('Sign later');
    await visit.seesPanel('Left for later', OPEN_OR_COME_BACK);
    await visit.assertTold(['signing-ready ready', 'signing-postponed']);
    await visit.presses('Open again');
    await visit.seesTask();
    await visit.signer.goesOnToSign();
    assert.equal(await nameTyped(visit), 'Kari N. of Bergen');
    await visit.assertTold(['signing-ready ready', 'signing-postponed', 'signing-ready ready']);
  });

  signer('stops, opens it again, and finds nothing of what was filled in', async (visit, sites) => {
    const order = await sites.order({ signatureMethods: ['handwritten', 'consent'] });
    await visit.opens(taskOf(order).taskUrl);
    await visit.seesTask();
    await visit.signer.goesOnToSign();
    await visit.signer.typesName('Kari N. of Bergen');
    await visit.picks('Cancel');
    await visit.seesPanel('Stopped', OPEN_OR_COME_BACK);
    await visit.assertTold(['signing-ready ready', 'signing-cancelled']);
    await visit.presses('Open again');
    await visit.seesTask();
    await visit.signer.goesOnToSign();
    await visit.page.getByRole('radio', { name: /By hand/ }).check();
    assert.equal(await nameTyped(visit), '');
    await visit.assertTold(['signing-ready ready', 'signing-cancelled', 'signing-ready ready']);
  });

  signer(
    'stops what was opened by artifact, and is sent to the sender to open it again',
    async (visit, sites) => {
      const { url, artifact } = await sites.service.artifactFor(await sites.order(BY_ARTIFACT));
      visit.expects(401);
      visit.keepsToItself(artifact);
      await visit.opens(url);
      await visit.seesTask();
      await visit.picks('Cancel');
      await visit.seesPanel('Stopped', OPEN_OR_COME_BACK);
      await visit.presses('Open again');
      await visit.seesPanel(
        'Open this from where you came',
        'Go back to the sender and start signing from there.',
      );
      await visit.assertTold(['signing-ready ready', 'signing-cancelled', 'signing-error artifact-required']);
    },
  );

  for (const [end, { act, told }] of Object.entries(RETURNS)) {
    signer(`is sent back to the sender’s site once the task is ${end}`, async (visit, sites) => {
      const back = sites.returnPage();
      const order = await sites.order({ redirects: { [end]: back } });
      await visit.opens(taskOf(order).taskUrl);
      await visit.seesTask();
      await act(visit);
      await visit.page.waitForURL(back);
      await visit.assertTold(['signing-ready ready', ...told, 'signing-before-navigate']);
    });
  }
}

function nameTyped(visit: EndVisit): Promise<string> {
  return visit.page.getByRole('textbox', { name: /your name/i }).inputValue();
}
