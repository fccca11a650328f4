/** A page that is loaded again at each step: it comes back to the task, with what the signer had done by then. */
import assert from 'node:assert/strict';
import { BY_EID, taskOf } from './ends-site.ts';
import type { Visiting } from './visiting.ts';

const TWICE = ['signing-ready ready', 'signing-ready ready'];

export function reloads(signer: Visiting): void {
  signer('loads the page again after reading all of it, and need not read it again', async (visit, sites) => {
    const order = await sites.longOrder({
      actions: [{ document: 'contract', type: 'sign', readAll: true }],
    });
    await visit.opens(taskOf(order).taskUrl);
    await visit.page.getByText('3 pages left to read before you can sign: 1–3.').waitFor();
    await visit.readsToTheEnd();
    await visit.seesTask();
    await visit.page.reload();
    await visit.seesTask();
    assert.equal(await visit.page.getByText(/left to read/).count(), 0);
    await visit.assertTold(TWICE);
  });

  signer('loads the page again while filling in, and finds it filled in', async (visit, sites) => {
    const order = await sites.order({ signatureMethods: ['handwritten', 'consent'] });
    visit.keepsToItself('Kari N. of Bergen');
    await visit.opens(taskOf(order).taskUrl);
    await visit.signer.goesOnToSign();
    await visit.signer.typesName('Kari N. of Bergen');
    await visit.signer.agrees();
    await visit.page.reload();
    await visit.seesTask();
    await visit.signer.goesOnToSign();
    const name = visit.page.getByRole('textbox', { name: /your name/i });
    assert.equal(await name.inputValue(), 'Kari N. of Bergen');
    assert.ok(await visit.page.getByRole('checkbox', { name: 'I agree' }).isChecked());
    await visit.assertTold(TWICE);
  });

  signer('loads the page again while saying no, and finds the reason', async (visit, sites) => {
    const reason = 'Not before the roof is mended';
    visit.keepsToItself(reason);
    await visit.opens(taskOf(await sites.order({})).taskUrl);
    await visit.seesTask();
    await visit.picks('Reject…');
    await visit.page.getByRole('textbox', { name: /Reason/ }).fill(reason);
    await visit.page.reload();
    await visit.seesTask();
    await visit.picks('Reject…');
    assert.equal(await visit.page.getByRole('textbox', { name: /Reason/ }).inputValue(), reason);
    await visit.assertTold(TWICE);
  });

  signer('loads the page again while others go first, and still waits', async (visit, sites) => {
    const order = await sites.order({}, { dependsOn: ['signer-1'] });
    const turn = visit.page.getByRole('heading', { name: 'It is not your turn yet' });
    await visit.opens(taskOf(order, 1).taskUrl);
    await turn.waitFor();
    await visit.page.reload();
    await turn.waitFor();
    await visit.assertTold(['signing-ready blocked', 'signing-ready blocked']);
  });

  signer('loads the page again before logging in, and can still log in', async (visit, sites) => {
    visit.expects(401);
    await visit.opens(taskOf(await sites.order(BY_EID)).taskUrl);
    await visit.signer.button('Log in with electronic ID').waitFor();
    await visit.page.reload();
    await visit.presses('Log in with electronic ID');
    await visit.logsInAs(/Kari Nordmann/);
    await visit.seesTask();
    await visit.assertTold(['signing-ready ready']);
  });

  signer('loads the page again after the last press, and has the receipt', async (visit, sites) => {
    await visit.opens(taskOf(await sites.order({})).taskUrl);
    await visit.agreesAndSigns();
    await visit.seesPanel('You have signed', 'Fjord Homes has received your signature.');
    await visit.page.reload();
    await visit.seesPanel('You have signed', 'Fjord Homes has received your signature.');
    await visit.assertTold([
      'signing-ready ready',
      'signing-before-submit',
      'signing-completed',
      'signing-ready completed',
    ]);
  });
}
