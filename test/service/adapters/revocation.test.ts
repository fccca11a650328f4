/** What is believed of those who say that a certificate holds, and what is asked of whom. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createRevocationSource } from '../../../demo/service/adapters/revocation/create-revocation-source.ts';
import type { AskForStatus } from '../../../demo/service/adapters/revocation/revocation-request.ts';
import { RevocationError, type RevocationFailure } from '../../../demo/service/ports/revocation-source.ts';
import { childrenOf, readDer, TAG } from '../../verifier/cms/der.ts';
import {
  type CertificateWish,
  extension,
  type Holder,
  issue,
  pem,
} from '../../verifier/samples/craft-authority.ts';
import {
  craftList,
  craftRefusal,
  craftResponse,
  listScope,
  nonceOf,
  type ResponseWish,
} from '../../verifier/samples/craft-status.ts';
import { integer, octetString } from '../../verifier/samples/der-writer.ts';

const HOUR = 3_600_000;
const fromNow = (hours: number) => new Date(Date.now() + hours * HOUR);
const AUTHORITY: CertificateWish = { name: 'Root', authority: true, keyUsage: 0x06 };
const RESPONDER: CertificateWish = { name: 'Responder', purposes: ['1.3.6.1.5.5.7.3.9'], noCheck: true };
const OCSP = 'http://ocsp.example/';
const ROOT_LIST = 'http://lists.example/root.crl';
const LIST = 'http://lists.example/between.crl';

const root = issue(AUTHORITY);
const between = issue({ ...AUTHORITY, name: 'Between', listUrl: ROOT_LIST }, root);
const seal = issue({ name: 'Seal', keyUsage: 0xc0, ocspUrl: OCSP, listUrl: LIST }, between);
/** Has no list to fall back to. */
const only = issue({ name: 'Only', keyUsage: 0xc0, ocspUrl: OCSP }, between);
const stranger = issue({ ...AUTHORITY, name: 'Between' });
const responder = issue(RESPONDER, between);

type Answers = Readonly<Record<string, (question?: Uint8Array) => Uint8Array>>;
const GOOD: Answers = {
  [OCSP]: (question) => craftResponse(between, seal, { nonce: nonceOf(question ?? Buffer.alloc(0)) }),
  [ROOT_LIST]: () => craftList(root),
  [LIST]: () => craftList(between),
};

function sourceOf(answers: Answers, asked: string[] = [], anchors: Holder = root) {
  const ask: AskForStatus = async (url, question) => {
    asked.push(`${question ? 'POST' : 'GET'} ${url}`);
    const answer = answers[url];
    if (!answer) throw new RevocationError('unreachable', 'Nobody is there.');
    return answer(question);
  };
  return createRevocationSource({ trustAnchorsPem: pem(anchors), ask });
}

const prove = (answers: Answers, holder: Holder = seal) => sourceOf(answers).prove(holder.chain);
const without = (url: string): Answers =>
  Object.fromEntries(Object.entries(GOOD).filter(([key]) => key !== url));

const failsWith = (reason: RevocationFailure) => (error: unknown) => {
  assert.ok(error instanceof RevocationError, String(error));
  assert.equal(error.reason, reason, error.message);
  return true;
};

describe('A certificate is proven', () => {
  test('with each that is above it up to the anchor, by OCSP where it names a responder, else by a list', async () => {
    const asked: string[] = [];
    const { certificates, ocspResponses, revocationLists } = await sourceOf(GOOD, asked).prove(seal.chain);
    assert.deepEqual(certificates, [seal.certificate, between.certificate, root.certificate]);
    assert.deepEqual([ocspResponses.length, revocationLists.length], [1, 1]);
    assert.deepEqual(asked.sort(), [`GET ${ROOT_LIST}`, `POST ${OCSP}`]);
  });

  test('by its list while the responder cannot be reached, or does not know it', async () => {
    for (const answers of [
      without(OCSP),
      { ...GOOD, [OCSP]: () => craftRefusal(3) },
      { ...GOOD, [OCSP]: () => craftResponse(between, seal, { status: 'unknown' }) },
    ]) {
      const { ocspResponses, revocationLists } = await prove(answers);
      assert.deepEqual([ocspResponses.length, revocationLists.length], [0, 2]);
    }
  });

  test('by a responder that the issuer has appointed, named by its key or its name, of SHA-1 or SHA-256', async () => {
    for (const namedBy of ['key', 'name'] as const)
      for (const hash of ['sha1', 'sha256'] as const) {
        const answer = () => craftResponse(between, seal, { responder, namedBy, hash });
        assert.equal((await prove({ ...GOOD, [OCSP]: answer })).ocspResponses.length, 1);
      }
  });

  test('where it is an anchor itself, without asking anybody', async () => {
    const asked: string[] = [];
    const data = await sourceOf({}, asked, seal).prove([seal.certificate]);
    assert.deepEqual(data, { certificates: [seal.certificate], ocspResponses: [], revocationLists: [] });
    assert.deepEqual(asked, []);
  });

  test('by lists that are for certificates of its kind', async () => {
    const answers = { ...without(OCSP), [LIST]: () => craftList(between, { extensions: [listScope(1)] }) };
    assert.equal((await prove(answers)).revocationLists.length, 2);
  });
});

describe('Nobody is asked about a certificate', () => {
  test('that leads to no anchor: what it names may be anybody’s', async () => {
    const asked: string[] = [];
    const source = sourceOf(GOOD, asked, stranger);
    await assert.rejects(source.prove(seal.chain), failsWith('untrustworthy'));
    await assert.rejects(sourceOf(GOOD, asked).prove([seal.certificate]), failsWith('untrustworthy'));
    assert.deepEqual(asked, []);
  });

  test('that has expired, or whose issuer has', async () => {
    const past = { notBefore: fromNow(-48), notAfter: fromNow(-1) };
    const late = issue({ name: 'Seal', listUrl: LIST, ...past }, between);
    await assert.rejects(prove(GOOD, late), failsWith('expired'));
    const lateIssuer = issue({ ...AUTHORITY, name: 'Late', ...past }, root);
    await assert.rejects(prove(GOOD, issue({ name: 'Seal' }, lateIssuer)), failsWith('untrustworthy'));
  });

  test('that names nobody over http or https', async () => {
    for (const listUrl of [undefined, 'ldap://lists.example/cn=between', 'file:///etc/passwd']) {
      const silent = issue({ name: 'Silent', ...(listUrl !== undefined && { listUrl }) }, between);
      await assert.rejects(prove(GOOD, silent), failsWith('unknown'));
    }
  });
});

describe('A certificate that has been revoked', () => {
  const revoked: Readonly<Record<string, Answers>> = {
    'by OCSP, whatever its list says': {
      ...GOOD,
      [OCSP]: () => craftResponse(between, seal, { status: 'revoked' }),
    },
    'by its list': { ...without(OCSP), [LIST]: () => craftList(between, { revoked: [seal] }) },
    'above the signer': { ...GOOD, [ROOT_LIST]: () => craftList(root, { revoked: [between] }) },
  };
  for (const [how, answers] of Object.entries(revoked))
    test(`is refused: ${how}`, () => assert.rejects(prove(answers), failsWith('revoked')));
});

describe('No proof is', () => {
  const lists: Readonly<Record<string, [RevocationFailure, () => Uint8Array]>> = {
    'a list that somebody else has signed': ['untrustworthy', () => craftList(between, { signedBy: root })],
    'a list of another issuer': ['untrustworthy', () => craftList(root)],
    'a list of a namesake': ['untrustworthy', () => craftList(stranger)],
    'a list that is out of date': ['untrustworthy', () => craftList(between, { nextUpdate: fromNow(-0.1) })],
    'a list from the future': ['untrustworthy', () => craftList(between, { thisUpdate: fromNow(1) })],
    'a list without an end': ['untrustworthy', () => craftList(between, { nextUpdate: 'none' })],
    'a list for authorities': ['untrustworthy', () => craftList(between, { extensions: [listScope(2)] })],
    'an indirect list': ['untrustworthy', () => craftList(between, { extensions: [listScope(4)] })],
    'a list of changes only': [
      'untrustworthy',
      () => craftList(between, { extensions: [extension('2.5.29.27', true, integer(1))] }),
    ],
    'a list with something behind it': [
      'untrustworthy',
      () => Buffer.concat([craftList(between), Buffer.from([0])]),
    ],
    'a web page': ['untrustworthy', () => Buffer.from('<!doctype html>')],
    nothing: ['untrustworthy', () => Buffer.alloc(0)],
  };
  for (const [what, [reason, list]] of Object.entries(lists)) {
    test(`${what}`, () => assert.rejects(prove({ ...without(OCSP), [LIST]: list }), failsWith(reason)));
  }

  test('a list of an issuer that may not sign lists', async () => {
    const mute = issue({ ...AUTHORITY, name: 'Mute', keyUsage: 0x04, listUrl: ROOT_LIST }, root);
    const answers = { ...GOOD, [LIST]: () => craftList(mute) };
    await assert.rejects(
      prove(answers, issue({ name: 'Seal', listUrl: LIST }, mute)),
      failsWith('untrustworthy'),
    );
  });

  const askable = issue({ ...RESPONDER, noCheck: false }, between);
  const unappointed = issue({ name: 'Unappointed', noCheck: true }, between);
  const foreign = issue(RESPONDER, stranger);
  const ofOnly = (wish: ResponseWish) => () => craftResponse(between, only, wish);
  const responses: Readonly<Record<string, [RevocationFailure, (question?: Uint8Array) => Uint8Array]>> = {
    'a response about another certificate': ['untrustworthy', () => craftResponse(between, seal)],
    'a response to another question': [
      'untrustworthy',
      ofOnly({ nonce: octetString(Buffer.from('not ours')) }),
    ],
    'a response that is out of date': ['untrustworthy', ofOnly({ nextUpdate: fromNow(-0.1) })],
    'a response without an end that is days old': [
      'untrustworthy',
      ofOnly({ thisUpdate: fromNow(-30), nextUpdate: 'none' }),
    ],
    'a response from the future': ['untrustworthy', ofOnly({ thisUpdate: fromNow(1) })],
    'a response of somebody whom the issuer has not appointed': [
      'untrustworthy',
      ofOnly({ responder: unappointed }),
    ],
    'a response of the responder of somebody else': ['untrustworthy', ofOnly({ responder: foreign })],
    'a response of a responder that may be revoked itself': ['untrustworthy', ofOnly({ responder: askable })],
    'a response with a changed signature': [
      'untrustworthy',
      () => {
        const response = craftResponse(between, only);
        response[response.length - 20]! ^= 1;
        return response;
      },
    ],
    'the word that somebody does not know': ['unknown', ofOnly({ status: 'unknown' })],
    'the word to try later': ['unreachable', () => craftRefusal(3)],
    'the word that we may not ask': ['unknown', () => craftRefusal(6)],
    'our own question': ['untrustworthy', (question) => question ?? Buffer.alloc(0)],
  };
  for (const [what, [reason, response]] of Object.entries(responses)) {
    test(`${what}`, () => assert.rejects(prove({ ...GOOD, [OCSP]: response }, only), failsWith(reason)));
  }

  test('any of these, while a good one is', async () => {
    assert.equal((await prove({ ...GOOD, [OCSP]: ofOnly({}) }, only)).ocspResponses.length, 1);
  });
});

test('A list or a response with one changed byte is the same proof or none, and never another error', async () => {
  for (const [url, good] of [
    [LIST, craftList(between, { extensions: [listScope(1)] })],
    [OCSP, craftResponse(between, seal, { responder })],
  ] as const) {
    assert.ok(childrenOf(readDer(good), TAG.sequence, 'it').length > 1);
    for (let at = 0; at < good.length; at += 7) {
      const changed = Buffer.from(good);
      changed[at] = changed[at]! ^ 0x21;
      const answers = {
        ...GOOD,
        [OCSP]: () => Buffer.alloc(0),
        [LIST]: () => Buffer.alloc(0),
        [url]: () => changed,
      };
      await prove(answers).catch((error: unknown) =>
        assert.ok(error instanceof RevocationError, `byte ${at}: ${String(error)}`),
      );
    }
  }
});
