/**
 * Every mutant before the function that `npm run verify-evidence` calls. A changed PDF has another hash than the
 * evidence names, which proves little: so it is judged again beside an export that names it, signed by the service's
 * own key, and once more by itself, as `npm run verify:sealed` does, without the original. It is refused each time.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Evidence } from '../../src/task/contract.ts';
import { rechained } from '../evidence/other-completion.ts';
import { verifyEvidence } from '../verifier/evidence/verify-evidence.ts';
import { canonical, type Json, readJson } from '../verifier/evidence/json.ts';
import type { Problem, ProblemCode } from '../verifier/findings.ts';
import { verifySealedPdf } from '../verifier/verify-sealed-pdf.ts';
import { type ExportMutant, isOfPdf, type Mutant, type PdfMutant, type Stage } from './mutant.ts';
import type { SealedOrder } from './sealed-orders.ts';

export const WAYS = ['as exported', 'signed anew', 'PDF alone'] as const;
export type WayOfJudging = (typeof WAYS)[number];

export interface Judgement {
  readonly way: WayOfJudging;
  readonly refused: boolean;
  readonly codes: readonly ProblemCode[];
}

export interface Judged {
  readonly judgements: readonly Judgement[];
  /** What is not as it should be: accepted, refused for no reason that it has, or a verifier that broke. */
  readonly faults: readonly string[];
  /** What was judged as exported, for the program at the prompt. */
  readonly shown: { readonly text: string; readonly files: readonly Uint8Array[] };
}

export async function judge(mutant: Mutant, order: SealedOrder, stage: Stage): Promise<Judged> {
  return isOfPdf(mutant) ? judgePdf(mutant, order, stage) : judgeExport(mutant, order, stage);
}

async function judgePdf(mutant: PdfMutant, order: SealedOrder, stage: Stage): Promise<Judged> {
  const { anchorsPem } = stage;
  const bytes = Buffer.from(await mutant.bytes());
  assert.ok(
    order.files.every(({ sealed }) => !sealed.equals(bytes)),
    `${mutant.title}: nothing changed`,
  );
  const text = JSON.stringify(order.evidence);
  const anew = JSON.stringify(await stage.resign(naming(order.evidence, mutant.at, bytes)));
  const found = [
    { way: WAYS[0], ...verifyEvidence(text, [bytes], { anchorsPem }) },
    { way: WAYS[1], ...verifyEvidence(anew, [bytes], { anchorsPem }) },
    ...(mutant.toldByEvidence ? [] : [{ way: WAYS[2], ...verifySealedPdf(bytes, { anchorsPem }) }]),
  ];
  const signed = found[1]?.problems.some(({ code }) => code === 'evidence-signature');
  assert.ok(!signed, `${mutant.title}: the export was to be signed well`);
  const reasons = found.slice(1).flatMap(({ problems }) => problems);
  return { ...concluded(mutant, found, reasons), shown: { text, files: [bytes] } };
}

async function judgeExport(mutant: ExportMutant, order: SealedOrder, stage: Stage): Promise<Judged> {
  const { anchorsPem } = stage;
  const evidence = await mutant.evidence();
  const text = typeof evidence === 'string' ? evidence : JSON.stringify(evidence);
  const files = mutant.files ?? order.files.map(({ sealed }) => sealed);
  const isOther = mutant.files || meaningOf(text) !== meaningOf(JSON.stringify(order.evidence));
  assert.ok(isOther, `${mutant.title}: nothing changed`);
  const found = [{ way: WAYS[0] as WayOfJudging, ...verifyEvidence(text, files, { anchorsPem }) }];
  if (mutant.signedAnew && typeof evidence !== 'string') {
    const anew = JSON.stringify(await stage.resign(evidence));
    const again = verifyEvidence(anew, files, { anchorsPem });
    const signed = again.problems.some(({ code }) => code === 'evidence-signature');
    assert.ok(!signed, `${mutant.title}: the export was to be signed well`);
    found.push({ way: WAYS[1], ...again });
  }
  return { ...concluded(mutant, found, found.at(-1)?.problems ?? []), shown: { text, files } };
}

/** In its canonical form, or the text itself where it has none. */
function meaningOf(text: string): string {
  try {
    return canonical(readJson(text));
  } catch {
    return text;
  }
}

interface Verdict {
  readonly way: WayOfJudging;
  readonly valid: boolean;
  readonly problems: readonly Problem[];
}

function concluded(
  { title, expected, says }: Mutant,
  found: readonly Verdict[],
  reasons: readonly Problem[],
): Pick<Judged, 'judgements' | 'faults'> {
  const judgements = found.map(({ way, valid, problems }): Judgement => {
    return { way, refused: !valid, codes: [...new Set(problems.map(({ code }) => code))] };
  });
  const faults = judgements.flatMap(({ way, refused, codes }) => [
    ...(refused ? [] : [`ACCEPTED ${way}: ${title}`]),
    ...(codes.includes('verifier-fault') ? [`the verifier broke, ${way}: ${title}`] : []),
  ]);
  const codes = reasons.map(({ code }) => code);
  if (expected && !expected.some((code) => codes.includes(code)))
    faults.push(`refused as ${[...new Set(codes)].join(', ')}, not as ${expected.join(' or ')}: ${title}`);
  if (says !== undefined && !reasons.some(({ message }) => message.startsWith(says)))
    faults.push(`nothing says “${says}…”: ${title}: ${JSON.stringify(reasons.slice(0, 3))}`);
  return { judgements, faults };
}

/** The export as if this file were the sealed one: named among the documents and in the history, whose chain is whole. */
export function naming(evidence: Evidence, at: number, file: Uint8Array): Evidence {
  const copy = structuredClone(evidence);
  const document = copy.documents[at] ?? assert.fail();
  const old = document.sealedSha256;
  const sealedSha256 = createHash('sha256').update(file).digest('hex');
  Object.assign(document, { sealedSha256 });
  rechained(copy, ({ type, data }) => {
    if (type !== 'order.sealed') return data;
    const told = JSON.stringify(data);
    assert.ok(old !== undefined && told.includes(old));
    return JSON.parse(told.replaceAll(old, sealedSha256)) as Json as typeof data;
  });
  return copy;
}
