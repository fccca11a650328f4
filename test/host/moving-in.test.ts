/** All that belongs to moving in: places on the page, papers to read, a file to upload, and a landlord who signs after. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { jpegOf } from '../harness/jpeg-picture.ts';
import { documentActions, signedHashes } from '../harness/signed-hashes.ts';
import { artifactIn, signerBy, startCustomerSite, Visitor, type CustomerSite } from './customer-site.ts';

const INK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M1 1L9 9"/></svg>';

let site: CustomerSite;
before(async () => {
  site = await startCustomerSite();
});
after(() => site.stop());

describe('moving in', () => {
  test('is signed by the tenant, then by the landlord, and the staff have the files of both', async () => {
    const visitor = new Visitor(site);
    const { id, tasks } = await visitor.makes('moving-in');
    const card = jpegOf({ width: 40, height: 30 });

    assert.match(await visitor.text(`/agreements/${id}`), /Signs after the other/);
    const { artifact } = artifactIn(await visitor.text(`/agreements/${id}/sign`));
    const tenant = await signerBy(site, { artifact });
    const [agreement, rules] = documentActions(tenant.task);
    const [initials, signature] = agreement?.places ?? [];
    assert.deepEqual([initials?.kind, signature?.kind], ['initials', 'signature']);
    // Beside its line, and below its line.
    assert.ok(initials && signature && initials.x > 220 && initials.y > signature.y + signature.height);
    assert.equal(rules?.type, 'view');
    const uploaded = await tenant.upload(card, { name: 'card.jpg' });
    const actions = signedHashes(uploaded.body);
    const body = tenant.completion({
      actions,
      signature: { method: 'handwritten', kind: 'drawn', svg: INK },
    });
    const signed = await tenant.complete({ body });
    assert.equal(signed.status, 200, JSON.stringify(signed.body));

    const staff = new Visitor(site);
    const page = await staff.text(`/agreements/${id}`);
    assert.match(page, /Has signed/);
    assert.match(page, /withdrawal/, 'What is half signed can be withdrawn.');
    assert.doesNotMatch(page, /To be signed by/);
    assert.match(page, new RegExp(`href="/agreements/${id}/countersign"`));
    const countersign = await staff.text(`/agreements/${id}/countersign`);
    assert.ok(countersign.includes(`src="${tasks[1]?.taskUrl}"`));
    const landlord = await signerBy(site, { taskId: tasks[1]?.id ?? '' });
    const [countersigned] = documentActions(landlord.task);
    const [below] = countersigned?.places ?? [];
    assert.ok(below && below.y + below.height < signature.y, 'The landlord signs below the tenant.');
    assert.equal(
      (await landlord.complete({ body: landlord.completion({ signature: body.signature }) })).status,
      200,
    );
    await site.service.orderReaches(id, 'completed');

    const after = await staff.text(`/agreements/${id}`);
    const [, upload = ''] = /href="([^"]*\/uploads\/[^"]*)"/.exec(after) ?? [];
    assert.ok(after.includes('Uploaded by the tenant: card.jpg'));
    const response = await staff.get(upload);
    assert.equal(response.headers.get('content-type'), 'image/jpeg');
    assert.match(response.headers.get('content-disposition') ?? '', /^attachment;/);
    assert.deepEqual(new Uint8Array(await response.arrayBuffer()), new Uint8Array(card));
    assert.equal((await staff.get(`/agreements/${id}/uploads/upl_unknown`)).status, 404);
  });

  test('has no landlord in an agreement of another way', async () => {
    const visitor = new Visitor(site);
    const { id } = await visitor.makes('open');
    const response = await visitor.get(`/agreements/${id}/countersign`);
    assert.deepEqual([response.status, response.headers.get('location')], [303, `/agreements/${id}`]);
  });
});

describe('a signature by an electronic ID or by a passkey', () => {
  test('is all that can be given where the form asks for it', async () => {
    const visitor = new Visitor(site);
    assert.match(await visitor.text('/tenancy/eid-signature'), /name="nationalId"/);
    const byEid = await visitor.makes('eid-signature');
    const reader = await signerBy(site, { taskId: byEid.tasks[0]?.id ?? '' });
    assert.deepEqual(reader.task.signatureMethods, ['eid']);
    assert.equal((await reader.complete()).status, 400);
    const byPasskey = await visitor.makes('passkey');
    const { artifact } = artifactIn(await visitor.text(`/agreements/${byPasskey.id}/sign`));
    assert.deepEqual((await signerBy(site, { artifact })).task.signatureMethods, ['passkey']);
  });
});
