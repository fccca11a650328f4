/** Each way to signing, from the form on: what is ordered, who is led where, and who is not let in. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { referenceFor, wayOfReference, WAYS } from '../../demo/host/ways.ts';
import type { Problem } from '../../src/task/contract.ts';
import {
  artifactIn,
  newestOrder,
  open,
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

/** Why the service does not open the task with what everybody can know. */
async function refusal(by: Record<string, string>): Promise<string> {
  const { body } = await open<Problem>(site, by);
  return body.code;
}

describe('the ways', () => {
  test('are on the start page, each with a form of its own', async () => {
    const visitor = new Visitor(site);
    const home = await visitor.text('/');
    for (const { id, title, sentence } of WAYS) {
      assert.ok(home.includes(`href="/tenancy/${id}"`), id);
      assert.ok(home.includes(title) && home.includes(sentence), id);
      assert.match(
        await visitor.text(`/tenancy/${id}`),
        new RegExp(`<form method="post" action="/tenancy/${id}"`),
      );
    }
  });

  test('are told apart by the site’s own reference, and other references by nothing', () => {
    const key = 'c0ffee'.repeat(10);
    for (const way of WAYS) assert.equal(wayOfReference(referenceFor(way, key)), way);
    assert.equal(new Set(WAYS.map(({ prefix }) => prefix)).size, WAYS.length);
    for (const other of [undefined, '', 'T-1042', 'TA-', 'ta-C0FFEEC0FFEE', 'XX-C0FFEEC0FFEE'])
      assert.equal(wayOfReference(other), undefined, other);
  });
});

describe('known to this site', () => {
  test('the visitor is remembered by a cookie that no script and no other site can use', async () => {
    const { response } = await new Visitor(site).fillsIn('artifact');
    assert.equal(response.status, 303);
    const attributes = response.headers.get('set-cookie')?.split('; ').slice(1);
    assert.deepEqual(attributes, ['Path=/', 'Max-Age=3600', 'HttpOnly', 'SameSite=Lax']);
  });

  test('the page opens the task for the visitor who made it, without a second login', async () => {
    const visitor = new Visitor(site);
    const order = await visitor.makes('artifact');
    const [task] = order.tasks;
    assert.equal(await refusal({ taskId: task!.id }), 'artifact-required');
    const response = await visitor.get(`/agreements/${order.id}/sign`);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
    const { taskUrl, artifact } = artifactIn(await response.text());
    assert.equal(taskUrl, task?.taskUrl);
    const signer = await signerBy(site, { artifact });
    assert.equal(signer.task.subject.name, 'Kari Nordmann');
  });

  test('each time that the page is shown it has an artifact of its own', async () => {
    const visitor = new Visitor(site);
    const { id } = await visitor.makes('artifact');
    const first = artifactIn(await visitor.text(`/agreements/${id}/sign`));
    const second = artifactIn(await visitor.text(`/agreements/${id}/sign`));
    assert.notEqual(first.artifact, second.artifact);
    await signerBy(site, { artifact: first.artifact });
    await signerBy(site, { artifact: second.artifact });
  });

  test('another visitor is refused, and is given nothing that opens the task', async () => {
    const maker = new Visitor(site);
    const { id, tasks } = await maker.makes('artifact');
    const stranger = new Visitor(site);
    const other = new Visitor(site);
    await other.makes('artifact');
    const forger = new Visitor(site);
    forger.cookie = `${maker.cookie.slice(0, -4)}AAAA`;
    for (const visitor of [stranger, other, forger]) {
      const response = await visitor.get(`/agreements/${id}/sign`);
      assert.equal(response.status, 403);
      const page = await response.text();
      assert.match(page, /another visitor’s agreement/);
      assert.ok(!page.includes('artifact=') && !page.includes(tasks[0]!.taskUrl));
      assert.match(await visitor.text(`/agreements/${id}`), /Only the visitor who made this agreement/);
    }
    assert.match(await maker.text(`/agreements/${id}`), new RegExp(`href="/agreements/${id}/sign"`));
  });

  test('is known for as long as the widget tells that they are busy in it', async () => {
    const visitor = new Visitor(site);
    const { id } = await visitor.makes('artifact');
    visitor.cookie = (await visitor.post('/visit')).headers.get('set-cookie')?.split(';')[0] ?? '';
    assert.equal((await visitor.get(`/agreements/${id}/sign`)).status, 200);
    const nobody = await new Visitor(site).post('/visit');
    assert.deepEqual([nobody.status, nobody.headers.get('set-cookie')], [204, null]);
  });

  test('one visitor can have made several', async () => {
    const visitor = new Visitor(site);
    const made = [await visitor.makes('artifact'), await visitor.makes('artifact')];
    for (const { id } of made) assert.equal((await visitor.get(`/agreements/${id}/sign`)).status, 200);
  });
});

describe('with an electronic ID', () => {
  test('the form asks whose eID it must be, and sends nothing without', async () => {
    const visitor = new Visitor(site);
    assert.match(await visitor.text('/tenancy/eid'), /name="nationalId"/);
    assert.doesNotMatch(await visitor.text('/tenancy/artifact'), /nationalId/);
    const { response } = await visitor.fillsIn('eid', { nationalId: '123' });
    assert.equal(response.status, 422);
    assert.match(await response.text(), /eleven digits/);
  });

  test('the task opens only after a login, which ends at this site’s own page', async () => {
    const visitor = new Visitor(site);
    const order = await visitor.makes('eid');
    const [task] = order.tasks;
    const { body } = await open<Problem>(site, { taskId: task!.id });
    assert.equal(body.code, 'login-required');
    const response = await visitor.get(`/agreements/${order.id}/sign`);
    const page = await response.text();
    assert.ok(page.includes(`src="${task?.taskUrl}"`));
    assert.match(page, /login-redirect-uri="\/login\/callback"/);
    assert.ok(!page.includes('01017012345'));
    const policy = response.headers.get('content-security-policy') ?? '';
    assert.ok(policy.includes(`connect-src 'self' ${site.service.url} ${site.eidUrl};`), policy);
  });

  test('the number is the eID’s to compare: another one makes another order', async () => {
    const visitor = new Visitor(site);
    const attempt = randomUUID();
    const first = await visitor.fillsIn('eid', { attempt });
    const second = await visitor.fillsIn('eid', { attempt, nationalId: '02028023456' });
    assert.notEqual(first.location, second.location);
  });

  test('where the login ends, the page loads the widget’s door and nothing else that runs', async () => {
    const response = await new Visitor(site).get('/login/callback?code=secret&state=x%3Bpage');
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
    const policy = response.headers.get('content-security-policy') ?? '';
    assert.match(policy, new RegExp(`default-src 'none'; script-src ${site.service.url};`));
    assert.doesNotMatch(policy, /connect-src|unsafe-|\*/);
    const page = await response.text();
    const scripts = [...page.matchAll(/<script[^>]*src="([^"]*)"/g)].map(([, src]) => src);
    assert.deepEqual(scripts, [`${site.service.url}/widget/login-callback.js`]);
    assert.doesNotMatch(page, /secret|<a |<script(?![^>]*\bsrc=)/);
  });
});

describe('with the link alone', () => {
  test('anyone can open it, here and with the link', async () => {
    const { id, tasks } = await new Visitor(site).makes('open');
    const page = await new Visitor(site).text(`/agreements/${id}/sign`);
    assert.ok(page.includes(`src="${tasks[0]?.taskUrl}"`));
    await signerBy(site, { taskId: tasks[0]!.id });
  });
});

describe('later, when told', () => {
  test('the letter holds the link and the code, and both lead to the task', async () => {
    const visitor = new Visitor(site);
    const { response, location } = await visitor.fillsIn('asynchronous');
    assert.equal(response.headers.get('set-cookie'), null, 'whoever fills in the form is not the tenant');
    const order = await newestOrder(site);
    assert.equal(location, `/agreements/${order.id}/told`);
    const [task] = order.tasks;
    const page = await visitor.text(location);
    assert.ok(page.includes(`href="${task?.taskUrl}"`));
    const code = /class="reference code">\s*([^<\s]+)/.exec(page)?.[1];
    assert.equal(code, task?.referenceCode);
    const signer = await signerBy(site, { referenceCode: code! });
    assert.equal(signer.task.id, task?.id);
    await signerBy(site, { taskId: task!.id });
    assert.doesNotMatch(page, /electronic ID/);
  });

  test('the code is in no address and in no title', async () => {
    const visitor = new Visitor(site);
    const { id, tasks } = await visitor.makes('asynchronous');
    const code = tasks[0]?.referenceCode ?? '';
    const page = await visitor.text(`/agreements/${id}/told`);
    const [, title = ''] = /<title>([^<]*)/.exec(page) ?? [];
    assert.ok(code && title && !title.includes(code));
    for (const [, address = ''] of page.matchAll(/(?:href|src|action|data-\w+)="([^"]*)"/g))
      assert.ok(!address.includes(code), address);
    for (const path of [`/agreements/${id}`, '/agreements', '/code'])
      assert.ok(!(await visitor.text(path)).includes(code), path);
  });

  test('with an eID too, the code leads to a login and not to the agreement', async () => {
    const visitor = new Visitor(site);
    const { id, tasks } = await visitor.makes('code-eid');
    assert.equal(await refusal({ referenceCode: tasks[0]!.referenceCode! }), 'login-required');
    assert.equal(await refusal({ taskId: tasks[0]!.id }), 'login-required');
    assert.match(await visitor.text(`/agreements/${id}/told`), /log in with your electronic ID/);
  });

  test('it is not signed in the staff’s pages', async () => {
    const visitor = new Visitor(site);
    const { id } = await visitor.makes('asynchronous');
    const response = await visitor.get(`/agreements/${id}/sign`);
    assert.deepEqual([response.status, response.headers.get('location')], [303, `/agreements/${id}`]);
    assert.match(await visitor.text(`/agreements/${id}`), new RegExp(`href="/agreements/${id}/told"`));
  });

  test('an agreement that nobody is told of has no letter', async () => {
    const visitor = new Visitor(site);
    const { id } = await visitor.makes('open');
    const response = await visitor.get(`/agreements/${id}/told`);
    assert.deepEqual([response.status, response.headers.get('location')], [303, `/agreements/${id}`]);
  });

  test('the page for codes embeds the widget without a task', async () => {
    const response = await new Visitor(site).get('/code');
    const page = await response.text();
    const [element = ''] = /<signing-widget[^>]*>/.exec(page) ?? [];
    assert.ok(element.includes(`service="${site.service.url}"`));
    assert.match(element, /login-redirect-uri="\/login\/callback"/);
    assert.doesNotMatch(element, /\ssrc=|reference-code/);
    assert.match(response.headers.get('content-security-policy') ?? '', /trusted-types signing-widget/);
  });
});

describe('the same form again', () => {
  for (const { id: way } of WAYS) {
    test(`makes one agreement by the way ${way}, also after the site was started again`, async () => {
      const visitor = new Visitor(site);
      const attempt = randomUUID();
      const both = await Promise.all([visitor.fillsIn(way, { attempt }), visitor.fillsIn(way, { attempt })]);
      const order = await newestOrder(site);
      const another = await site.startAnother();
      const later = await new Visitor(site, another.url).fillsIn(way, { attempt });
      await another.stop();
      for (const { response } of [...both, later]) assert.equal(response.status, 303);
      assert.equal((await newestOrder(site)).id, order.id);
      const led = [...both, later].map(({ location }) => location.split('#')[0]);
      assert.equal(new Set(led).size, 1);
    });
  }
});
