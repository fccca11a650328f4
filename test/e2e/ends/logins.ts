/** Ends of a login that did not open the task, each with another try. */
import { BY_EID, taskOf, type EndsSite } from './ends-site.ts';
import type { EndVisit } from './end-visit.ts';
import type { Visiting } from './visiting.ts';

const LOG_IN_TO_GO_ON = 'Log in to go on.';
const ANOTHER_ID = 'Try again, or use another electronic ID.';

export function logins(signer: Visiting): void {
  signer('logs in as somebody else, and then as the one who was asked', async (visit, sites) => {
    visit.expects(401, 403);
    await goesToTheEid(visit, sites);
    await visit.logsInAs(/Ola Hansen/);
    await visit.seesPanel(
      'These documents are for someone else',
      'Log in as the one who was asked, or tell the sender.',
    );
    await visit.assertTold(['signing-error subject-mismatch']);
    await visit.presses('Log in again');
    await visit.logsInAs(/Kari Nordmann/);
    await visit.seesTask();
    await visit.assertTold(['signing-error subject-mismatch', 'signing-ready ready']);
  });

  signer('cancels the login', async (visit, sites) => {
    visit.expects(401);
    await goesToTheEid(visit, sites);
    await visit.presses('Cancel');
    await visit.seesPanel('The login was cancelled', LOG_IN_TO_GO_ON);
    await visit.signer.button('Log in again').waitFor();
    await visit.assertTold(['signing-error login-cancelled']);
  });

  signer('logs in with an eID of a lower level than was asked for', async (visit, sites) => {
    visit.expects(401);
    await goesToTheEid(visit, sites);
    await visit.logsInAs(/Ingrid Berg/);
    await visit.signer.button('Log in again').waitFor();
    await visit.assertTold(['signing-error login-failed']);
    await visit.seesPanel('The login did not succeed', ANOTHER_ID);
  });

  signer('logs in with an eID that is blocked', async (visit, sites) => {
    visit.expects(401);
    await goesToTheEid(visit, sites);
    await visit.logsInAs(/Per Dahl/);
    await visit.signer.button('Log in again').waitFor();
    await visit.assertTold(['signing-error login-failed']);
    await visit.seesPanel('The login did not succeed', ANOTHER_ID);
  });

  signer('has a browser that lets no login window open', async (visit, sites) => {
    const { taskUrl } = taskOf(await sites.order(BY_EID));
    visit.expects(401);
    await visit.context.addInitScript(() => {
      window.open = () => null;
    });
    await visit.opens(
      sites.embedding.elementPage(sites.site.serviceUrl, {
        src: taskUrl,
        login: 'popup',
        'login-redirect-uri': '/login/callback',
      }),
    );
    await visit.presses('Log in with electronic ID');
    await visit.seesPanel(
      'The login could not be opened',
      'Allow windows for this page and log in again, or take another way to it.',
    );
    await visit.signer.button('Log in on this page').waitFor();
    await visit.assertTold(['signing-error login-blocked']);
  });
}

/** From the task's link to the login page. */
export async function goesToTheEid(visit: EndVisit, sites: EndsSite): Promise<void> {
  const { taskUrl } = taskOf(await sites.order(BY_EID));
  await visit.opens(taskUrl);
  await visit.presses('Log in with electronic ID');
}
