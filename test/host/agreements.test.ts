/** The staff's pages: what stands where, and taking back what nobody has signed yet. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { signerBy, startCustomerSite, Visitor, type CustomerSite } from './customer-site.ts';

let site: CustomerSite;
before(async () => {
  site = await startCustomerSite();
});
after(() => site.stop());

describe('withdrawing an agreement', () => {
  test('ends it for everybody, and leads back to the agreement that says so', async () => {
    const staff = new Visitor(site);
    const { id } = await staff.makes('open');
    assert.match(await staff.text(`/agreements/${id}`), new RegExp(`action="/agreements/${id}/withdrawal"`));
    const response = await staff.post(`/agreements/${id}/withdrawal`);
    assert.deepEqual([response.status, response.headers.get('location')], [303, `/agreements/${id}`]);
    const order = await site.service.readOrder(id);
    assert.deepEqual([order.status, order.tasks[0]?.status], ['deleted', 'deleted']);
    const page = await staff.text(`/agreements/${id}`);
    assert.match(page, /Withdrawn/);
    assert.doesNotMatch(page, /withdrawal|Read and sign/);
  });

  test('twice is like once', async () => {
    const staff = new Visitor(site);
    const { id } = await staff.makes('open');
    const presses = [1, 2].map(() => staff.post(`/agreements/${id}/withdrawal`));
    for (const { status } of await Promise.all(presses)) assert.equal(status, 303);
    assert.equal((await site.service.readOrder(id)).status, 'deleted');
  });

  test('comes too late for what is signed: that stays, and the page says how it stands', async () => {
    const staff = new Visitor(site);
    const { id, tasks } = await staff.makes('open');
    await (await signerBy(site, { taskId: tasks[0]!.id })).complete();
    const response = await staff.post(`/agreements/${id}/withdrawal`);
    assert.deepEqual([response.status, response.headers.get('location')], [303, `/agreements/${id}`]);
    assert.equal((await site.service.readOrder(id)).tasks[0]?.status, 'completed');
  });

  test('is not done by another site, nor by following a link', async () => {
    const staff = new Visitor(site);
    const { id } = await staff.makes('open');
    for (const from of ['cross-site', 'same-site']) {
      const headers = { 'sec-fetch-site': from };
      assert.equal((await staff.post(`/agreements/${id}/withdrawal`, {}, headers)).status, 403, from);
    }
    assert.equal((await staff.get(`/agreements/${id}/withdrawal`)).status, 404);
    assert.equal((await site.service.readOrder(id)).status, 'open');
    const own = { 'sec-fetch-site': 'same-origin' };
    assert.equal((await staff.post(`/agreements/${id}/withdrawal`, {}, own)).status, 303);
  });

  test('of what is not there is not found', async () => {
    assert.equal((await new Visitor(site).post('/agreements/ord_unknown/withdrawal')).status, 404);
  });
});

describe('the overview', () => {
  test('shows each agreement by its reference and its way, and follows its status', async () => {
    const staff = new Visitor(site);
    const { id, externalReference, tasks } = await staff.makes('asynchronous');
    const line = async () =>
      /data-agreement="([^"]+)" data-status="([^"]+)"/.exec(await staff.text('/agreements'))?.slice(1);
    const told = async () => ((await (await staff.get('/agreements/status')).json()) as Told).agreements[0];
    const page = await staff.text('/agreements');
    assert.ok(page.includes(externalReference!) && page.includes('Sign later, by link or by code'));
    assert.deepEqual(await line(), [id, 'open']);
    assert.deepEqual(await told(), { id, status: 'open', words: 'Waiting for a signature' });
    await (await signerBy(site, { taskId: tasks[0]!.id })).complete();
    await site.service.orderReaches(id, 'completed');
    assert.deepEqual(await line(), [id, 'completed']);
    assert.deepEqual(await told(), { id, status: 'completed', words: 'Signed and sealed' });
  });

  test('says that the staff’s pages have no login here', async () => {
    assert.match(await new Visitor(site).text('/agreements'), /no login/);
  });
});

interface Told {
  readonly agreements: readonly { readonly id: string }[];
}
