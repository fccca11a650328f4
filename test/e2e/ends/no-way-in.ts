/** Ends before a task has opened: nothing is found, the way in is another one, or there were too many tries. */
import assert from 'node:assert/strict';
import { checkCharacter } from '../../../src/task/reference-code.ts';
import { BY_ARTIFACT, taskOf } from './ends-site.ts';
import type { Visiting } from './visiting.ts';

const UNKNOWN_CODE = `ABCDE-FGHJK${checkCharacter('ABCDEFGHJK')}`;
const COPY_THE_LINK =
  'Copy the whole link from your message and open it again, or ask the sender for a new one.';
const FROM_THE_SENDER = 'Go back to the sender and start signing from there.';

export function noWayIn(signer: Visiting): void {
  signer('opens the link of a task that is not there', async (visit, { site }) => {
    visit.expects(404);
    await visit.opens(`${site.serviceUrl}/tasks/task_AAAAAAAAAAAAAAAAAAAAAA`);
    await visit.seesPanel('We cannot find these documents', COPY_THE_LINK);
    await visit.assertTold(['signing-error task-not-found']);
  });

  signer('opens the link of a task from which characters are missing', async (visit, sites) => {
    const { taskUrl } = taskOf(await sites.order({}));
    visit.expects(404);
    await visit.opens(taskUrl.slice(0, -3));
    await visit.seesPanel('We cannot find these documents', COPY_THE_LINK);
    await visit.assertTold(['signing-error task-not-found']);
  });

  signer('types a code that leads nowhere', async (visit, { site }) => {
    visit.expects(404);
    visit.keepsToItself(UNKNOWN_CODE, UNKNOWN_CODE.replace('-', ''));
    await visit.opens(`${site.serviceUrl}/`);
    await visit.page.getByRole('textbox', { name: 'Code' }).fill(UNKNOWN_CODE);
    await visit.presses('Open');
    await visit.seesNotice(
      'No documents open with this code',
      'Compare it with the code that you were sent, or ask the sender for a new one.',
    );
    assert.equal(await visit.page.getByRole('textbox', { name: 'Code' }).inputValue(), UNKNOWN_CODE);
    await visit.assertTold(['signing-error task-not-found']);
  });

  signer('has tried too many codes, and is told how long to wait', async (visit, { site, service }) => {
    // Clients are told apart by what they call themselves; those of the other tests are not held off.
    const client = { 'user-agent': 'A signer who guesses' };
    for (let tries = 0; tries < 5; tries += 1) {
      const { status } = await service.tryToOpen({ referenceCode: UNKNOWN_CODE }, client);
      assert.equal(status, 404);
    }
    visit.expects(429);
    await visit.context.setExtraHTTPHeaders(client);
    await visit.opens(`${site.serviceUrl}/`);
    await visit.page.getByRole('textbox', { name: 'Code' }).fill(UNKNOWN_CODE);
    await visit.presses('Open');
    await visit.seesNotice('Too many tries', 'Wait a little, and try again.');
    await visit.seesNotice('Too many tries', 'You can try again in');
    await visit.assertTold(['signing-error too-many-attempts']);
  });

  signer('opens the link of a task that opens only from the sender’s site', async (visit, sites) => {
    const { taskUrl } = taskOf(await sites.order(BY_ARTIFACT));
    visit.expects(401);
    await visit.opens(taskUrl);
    await visit.seesPanel('Open this from where you came', FROM_THE_SENDER);
    await visit.assertTold(['signing-error artifact-required']);
  });

  signer('comes with an artifact that was used before', async (visit, sites) => {
    const artifact = await sites.service.artifactFor(await sites.order(BY_ARTIFACT));
    await sites.service.open({ artifact: artifact.artifact });
    visit.expects(404);
    visit.keepsToItself(artifact.artifact);
    await visit.opens(artifact.url);
    await visit.seesPanel('We cannot find these documents', COPY_THE_LINK);
    await visit.assertTold(['signing-error task-not-found']);
  });
}
