/** Ends of the service and of the session: each goes on by itself, by a press, or at the sender’s. */
import assert from 'node:assert/strict';
import type { Route } from 'playwright-core';
import { BY_ARTIFACT, BY_EID, taskOf } from './ends-site.ts';
import type { Visiting } from './visiting.ts';

/** Ways for a service to be down: nobody answers, or somebody in front of it says so. */
const DOWN: Readonly<Record<string, (route: Route) => Promise<void>>> = {
  'does not answer': (route) => route.abort('connectionrefused'),
  'says that it is down': (route) =>
    route.fulfill({ status: 503, contentType: 'text/html', body: 'Service Unavailable' }),
};

export function serviceAndSession(signer: Visiting): void {
  for (const [how, answer] of Object.entries(DOWN)) {
    signer(`finds that the service ${how}, and tries again`, async (visit, sites) => {
      const { taskUrl } = taskOf(await sites.order({}));
      visit.expects(503, /net::ERR_CONNECTION_REFUSED/);
      // Taken off, the route could take a request with it that is on its way for another part of the widget.
      let isDown = true;
      await visit.context.route('**/task-sessions', (route) => (isDown ? answer(route) : route.continue()));
      await visit.opens(taskUrl);
      await visit.seesPanel(
        'The signing service does not answer',
        'Try again in a few minutes. What you have filled in is kept.',
      );
      await visit.assertTold(['signing-error service-unavailable']);
      isDown = false;
      await visit.presses('Try again');
      await visit.seesTask();
      await visit.assertTold(['signing-error service-unavailable', 'signing-ready ready']);
    });
  }

  signer('is told that time runs out, and stays', async (visit, sites) => {
    await visit.page.clock.install();
    await visit.opens(taskOf(await sites.order({})).taskUrl);
    await visit.seesTask();
    await visit.page.clock.fastForward('13:05');
    await visit.seesNotice('The documents will soon be closed', 'They are open for a limited time only.');
    await visit.presses('Stay');
    await visit.page.getByRole('alert').waitFor({ state: 'detached' });
    await visit.seesTask();
    await visit.assertTold(['signing-ready ready', 'signing-session-expiring']);
  });

  signer('was away for too long from a task that is open to anyone, and goes on', async (visit, sites) => {
    const order = await sites.order({});
    visit.expects(401);
    await visit.opens(taskOf(order).taskUrl);
    await visit.seesTask();
    await sites.endSessions(order);
    const renewed = visit.page.waitForResponse((answer) => answer.url().endsWith('/task-sessions'));
    await visit.comesBack();
    assert.equal((await renewed).status(), 201);
    await visit.seesTask();
    await visit.agreesAndSigns();
    await visit.seesPanel('You have signed', 'Fjord Homes has received your signature.');
    await visit.assertTold(['signing-ready ready', 'signing-before-submit', 'signing-completed']);
  });

  signer('was away for too long, and has to come from the sender’s site again', async (visit, sites) => {
    const order = await sites.order(BY_ARTIFACT);
    const { url, artifact } = await sites.service.artifactFor(order);
    visit.expects(401);
    visit.keepsToItself(artifact);
    await visit.opens(url);
    await visit.seesTask();
    await sites.endSessions(order);
    await visit.comesBack();
    await visit.seesPanel(
      'You were away for a while',
      'Go back to the website that asks you to sign, and start again from there.',
    );
    // From here the task cannot be opened again: a button would lead to the same words.
    assert.equal(await visit.signer.button(/again/).count(), 0);
    await visit.assertTold(['signing-ready ready', 'signing-error session-expired']);
  });

  signer('was away for too long, and logs in again', async (visit, sites) => {
    const order = await sites.order(BY_EID);
    visit.expects(401);
    await visit.opens(taskOf(order).taskUrl);
    await visit.presses('Log in with electronic ID');
    await visit.logsInAs(/Kari Nordmann/);
    await visit.seesTask();
    await sites.endSessions(order);
    await visit.comesBack();
    await visit.page.getByRole('heading', { name: 'You need to log in first' }).waitFor();
    assert.equal(visit.statuses().at(-1), 'login-required');
    await visit.assertTold(['signing-ready ready']);
    await visit.presses('Log in with electronic ID');
    // The eID may still know who it is, and then asks nothing.
    const task = visit.signer.button('Continue to sign');
    const person = visit.page.getByRole('radio', { name: /Kari Nordmann/ });
    await task.or(person).first().waitFor();
    if (await person.isVisible()) await visit.logsInAs(/Kari Nordmann/);
    await visit.seesTask();
    await visit.assertTold(['signing-ready ready', 'signing-ready ready']);
  });
}
