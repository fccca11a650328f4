/**
 * A real service whose orders can be completed in every way that there is: eID, passkey, by hand, by consent. It
 * also gives what only the service itself has, for tests of what not even that can make true.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type DevelopmentAuthority,
  openDevelopmentAuthority,
} from '../../demo/service/adapters/keys/development-authority.ts';
import { createEvidenceSigner } from '../../demo/service/adapters/keys/evidence-signer.ts';
import { canonicalJson, type JsonValue } from '../../demo/service/domain/canonical-json.ts';
import type { Evidence, Order, SignatureChallenge } from '../../src/task/contract.ts';
import { goodIdToken, mintIdToken } from '../service/adapters/openid/mint-id-token.ts';
import { ACR, configurationFor, MAX_AGE_SECONDS } from '../service/adapters/openid/openid-sample.ts';
import { startTestIssuer, type TestIssuer } from '../service/adapters/openid/test-issuer.ts';
import { passkeySigner, PasskeySigner } from './passkey-signer.ts';
import { giveAuthority } from './shared-authority.ts';
import { HOST_ORIGIN, startTestService, type TestService } from './test-service.ts';

const PAGE = `${HOST_ORIGIN}/login/callback`;
export const KARI = { claim: 'national_id', value: '01017012345' };
/** Signs an export anew, as it now is. */
export type Resign = (unsigned: Evidence) => Promise<Evidence>;

export interface EvidenceService {
  readonly service: TestService;
  readonly issuer: TestIssuer;
  /** The keys that seal and stamp here. */
  readonly authority: DevelopmentAuthority;
  readonly resign: Resign;
  stop(): Promise<void>;
}

export async function startEvidenceService(): Promise<EvidenceService> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'evidence-service-'));
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
  const authority = await openDevelopmentAuthority(dataFolder);
  return {
    service,
    issuer,
    authority,
    resign: resignWith({ key: authority.sealKey, timeStamps: authority.timeStampAuthority }),
    async stop() {
      await service.stop();
      issuer.close();
      await rm(dataFolder, { recursive: true });
    },
  };
}

export function resignWith(parts: Parameters<typeof createEvidenceSigner>[0]): Resign {
  const signer = createEvidenceSigner(parts);
  return async ({ signature: _, ...unsigned }) => {
    const payload = canonicalJson(JSON.parse(JSON.stringify(unsigned)) as JsonValue);
    const signature = await signer.sign(Buffer.from(payload));
    return { ...unsigned, signature: { ...signature, header: { ...signature.header } } };
  };
}

export async function readEvidence(service: TestService, { id }: Pick<Order, 'id'>, key?: string) {
  const headers = service.asCustomer(key);
  return service.call<Evidence>('readEvidence', `/orders/${id}/evidence`, { headers });
}

/** @returns the sealed documents, in the order's own order */
export async function readSealed(service: TestService, order: Order): Promise<Uint8Array[]> {
  const { documents } = await service.orderReaches(order.id, 'completed');
  const headers = service.asCustomer();
  const answers = documents.map(({ id }) =>
    service.call<Uint8Array>('readOrderDocument', `/orders/${order.id}/documents/${id}`, { headers }),
  );
  return (await Promise.all(answers)).map(({ body }) => body);
}

/** Logs in as Kari to open the task, and again for the signature itself. */
export async function signWithEid({ service, issuer }: EvidenceService, taskId: string): Promise<void> {
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

export async function signWithPasskey({ service }: EvidenceService, taskId: string): Promise<void> {
  const { authenticator } = await passkeySigner(service);
  const signer = new PasskeySigner(await service.open(taskId), authenticator);
  await signer.register();
  assert.equal((await signer.signs()).status, 200);
}
