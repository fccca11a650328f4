/** The form flow: to the service's own signing page, and back to a page that believes the service alone. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { Order, Task } from '../../src/task/contract.ts';
import type { Signer } from '../harness/test-service.ts';
import {
  artifactIn,
  newestOrder,
  signerBy,
  startCustomerSite,
  Visitor,
  type CustomerSite,
} from './customer-site.ts';

let site: CustomerSite;
before(async () => {
  site = await startCustomerSite();
});
after(() => site.stop());

interface Sent {
  readonly visitor: Visitor;
  readonly order: Order;
  readonly signer: Signer;
  returned(outcome: string, by?: Visitor): Promise<string>;
}

/** A visitor who was sent on by the form, and has the task open. */
async function sentOn(): Promise<Sent> {
  const visitor = new Visitor(site);
  const { location } = await visitor.fillsIn('redirect');
  const order = await newestOrder(site);
  const signer = await signerBy(site, { artifact: artifactIn(location).artifact });
  const returned = (outcome: string) => visitor.text(`/returned/${order.externalReference}/${outcome}`);
  return { visitor, order, signer, returned };
}

function headingOf(page: string): string | undefined {
  return /<h1>([^<]*)/.exec(page)?.[1];
}

describe('the way out', () => {
  test('leads straight to the task, with an artifact in the fragment', async () => {
    const { response, location } = await new Visitor(site).fillsIn('redirect');
    const [task] = (await newestOrder(site)).tasks;
    assert.equal(response.status, 303);
    assert.equal(new URL(location).origin + new URL(location).pathname, task?.taskUrl);
    assert.match(new URL(location).hash, /^#artifact=[^&]+$/);
    assert.equal(new URL(location).search, '');
  });

  test('is allowed by the form’s own policy, which browsers hold its redirects to', async () => {
    const formAction = async (way: string) =>
      /form-action [^;]*/.exec(
        (await new Visitor(site).get(`/tenancy/${way}`)).headers.get('content-security-policy') ?? '',
      )?.[0];
    assert.equal(await formAction('redirect'), `form-action 'self' ${site.service.url}`);
    assert.equal(await formAction('artifact'), `form-action 'self'`);
  });

  test('pressed twice, each press has an artifact that works', async () => {
    const visitor = new Visitor(site);
    const attempt = randomUUID();
    const presses = [
      await visitor.fillsIn('redirect', { attempt }),
      await visitor.fillsIn('redirect', { attempt }),
    ];
    const signers = [];
    for (const { location } of presses) signers.push(await signerBy(site, artifactOf(location)));
    assert.equal(signers[0]?.task.id, signers[1]?.task.id);
  });

  test('tells the signing page where to come back to, at this site', async () => {
    const { signer, order } = await sentOn();
    const back = `${site.host.url}/returned/${order.externalReference}`;
    assert.deepEqual(signer.task.redirects, {
      completed: `${back}/completed`,
      postponed: `${back}/postponed`,
      cancelled: `${back}/cancelled`,
      rejected: `${back}/rejected`,
    });
  });

  test('can be taken again later, by that visitor alone', async () => {
    const { visitor, order } = await sentOn();
    const again = await visitor.get(`/agreements/${order.id}/sign`);
    assert.equal(again.status, 303);
    assert.equal(again.headers.get('cache-control'), 'no-store');
    await signerBy(site, artifactOf(again.headers.get('location') ?? ''));
    const stranger = await new Visitor(site).get(`/agreements/${order.id}/sign`);
    assert.deepEqual([stranger.status, stranger.headers.get('location')], [403, null]);
  });
});

describe('the way back', () => {
  test('after signing says that it is signed, whatever the address claims', async () => {
    const { returned, signer, order } = await sentOn();
    await signer.complete();
    for (const outcome of ['completed', 'rejected', 'cancelled'])
      assert.equal(headingOf(await returned(outcome)), 'Thank you, it is signed', outcome);
    await site.service.orderReaches(order.id, 'completed');
    assert.match(await returned('completed'), /Signed and sealed/);
  });

  test('while nothing is signed, no address makes it so', async () => {
    const { returned, order } = await sentOn();
    const headings = [];
    for (const outcome of ['completed', 'rejected', 'postponed', 'cancelled']) {
      const page = await returned(outcome);
      headings.push(headingOf(page));
      assert.match(page, /Waiting for a signature/);
      assert.match(page, new RegExp(`href="/agreements/${order.id}/sign"`));
    }
    assert.deepEqual(headings, ['Not signed yet', 'Not decided yet', 'Kept for later', 'Broken off']);
  });

  test('after a no, shows it and the reason as the text that it is', async () => {
    const { returned, signer, order } = await sentOn();
    await site.service.call<Task>('rejectTask', `/tasks/${signer.task.id}/rejection`, {
      method: 'POST',
      headers: signer.headers,
      body: { reason: 'The rent is <b>too high</b>.' },
    });
    for (const page of [await returned('completed'), await returned('rejected')]) {
      assert.equal(headingOf(page), 'You have said no');
      assert.ok(page.includes('The rent is &lt;b&gt;too high&lt;/b&gt;.'));
    }
    assert.ok((await new Visitor(site).text(`/agreements/${order.id}`)).includes('too high'));
  });

  test('after the customer has withdrawn it, says that', async () => {
    const { returned, visitor, order } = await sentOn();
    await visitor.post(`/agreements/${order.id}/withdrawal`);
    assert.equal(headingOf(await returned('postponed')), 'It has been withdrawn');
  });

  test('is that visitor’s: to others it is like one that there is not', async () => {
    const { order } = await sentOn();
    const stranger = new Visitor(site);
    const answers = [];
    for (const reference of [order.externalReference, 'TR-000000000000', '%00']) {
      const response = await stranger.get(`/returned/${reference}/completed`);
      answers.push(`${response.status} ${await response.text()}`);
    }
    assert.match(answers[0] ?? '', /^403 /);
    assert.equal(new Set(answers).size, 1);
  });

  test('knows the four outcomes and no other', async () => {
    const { visitor, order } = await sentOn();
    for (const outcome of ['signed', 'COMPLETED', '__proto__', ''])
      assert.equal(
        (await visitor.get(`/returned/${order.externalReference}/${outcome}`)).status,
        404,
        outcome,
      );
  });
});

function artifactOf(location: string): { artifact: string } {
  return { artifact: artifactIn(location).artifact };
}
