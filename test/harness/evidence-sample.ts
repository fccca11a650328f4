/**
 * The evidence of a real order, from a real service: one signer logged in with an eID and signed with it, one drew,
 * one signed with a passkey.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEvidenceSigner } from '../../demo/service/adapters/keys/evidence-signer.ts';
import { openDevelopmentAuthority } from '../../demo/service/adapters/keys/development-authority.ts';
import { canonicalJson, type JsonValue } from '../../demo/service/domain/canonical-json.ts';
import type { Evidence, NewTask, Order, SignatureChallenge } from '../../src/task/contract.ts';
import { goodIdToken, mintIdToken } from '../service/adapters/openid/mint-id-token.ts';
import { ACR, configurationFor, MAX_AGE_SECONDS } from '../service/adapters/openid/openid-sample.ts';
import { startTestIssuer, type TestIssuer } from '../service/adapters/openid/test-issuer.ts';
import { passkeySigner, PasskeySigner } from './passkey-signer.ts';
import { developmentKey } from './development-key.ts';
import { pdfBytes } from './document-pdf.ts';
import { giveAuthority } from './shared-authority.ts';
import { HOST_ORIGIN, startTestService, type TestService } from './test-service.ts';

const PAGE = `${HOST_ORIGIN}/login/callback`;
const KARI = { claim: 'national_id', value: '01017012345' };
const SIGNS = [{ document: 'contract', type: 'sign' as const }];
const DRAWING =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><path d="M10 60Q80 -20 150 60L288 36Z"/></svg>';

export interface EvidenceSample {
  readonly evidence: Evidence;
  readonly sealed: Uint8Array;
  /** Of another order of the same customer, completed in the same way. */
  readonly other: { readonly evidence: Evidence; readonly sealed: Uint8Array };
  readonly anchorsPem: string;
  /** Signs it anew with the key that seals: what only the service itself could do. */
  resign(unsigned: Evidence): Promise<Evidence>;
}

export async function evidenceSample(): Promise<EvidenceSample> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'evidence-sample-'));
  await giveAuthority(dataFolder);
  const issuer = await startTestIssuer();
  const service = await startTestService({
    dataFolder,
    host: 'localhost',
    eid: {
      ...configurationFor(issuer.issuer, {
        browserClient: { clientId: 'signing-page', redirectUris: [PAGE] },
      }),
      signatureAcrValues: [ACR],
    },
  });
  try {
    const [one, other] = [await completed(service, issuer), await completed(service, issuer)];
    const { timeStampAuthority, trustAnchorsPem } = await openDevelopmentAuthority(dataFolder);
    const signer = createEvidenceSigner({
      key: await developmentKey(dataFolder, 'seal'),
      timeStamps: timeStampAuthority,
    });
    return {
      ...one,
      other,
      anchorsPem: trustAnchorsPem,
      async resign({ signature: _, ...unsigned }) {
        const payload = canonicalJson(JSON.parse(JSON.stringify(unsigned)) as JsonValue);
        const signature = await signer.sign(Buffer.from(payload));
        return { ...unsigned, signature: { ...signature, header: { ...signature.header } } };
      },
    };
  } finally {
    await service.stop();
    issuer.close();
    await rm(dataFolder, { recursive: true });
  }
}

export async function readEvidence(service: TestService, { id }: Pick<Order, 'id'>, key?: string) {
  const headers = service.asCustomer(key);
  return service.call<Evidence>('readEvidence', `/orders/${id}/evidence`, { headers });
}

async function completed(service: TestService, issuer: TestIssuer) {
  const order = await service.order(
    { tasks: [withEid, drawn, withPasskey()], externalReference: 'T-1042' },
    pdfBytes([{ text: 'I rent the flat' }]),
  );
  await signWithEid(service, issuer, order.tasks[0]?.id ?? '');
  const ola = await service.open(order.tasks[1]?.id ?? '');
  const body = ola.completion({ signature: { method: 'handwritten', kind: 'drawn', svg: DRAWING } });
  assert.equal((await ola.complete({ body })).status, 200);
  const { authenticator } = await passkeySigner(service);
  const eva = new PasskeySigner(await service.open(order.tasks[2]?.id ?? ''), authenticator);
  await eva.register();
  assert.equal((await eva.signs()).status, 200);
  const { documents } = await service.orderReaches(order.id, 'completed');
  const { body: evidence } = await readEvidence(service, order);
  const path = `/orders/${order.id}/documents/${documents[0]?.id}`;
  const { body: sealed } = await service.call<Uint8Array>('readOrderDocument', path, {
    headers: service.asCustomer(),
  });
  return { evidence, sealed };
}

const withEid: NewTask = {
  name: 'tenant',
  subject: { name: 'Kari Nordmann', eid: KARI },
  authentication: { methods: [ACR] },
  signatureMethods: ['eid'],
  actions: SIGNS,
};

const drawn: NewTask = {
  name: 'cosigner',
  subject: { name: 'Ola Hansen' },
  signatureMethods: ['handwritten'],
  actions: SIGNS,
};

const withPasskey = (): NewTask => ({
  name: 'landlord',
  subject: { name: 'Eva Berg', reference: `person-${crypto.randomUUID()}` },
  signatureMethods: ['passkey'],
  actions: SIGNS,
});

async function signWithEid(service: TestService, issuer: TestIssuer, taskId: string): Promise<void> {
  const tokenFor = (nonce = '') =>
    mintIdToken(
      goodIdToken({
        issuer: issuer.issuer,
        clientId: 'signing-page',
        nonce,
        acr: ACR,
        nowSeconds: Math.floor(Date.now() / 1000),
        maxAgeSeconds: MAX_AGE_SECONDS,
        claims: { [KARI.claim]: KARI.value },
      }),
    );
  const { body: refused } = await service.tryToOpen({ taskId, redirectUri: PAGE });
  const { id = '', nonce } = refused.login ?? {};
  const kari = await service.open({ login: { id, idToken: tokenFor(nonce) } });
  const { body: challenge } = await service.call<SignatureChallenge>(
    'createSignatureChallenge',
    `/tasks/${taskId}/signature-challenges`,
    { method: 'POST', headers: kari.headers, body: { method: 'eid', redirectUri: PAGE } },
  );
  const login = { id: challenge.id, idToken: tokenFor(challenge.login?.nonce) };
  const { status } = await kari.complete({
    body: kari.completion({ signature: { method: 'eid', login } }),
  });
  assert.equal(status, 200);
}
