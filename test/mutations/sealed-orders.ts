/** Real orders of one to five signers over every kind of original, sealed by the real service, and their evidence. */
import assert from 'node:assert/strict';
import type { Completion, Evidence, NewOrder, NewPlace, NewTask, Order } from '../../src/task/contract.ts';
import { DRAWING } from '../harness/evidence-sample.ts';
import {
  type EvidenceService,
  KARI,
  readEvidence,
  readSealed,
  signWithEid,
  signWithPasskey,
} from '../harness/evidence-service.ts';
import { jpegOf } from '../harness/jpeg-picture.ts';
import { signedHashes } from '../harness/signed-hashes.ts';
import { pngOf } from '../harness/signature-png.ts';
import { ACR } from '../service/adapters/openid/openid-sample.ts';
import { type Kind, originalOf } from './originals.ts';

export interface SealedFile {
  readonly original: Buffer;
  readonly sealed: Buffer;
}

export interface SealedOrder {
  readonly title: string;
  readonly kind: Kind;
  readonly signers: number;
  readonly evidence: Evidence;
  /** In the order of `evidence.documents`. */
  readonly files: readonly [SealedFile, ...SealedFile[]];
}

interface Way {
  readonly name: string;
  readonly task: Partial<NewTask>;
  readonly signature?: Completion['signature'];
  sign?(started: EvidenceService, taskId: string): Promise<void>;
}

const png = pngOf().toString('base64');
const initials = { text: 'KN', face: 'caveat' } as const;
const byHand = { signatureMethods: ['handwritten'] } as const satisfies Partial<NewTask>;

const WAYS: readonly Way[] = [
  { name: 'consent', task: {}, signature: { method: 'consent' } },
  {
    name: 'typed',
    task: byHand,
    signature: { method: 'handwritten', kind: 'typed', text: 'Kari Nordmann', face: 'caveat', initials },
  },
  {
    name: 'drawn',
    task: byHand,
    signature: { method: 'handwritten', kind: 'drawn', svg: DRAWING, initials: { png } },
  },
  { name: 'picture', task: byHand, signature: { method: 'handwritten', kind: 'uploaded', png } },
  {
    name: 'eID',
    task: {
      subject: { name: 'Kari Nordmann', eid: KARI },
      authentication: { methods: [ACR] },
      signatureMethods: ['eid'],
    },
    sign: signWithEid,
  },
  { name: 'passkey', task: { signatureMethods: ['passkey'] }, sign: signWithPasskey },
];

/** @param turn so that orders differ in the ways to sign; every second has places, every third a second document */
export async function sealOrder(
  started: EvidenceService,
  kind: Kind,
  signers: number,
  turn: number,
): Promise<SealedOrder | undefined> {
  const original = await originalOf(kind);
  if (!original) return undefined;
  const originals = turn % 3 === 2 ? [original, (await originalOf('streams')) ?? original] : [original];
  const ways = Array.from({ length: signers }, (_, at) => WAYS[(at + turn) % WAYS.length] ?? assert.fail());
  const order = await ordered(started, originals, ways, turn % 2 === 1);
  for (const [at, way] of ways.entries()) await sign(started, order.tasks[at]?.id ?? '', way);
  const sealed = await readSealed(started.service, order);
  const { body: evidence } = await readEvidence(started.service, order);
  const [first, ...more] = originals.map((bytes, at) => ({
    original: bytes,
    sealed: Buffer.from(sealed[at] ?? assert.fail()),
  }));
  assert.ok(first);
  const named = ways.map(({ name }) => name).join(', ');
  return { title: `${kind}, ${named}`, kind, signers, evidence, files: [first, ...more] };
}

async function ordered(
  { service }: EvidenceService,
  originals: readonly Buffer[],
  ways: readonly Way[],
  hasPlaces: boolean,
): Promise<Order> {
  const documents: NewOrder['documents'] = [];
  for (const [at, bytes] of originals.entries()) {
    const { id } = await service.upload(bytes);
    documents.push({ name: `document-${at}`, documentId: id, title: `Agreement ${at + 1}` });
  }
  const tasks = ways.map(({ task }, at): NewTask => {
    const box = { page: 1, y: 60 + 110 * at };
    const places: NewPlace[] = [
      { kind: 'signature', ...box, x: 60, width: 200, height: 60 },
      { kind: 'initials', ...box, x: 300, width: 60, height: 30 },
    ];
    return {
      name: `signer-${at}`,
      subject: { name: `Signer ${at + 1}`, reference: `person-${crypto.randomUUID()}` },
      ...task,
      actions: [
        ...documents.map(({ name }) => ({
          document: name,
          type: 'sign' as const,
          ...(hasPlaces && { places }),
        })),
        // Only who is not asked for a challenge first: that is over what has been uploaded by then.
        ...(at === 0 && !task.signatureMethods
          ? [{ type: 'upload' as const, title: 'Copy of your identity card' }]
          : []),
      ],
    };
  });
  return service.createOrder({ title: 'Tenancy agreement', externalReference: 'T-1042', documents, tasks });
}

async function sign(started: EvidenceService, taskId: string, { sign, signature }: Way): Promise<void> {
  if (sign) return sign(started, taskId);
  const signer = await started.service.open(taskId);
  if (signer.uploadActions.length > 0) assert.equal((await signer.upload(jpegOf())).status, 200);
  const actions = signedHashes((await signer.read()).body);
  const body = signer.completion({ actions, ...(signature && { signature }) });
  assert.equal((await signer.complete({ body })).status, 200);
}
