/** Time stamps, signatures, logins and assertions in the place of others; and tokens with more in them, or less. */
import assert from 'node:assert/strict';
import type { Evidence } from '../../../src/task/contract.ts';
import { changed, type Open } from '../../evidence/checked.ts';
import { rehashed } from '../../evidence/other-completion.ts';
import { cmsOf } from '../../verifier/cms/check-seal.ts';
import { readDer } from '../../verifier/cms/der.ts';
import { OID, onlyValue, readSignedData } from '../../verifier/cms/signed-data.ts';
import { revisionsOf } from '../../verifier/samples/changed-bytes.ts';
import { replaced } from '../../verifier/samples/mutation.ts';
import { encoded, swappedTokens } from '../../verifier/samples/swapped-tokens.ts';
import { tokenVariants } from '../../verifier/samples/token-variants.ts';
import type { ProblemCode } from '../../verifier/findings.ts';
import {
  type ExportMutant,
  madeOfFiles,
  type MakeFamily,
  type Mutant,
  type PdfMutant,
  type Stage,
} from '../mutant.ts';
import { byKeyHolder } from '../parts.ts';
import type { Step } from '../remade.ts';
import type { SealedFile, SealedOrder } from '../sealed-orders.ts';

export const tokens: MakeFamily = (order, stage) => {
  const other = stage.otherThan(order);
  return [
    ...madeOfFiles(order, swappedTokens),
    ...signaturesOfOthers(order.files[0], other.files[0]),
    ...otherTokens(order, stage),
    ...stampedByOthers(order, stage),
    ...exportTokens(order.evidence, other.evidence, stage),
    ...proofsOfOthers(order.evidence, other.evidence),
  ];
};

/** The Contents of one signature in the room of another, of this file and of another order's. */
function signaturesOfOthers(file: SealedFile, other: SealedFile): PdfMutant[] {
  const [own, theirs] = [revisionsOf(file.sealed), revisionsOf(other.sealed)];
  const expected: readonly ProblemCode[] = ['message-digest', 'time-stamp-imprint', 'cms-structure'];
  return own.flatMap(({ gap, field }, at) =>
    [
      ...own.map((from) => [from, 'this file'] as const),
      ...theirs.map((from) => [from, 'another order'] as const),
    ]
      .filter(([from]) => from !== own[at])
      .filter(([from]) => 2 * cmsOf(from.contents).der.encoding.length <= gap.end - gap.start - 2)
      .map(([from, whose]) => ({
        title: `${field.name} has the signature of ${from.field.name} of ${whose}`,
        at: 0,
        expected,
        bytes: () =>
          replaced(
            file.sealed,
            gap.start + 1,
            hex(cmsOf(from.contents).der.encoding).padEnd(gap.end - gap.start - 2, '0'),
          ),
      })),
  );
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function strangersCertificate({ lookalike }: Stage): Uint8Array {
  return lookalike.sealers.sealKey.certificateChain.at(-1) ?? assert.fail();
}

/** In the token of the document, which nothing else covers, and in those of the signatures. */
function otherTokens({ files: [file] }: SealedOrder, stage: Stage): PdfMutant[] {
  const revisions = revisionsOf(file.sealed);
  return revisions.flatMap(({ gap, contents, field }, at) => {
    const whole = cmsOf(contents).der;
    const isStamp = at === revisions.length - 1;
    const token = isStamp
      ? whole
      : onlyValue(readSignedData(whole).signer.unsignedAttributes, OID.timeStampToken);
    assert.ok(token);
    const digitsOf = (changedToken: Uint8Array) =>
      hex(isStamp ? changedToken : encoded(whole, token, changedToken));
    const room = gap.end - gap.start - 2;
    return tokenVariants(token, strangersCertificate(stage))
      .filter(([, changedToken]) => digitsOf(changedToken).length <= room)
      .map(([title, changedToken, expected]): PdfMutant => {
        const bytes = () => replaced(file.sealed, gap.start + 1, digitsOf(changedToken).padEnd(room, '0'));
        return { title: `the time stamp of ${field.name} has ${title}`, at: 0, expected, bytes };
      });
  });
}

function stampedByOthers(order: SealedOrder, stage: Stage): PdfMutant[] {
  const steps: readonly Step[] = [
    'certification',
    ...Array.from({ length: order.signers }, (_, at) => at + 1),
  ];
  const { sealKey } = stage.authority;
  const { timeStampAuthority } = stage.lookalike.sealers;
  const tweaks = ['stamp-over-the-document', 'two-time-stamps', 'token-without-version'] as const;
  return [
    ...[...steps, 'stamp' as const].map((step) =>
      byKeyHolder(order, stage, `a stranger's time stamp in ${step}`, ['certificate-chain'], {
        keys: (at) => (at === step ? { sealKey, timeStampAuthority } : undefined),
      }),
    ),
    ...steps.flatMap((step) =>
      tweaks.map((tweak) =>
        byKeyHolder(
          order,
          stage,
          `${tweak} in ${step}`,
          ['time-stamp-imprint', 'time-stamp-missing', 'time-stamp-structure'],
          { tweak: (at) => (at === step ? tweak : undefined) },
        ),
      ),
    ),
  ];
}

interface StampedExport {
  signature: { header: { etsiU: [{ sigTst: { tstTokens: [{ val: string }] } }] } };
}
const tokenHolder = (evidence: Evidence) =>
  (evidence as unknown as StampedExport).signature.header.etsiU[0].sigTst.tstTokens[0];
const tasksOf = (evidence: Evidence) => evidence.tasks as unknown as Open[];

function exportTokens(evidence: Evidence, other: Evidence, stage: Stage): ExportMutant[] {
  const stranger = strangersCertificate(stage);
  const read = (base64: unknown) => readDer(Buffer.from(String(base64), 'base64'));
  const own = tokenHolder(evidence).val;
  const mutants: ExportMutant[] = [
    ...tokenVariants(read(own), stranger).map(([title, token, expected]) => ({
      title: `the time stamp of the export has ${title}`,
      expected,
      evidence: () => changed(evidence, (copy) => (tokenHolder(copy).val = token.toString('base64'))),
    })),
    {
      title: 'the export has the time stamp of another',
      expected: ['time-stamp-imprint'],
      evidence: () => changed(evidence, (copy) => (tokenHolder(copy).val = tokenHolder(other).val)),
    },
    {
      title: 'the export has a time stamp by a stranger',
      expected: ['certificate-chain'],
      evidence: async () => {
        const theirs = await stage.lookalike.resign(evidence);
        return changed(evidence, (copy) => (copy.signature = theirs.signature));
      },
    },
  ];
  tasksOf(evidence).forEach((task, at) => {
    const put = (title: string, token: unknown, expected: readonly ProblemCode[]) =>
      mutants.push({
        title: `the time stamp of completion ${at} ${title}`,
        expected,
        signedAnew: true,
        evidence: () =>
          changed(evidence, (copy) => Object.assign(tasksOf(copy)[at] ?? {}, { completionTimeStamp: token })),
      });
    for (const [title, token, expected] of tokenVariants(read(task['completionTimeStamp']), stranger))
      put(`has ${title}`, token.toString('base64'), expected);
    tasksOf(evidence).forEach((from, index) => {
      if (index !== at) put(`is that of ${index}`, from['completionTimeStamp'], ['time-stamp-imprint']);
    });
    tasksOf(other).forEach((from, index) =>
      put(`is that of ${index} of another order`, from['completionTimeStamp'], ['time-stamp-imprint']),
    );
    put('is that of the export', own, ['time-stamp-imprint']);
  });
  return mutants;
}

/** Logins and assertions of other orders, in completions whose hashes are all right. */
function proofsOfOthers(evidence: Evidence, other: Evidence): Mutant[] {
  const signaturesIn = (from: Evidence, method: string): Open[] =>
    tasksOf(from).flatMap(({ completion }) =>
      ((completion as Open | undefined)?.['signature'] as Open[]).filter((one) => one['method'] === method),
    );
  return tasksOf(evidence).flatMap((task, at): ExportMutant[] => {
    const [own] = (task['completion'] as Open)['signature'] as [Open];
    const method = String(own['method']);
    if (method !== 'eid' && method !== 'passkey') return [];
    const theirs = signaturesIn(other, method);
    const members =
      method === 'eid'
        ? ['loginId', 'idTokenSha256', 'random', 'acr']
        : ['clientDataJSON', 'authenticatorData', 'publicKey', 'signature', 'random', 'rpId', 'origin'];
    return members.flatMap((member): ExportMutant[] => {
      const found = theirs.find((one) => one[member] !== own[member])?.[member];
      const value = found ?? `${String(own[member]).slice(0, -2)}AA`;
      if (value === own[member]) return [];
      return [
        {
          title: `${member} of the ${method} of task ${at} is another`,
          expected: [method === 'eid' ? 'proof-eid' : 'proof-passkey', 'time-stamp-imprint'],
          signedAnew: true,
          evidence: () =>
            changed(evidence, (copy) => {
              const [signature] = (tasksOf(copy)[at]?.['completion'] as Open)['signature'] as [Open];
              signature[member] = value;
              rehashed(copy, at);
            }),
        },
      ];
    });
  });
}
