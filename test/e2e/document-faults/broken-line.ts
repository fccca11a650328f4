/** A line that breaks while the document comes, and a session that ends: what is shown stays, and there is a way on. */
import assert from 'node:assert/strict';
import { BY_ARTIFACT, taskOf } from '../ends/ends-site.ts';
import { canSign, cannotSign, isRest, reads, STOPPED, type Faulty } from './faulty.ts';

const BROKEN = /The line is broken\. Reading goes on; signing waits/;
const AFTER_OFFLINE = [
  'signing-ready ready',
  'signing-error offline',
  'signing-before-submit',
  'signing-completed',
];
const UNANSWERED = /The signing service does not answer\. Reading goes on; signing waits/;

export function brokenLine(signer: Faulty): void {
  signer(
    'reads on when the line is cut for good, and goes on by a press when it is back',
    async (visit, sites) => {
      const { proxy, sizeBytes } = sites;
      let cut = false;
      proxy.spoils((part) => {
        if (cut) return { refuses: true };
        if (!isRest(part, sizeBytes)) return undefined;
        cut = true;
        return { cutAfter: 100_000 };
      });
      visit.expects(STOPPED);
      await visit.opens(taskOf(await sites.order()).taskUrl);
      await reads(visit);
      await cannotSign(visit, sites, BROKEN);
      await reads(visit);
      await visit.assertTold(['signing-ready ready', 'signing-error offline']);
      proxy.isFine();
      await visit.presses('Try again');
      await canSign(visit, sites);
      await visit.assertTold([
        'signing-ready ready',
        'signing-error offline',
        'signing-before-submit',
        'signing-completed',
      ]);
    },
  );

  signer('reads on without a line, and goes on by itself when it is back', async (visit, sites) => {
    const { proxy, sizeBytes } = sites;
    proxy.spoils((part) => (isRest(part, sizeBytes) ? { refuses: true } : undefined));
    visit.expects(STOPPED);
    await visit.opens(taskOf(await sites.order()).taskUrl);
    await reads(visit);
    await cannotSign(visit, sites, BROKEN);
    proxy.isFine();
    await visit.comesBack();
    await canSign(visit, sites);
    await visit.assertTold(AFTER_OFFLINE);
  });

  signer(
    'reads on while the service is away, and goes on by itself when it is back',
    async (visit, sites) => {
      const { proxy, sizeBytes } = sites;
      proxy.spoils((part) => (isRest(part, sizeBytes) ? { status: 503 } : undefined));
      visit.expects(503);
      await visit.opens(taskOf(await sites.order()).taskUrl);
      await reads(visit);
      await cannotSign(visit, sites, UNANSWERED);
      await visit.assertTold(['signing-ready ready', 'signing-error service-unavailable']);
      proxy.isFine();
      await canSign(visit, sites);
      await visit.assertTold([
        'signing-ready ready',
        'signing-error service-unavailable',
        'signing-before-submit',
        'signing-completed',
      ]);
    },
  );

  signer(
    'is offline before there is anything to read, and is in the task when the line is back',
    async (visit, sites) => {
      const { proxy } = sites;
      proxy.spoils(() => ({ refuses: true }));
      visit.expects(STOPPED);
      await visit.opens(taskOf(await sites.order()).taskUrl);
      await visit.seesPanel('You are offline', 'This page goes on when the connection is back.');
      await visit.assertTold(['signing-ready ready', 'signing-error offline']);
      proxy.isFine();
      await visit.presses('Try again');
      await canSign(visit, sites);
      await visit.assertTold([
        'signing-ready ready',
        'signing-error offline',
        'signing-ready ready',
        'signing-before-submit',
        'signing-completed',
      ]);
    },
  );

  signer(
    'is away while the rest comes, for so long that the session ends, and goes on',
    async (visit, sites) => {
      const { proxy, sizeBytes } = sites;
      proxy.spoils((part) => (isRest(part, sizeBytes) ? { held: true } : undefined));
      visit.expects(401);
      const { taskUrl } = taskOf(await sites.order());
      await visit.opens(taskUrl);
      await reads(visit);
      await cannotSign(visit, sites, /Checking the document/);
      await sites.endSessions();
      proxy.isFine();
      await canSign(visit, sites);
      await visit.assertTold(['signing-ready ready', 'signing-before-submit', 'signing-completed']);
    },
  );

  signer(
    'is away for too long, and the document is closed where only the sender can open it',
    async (visit, sites) => {
      const { proxy, sizeBytes } = sites;
      const { url, artifact } = await sites.service.artifactFor(await sites.order(BY_ARTIFACT));
      proxy.spoils((part) => (isRest(part, sizeBytes) ? { held: true } : undefined));
      visit.expects(401);
      visit.keepsToItself(artifact);
      await visit.opens(url);
      await reads(visit);
      await cannotSign(visit, sites, /Checking the document/);
      await sites.endSessions();
      proxy.isFine();
      await visit.seesPanel(
        'You were away for a while',
        'Go back to the website that asks you to sign, and start again from there.',
      );
      assert.equal(await visit.page.getByText('Agreement 1', { exact: true }).count(), 0);
      assert.equal(proxy.completions, 0);
      await visit.assertTold(['signing-ready ready', 'signing-error session-expired']);
    },
  );
}
