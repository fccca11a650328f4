/**
 * The evidence of a real order, from a real service: one signer logged in with an eID and signed with it, one drew,
 * one signed with a passkey.
 */
import assert from 'node:assert/strict';
import type { Evidence, NewTask } from '../../src/task/contract.ts';
import { ACR } from '../service/adapters/openid/openid-sample.ts';
import { pdfBytes } from './document-pdf.ts';
import {
  type EvidenceService,
  KARI,
  readEvidence,
  readSealed,
  type Resign,
  signWithEid,
  signWithPasskey,
  startEvidenceService,
} from './evidence-service.ts';

const SIGNS = [{ document: 'contract', type: 'sign' as const }];
export const DRAWING =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><path d="M10 60Q80 -20 150 60L288 36Z"/></svg>';

export interface EvidenceSample {
  readonly evidence: Evidence;
  readonly sealed: Uint8Array;
  /** Of another order of the same customer, completed in the same way. */
  readonly other: { readonly evidence: Evidence; readonly sealed: Uint8Array };
  readonly anchorsPem: string;
  /** Signs it anew with the key that seals: what only the service itself could do. */
  readonly resign: Resign;
}

export async function evidenceSample(): Promise<EvidenceSample> {
  const started = await startEvidenceService();
  try {
    const [one, other] = [await completed(started), await completed(started)];
    return { ...one, other, anchorsPem: started.authority.trustAnchorsPem, resign: started.resign };
  } finally {
    await started.stop();
  }
}

async function completed(started: EvidenceService) {
  const { service } = started;
  const order = await service.order(
    { tasks: [withEid, drawn, withPasskey()], externalReference: 'T-1042' },
    pdfBytes([{ text: 'I rent the flat' }]),
  );
  await signWithEid(started, order.tasks[0]?.id ?? '');
  const ola = await service.open(order.tasks[1]?.id ?? '');
  const body = ola.completion({ signature: { method: 'handwritten', kind: 'drawn', svg: DRAWING } });
  assert.equal((await ola.complete({ body })).status, 200);
  await signWithPasskey(started, order.tasks[2]?.id ?? '');
  const [sealed] = await readSealed(service, order);
  assert.ok(sealed);
  const { body: evidence } = await readEvidence(service, order);
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
