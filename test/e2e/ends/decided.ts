/** Ends that were decided: by the sender, by this signer, or by others; before the task is opened and while it is. */
import assert from 'node:assert/strict';
import { taskOf } from './ends-site.ts';
import type { Visiting } from './visiting.ts';

const ASK_IF_SURPRISED = 'If this is a surprise, ask Fjord Homes.';
const ASK_FOR_ANOTHER = 'If you have changed your mind, ask Fjord Homes for a new request.';

export function decided(signer: Visiting): void {
  signer('opens a task that the sender has withdrawn', async (visit, sites) => {
    const order = await sites.order({});
    await sites.service.withdraw(order);
    await visit.opens(taskOf(order).taskUrl);
    await visit.seesPanel('The request was withdrawn', ASK_IF_SURPRISED);
    await visit.assertTold(['signing-ready deleted']);
  });

  signer('sees at once that the sender withdraws what is being read', async (visit, sites) => {
    const order = await sites.order({});
    await visit.opens(taskOf(order).taskUrl);
    await visit.seesTask();
    await sites.service.withdraw(order);
    await visit.seesPanel('The request was withdrawn', ASK_IF_SURPRISED);
    await visit.assertTold(['signing-ready ready', 'signing-deleted']);
  });

  signer('says no, and finds the same in another tab later', async (visit, sites) => {
    const { taskUrl } = taskOf(await sites.order({}));
    const reason = 'The rent is not the one that we talked about.';
    visit.keepsToItself(reason);
    await visit.opens(taskUrl);
    await visit.seesTask();
    await visit.picks('Reject…');
    await visit.page.getByRole('textbox', { name: /Reason/ }).fill(reason);
    await visit.presses('Reject');
    await visit.seesPanel('You have said no', ASK_FOR_ANOTHER);
    const later = await visit.opensInASecondTab(taskUrl);
    await visit.seesPanel('You have said no', ASK_FOR_ANOTHER, later);
    await visit.assertTold(['signing-ready ready', 'signing-rejected']);
    await visit.assertTold(['signing-ready rejected'], later);
  });

  signer('sees the task go when another signer says no, which ends the order', async (visit, sites) => {
    const order = await sites.order({}, {});
    await visit.opens(taskOf(order).taskUrl);
    await visit.seesTask();
    await (await sites.elsewhere(order, 1)).decline('rejection');
    await visit.seesPanel('The request was withdrawn', ASK_IF_SURPRISED);
    await visit.assertTold(['signing-ready ready', 'signing-deleted']);
    assert.equal(visit.orderChanges().filter((change) => change === 'task.rejected').length, 1);
  });

  signer('opens a task that is signed, and reads the receipt', async (visit, sites) => {
    const order = await sites.order({});
    await (await sites.elsewhere(order)).complete();
    await visit.opens(taskOf(order).taskUrl);
    await visit.seesPanel('You have signed', 'Fjord Homes has received your signature.');
    await visit.signer
      .button(/Download/)
      .first()
      .waitFor();
    assert.equal(await visit.signer.button(/^Sign/).count(), 0);
    await visit.assertTold(['signing-ready completed']);
  });

  signer('signs in a second tab, and the first one follows at once', async (visit, sites) => {
    const { taskUrl } = taskOf(await sites.order({}));
    await visit.opens(taskUrl);
    await visit.seesTask();
    const second = await visit.opensInASecondTab(taskUrl);
    await visit.seesTask(second);
    await visit.agreesAndSigns(second);
    await visit.seesPanel('You have signed', 'Fjord Homes has received your signature.', second);
    await visit.seesPanel('You have signed', 'Fjord Homes has received your signature.');
    await visit.assertTold(['signing-ready ready', 'signing-completed']);
    await visit.assertTold(['signing-ready ready', 'signing-before-submit', 'signing-completed'], second);
  });

  signer('waits for others, and goes on without loading the page again', async (visit, sites) => {
    const order = await sites.order({}, { dependsOn: ['signer-1'] });
    await visit.opens(taskOf(order, 1).taskUrl);
    await visit.page.getByRole('heading', { name: 'It is not your turn yet' }).waitFor();
    await visit.page.getByText(/This page opens the documents when it is your turn/).waitFor();
    await visit.page.getByText('Has not signed yet').waitFor();
    await (await sites.elsewhere(order)).complete();
    await visit.seesTask();
    await visit.assertTold(['signing-ready blocked']);
    assert.deepEqual(visit.statuses(), ['opening', 'blocked', 'reviewing']);
    // Looking now and then would get there too, and has no such news.
    assert.deepEqual(visit.orderChanges(), ['task.completed']);
  });

  signer('waits for another who says no', async (visit, sites) => {
    const order = await sites.order({}, { dependsOn: ['signer-1'] });
    await visit.opens(taskOf(order, 1).taskUrl);
    await visit.page.getByRole('heading', { name: 'It is not your turn yet' }).waitFor();
    await (await sites.elsewhere(order)).decline('rejection');
    await visit.seesPanel('The request was withdrawn', ASK_IF_SURPRISED);
    await visit.assertTold(['signing-ready blocked', 'signing-deleted']);
  });
}
