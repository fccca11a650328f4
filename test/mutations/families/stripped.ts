/** Signatures, time stamps, proofs and certificates taken off, made weaker, or replaced by those of a look-alike. */
import { changed, type Open } from '../../evidence/checked.ts';
import { rehashed } from '../../evidence/other-completion.ts';
import type { Evidence } from '../../../src/task/contract.ts';
import type { ProblemCode } from '../../verifier/findings.ts';
import { stripped } from '../../verifier/samples/changed-bytes.ts';
import { TWEAKS } from '../../verifier/samples/cms-tweaks.ts';
import type { CmsTweak } from '../../verifier/samples/craft-cms.ts';
import { bodyOf, catalogNumber } from '../../verifier/samples/craft-long-term.ts';
import { type ExportMutant, madeOfFiles, type MakeFamily, type PdfMutant, type Stage } from '../mutant.ts';
import { byKeyHolder, edited, withRevision } from '../parts.ts';
import { type Step, stepsOf } from '../remade.ts';
import type { SealedOrder } from '../sealed-orders.ts';

export const strippedSignatures: MakeFamily = (order, stage) => [
  ...madeOfFiles(order, stripped),
  ...leftOut(order, stage),
  ...lookalikes(order, stage),
  ...weaker(order, stage),
  ...emptiedStore(order, stage),
  ...unsigned(order),
  ...exported(order.evidence, stage),
  ...withoutProofs(order.evidence),
];

const signing = (order: SealedOrder): Step[] => stepsOf(order.signers).slice(0, -2);

/** Whoever has the keys leaves out a revision, or several. */
function leftOut(order: SealedOrder, stage: Stage): PdfMutant[] {
  const gone: readonly ProblemCode[] = [
    ...(['empty-field', 'document-time-stamp', 'no-signature', 'security-store'] as const),
    ...(['malformed-pdf', 'validation-data', 'revision-chain', 'certification'] as const),
  ];
  const steps = stepsOf(order.signers);
  const several = [['store', 'stamp'], steps.slice(1, -2), steps.slice(1), signing(order)] as const;
  return [...steps.map((step) => [step]), ...several].map((without) =>
    byKeyHolder(order, stage, `without ${without.join(', ')}`, gone, { without }),
  );
}

/** A certificate says what its issuer wants it to say. */
function lookalikes(order: SealedOrder, stage: Stage): PdfMutant[] {
  const { sealers } = stage.lookalike;
  const expected: readonly ProblemCode[] = ['certificate-chain'];
  const { timeStampAuthority } = stage.authority;
  const forged = { sealKey: sealers.sealKey, timeStampAuthority };
  const steps = signing(order);
  return [
    ...steps.map((step) =>
      byKeyHolder(order, stage, `a look-alike's seal in ${step}`, expected, {
        keys: (at) => (at === step ? forged : undefined),
      }),
    ),
    ...steps.map((step) =>
      byKeyHolder(order, stage, `a look-alike's seal and time stamp in ${step}`, expected, {
        keys: (at) => (at === step ? sealers : undefined),
      }),
    ),
    byKeyHolder(order, stage, 'all of it by a look-alike', expected, { keys: () => sealers }),
    byKeyHolder(order, stage, 'all seals by a look-alike', expected, { keys: () => forged }),
  ];
}

const TOKENS: readonly CmsTweak[] = ['stamp-over-the-document', 'two-time-stamps', 'token-without-version'];

function weaker(order: SealedOrder, stage: Stage): PdfMutant[] {
  const tweaks = (Object.entries(TWEAKS) as [CmsTweak, ProblemCode][]).filter(
    ([tweak]) => !TOKENS.includes(tweak),
  );
  return signing(order).flatMap((step) =>
    tweaks.map(([tweak, code]) =>
      byKeyHolder(order, stage, `${tweak} in ${step}`, [code], {
        tweak: (at) => (at === step ? tweak : undefined),
      }),
    ),
  );
}

/** ISO 32000-2 section 12.8.4.3: the store is what the file is checked with in twenty years. */
function emptiedStore(order: SealedOrder, stage: Stage): PdfMutant[] {
  const entry = /\/[0-9A-F]{40} (<<.*?>>|\d+ 0 R)/;
  const edits: readonly (readonly [string, RegExp, string])[] = [
    ['an entry', entry, ''],
    ['the certificates', /\/Certs (\[[^\]]*\]|\d+ 0 R)/, ''],
    ['the lists', /\/CRLs (\[[^\]]*\]|\d+ 0 R)/, ''],
    ['the first certificate', /\/Certs \[\d+ 0 R/, '/Certs ['],
    ['the first list', /\/CRLs \[\d+ 0 R/, '/CRLs ['],
    ['the certificates of an entry', /\/Cert (\[[^\]]*\]|\d+ 0 R)/, ''],
    ['the lists of an entry', /\/CRL (\[[^\]]*\]|\d+ 0 R)/, ''],
  ];
  return edits.map(([what, from, to]) =>
    byKeyHolder(order, stage, `a store without ${what}`, ['validation-data', 'security-store'], {
      revise(revision) {
        if (revision.step !== 'store') return;
        for (const [number, body] of revision.objects) {
          if (from.test(String(body))) {
            revision.objects.set(number, edited(body, from, to));
            return;
          }
        }
        throw new Error(`no object of the store has ${what}`);
      },
    }),
  );
}

/** Anybody appends a revision in which a signature is no longer there. */
function unsigned(order: SealedOrder): PdfMutant[] {
  const catalog = (from: RegExp) =>
    withRevision(order, `no ${from.source.slice(2, 10)} in an appended catalog`, (state) => {
      const number = catalogNumber(state);
      return new Map([[number, edited(bodyOf(state, number), from, '')]]);
    });
  return [catalog(/\/Perms << [^>]*>>/), catalog(/\/DSS \d+ 0 R/), catalog(/\/AcroForm (\d+ 0 R|<<.*?>>)/)];
}

interface Jws {
  protected: string;
  signature: string;
  header: unknown;
}
const encodedHeader = (header: unknown): string => Buffer.from(JSON.stringify(header)).toString('base64url');

function exported(evidence: Evidence, { lookalike }: Stage): ExportMutant[] {
  const own = evidence.signature as unknown as Jws;
  const header = JSON.parse(Buffer.from(own.protected, 'base64url').toString()) as Open;
  const unsignedOnes: readonly ProblemCode[] = ['evidence-signature', 'evidence-json', 'time-stamp-missing'];
  const change = (
    title: string,
    edit: (jws: Jws) => unknown,
    expected: readonly ProblemCode[] = unsignedOnes,
  ): ExportMutant => ({
    title: `an export with ${title}`,
    expected,
    evidence: () => changed(evidence, (copy) => edit(copy.signature as unknown as Jws)),
  });
  const algorithms = ['none', 'None', 'HS256', 'RS1', 'PS256', 'ES256', 'RS512', ''].map((alg) =>
    change(`"${alg}" as its algorithm`, (jws) => (jws.protected = encodedHeader({ ...header, alg }))),
  );
  const members = Object.keys(header).map((member) => {
    const { [member]: _, ...rest } = header;
    return change(`no ${member}`, (jws) => (jws.protected = encodedHeader(rest)));
  });
  return [
    ...algorithms,
    ...members,
    change('no algorithm and no value', (jws) =>
      Object.assign(jws, { protected: encodedHeader({ ...header, alg: 'none' }), signature: '' }),
    ),
    change('no value', (jws) => (jws.signature = '')),
    change('no header', (jws) => (jws.header = {})),
    change('no time stamp', (jws) => (jws.header = { etsiU: [] })),
    change('a key in its header', (jws) => (jws.protected = encodedHeader({ ...header, jwk: {} }))),
    change('the value of another header', (jws) => (jws.protected = encodedHeader({ ...header, iat: 1 }))),
    {
      title: 'an export without a signature',
      expected: unsignedOnes,
      evidence: () => changed(evidence, (copy) => Reflect.deleteProperty(copy, 'signature')),
    },
    {
      title: 'an export that a look-alike has signed',
      expected: ['certificate-chain'],
      evidence: () => lookalike.resign(evidence),
    },
    {
      title: 'an export with the certificates of a look-alike',
      expected: unsignedOnes,
      evidence: async () => {
        const theirs = (await lookalike.resign(evidence)).signature as unknown as Jws;
        return changed(evidence, (copy) => Object.assign(copy.signature, { protected: theirs.protected }));
      },
    },
  ];
}

/** Signed anew by the service, and still refused: what others vouched for is not there. */
function withoutProofs(evidence: Evidence): ExportMutant[] {
  const edit = (title: string, expected: readonly ProblemCode[], change: (copy: Evidence) => unknown) =>
    ({ title, expected, signedAnew: true, evidence: () => changed(evidence, change) }) satisfies ExportMutant;
  return evidence.tasks.flatMap((_, at): ExportMutant[] => {
    const taskOf = (copy: Evidence) => copy.tasks[at] as unknown as Open;
    const completionOf = (copy: Evidence) => taskOf(copy)['completion'] as Open;
    const [proof] = (completionOf(evidence)['signature'] ?? []) as Open[];
    const gone = Object.keys(proof ?? {}).filter((member) => member !== 'method');
    return [
      edit(`completion ${at} without its time stamp`, ['time-stamp-missing'], (copy) =>
        Reflect.deleteProperty(taskOf(copy), 'completionTimeStamp'),
      ),
      edit(`completion ${at} left out`, ['completion'], (copy) =>
        Reflect.deleteProperty(taskOf(copy), 'completion'),
      ),
      edit(`completion ${at} without its signature`, ['completion'], (copy) => {
        completionOf(copy)['signature'] = [];
        rehashed(copy, at);
      }),
      edit(`completion ${at} by consent only`, ['time-stamp-imprint'], (copy) => {
        completionOf(copy)['signature'] = [{ method: 'consent', note: 'only' }];
        rehashed(copy, at);
      }),
      ...gone.map((member) =>
        edit(
          `completion ${at} without ${member}`,
          ['time-stamp-imprint', 'proof-eid', 'proof-passkey'],
          (copy) => {
            Reflect.deleteProperty((completionOf(copy)['signature'] as Open[])[0] ?? {}, member);
            rehashed(copy, at);
          },
        ),
      ),
      ...(proof?.['method'] === 'eid'
        ? [edit(`completion ${at} without its logins`, ['proof-eid'], (copy) => (copy.logins = []))]
        : []),
    ];
  });
}
