/** What must be accepted: every order as it is, however it is written down, and made again by whoever has the keys. */
import type { Evidence } from '../../src/task/contract.ts';
import { verifyEvidence } from '../verifier/evidence/verify-evidence.ts';
import type { Problem } from '../verifier/findings.ts';
import { verifySealedPdf } from '../verifier/verify-sealed-pdf.ts';
import { naming } from './judge.ts';
import type { Stage } from './mutant.ts';
import { remade } from './remade.ts';
import type { SealedOrder } from './sealed-orders.ts';

export interface Control {
  readonly title: string;
  check(): Promise<{ readonly valid: boolean; readonly problems: readonly Problem[] }>;
}

/** The same export in other words of JSON. */
const WRITINGS: Readonly<Record<string, (evidence: Evidence) => string>> = {
  'as it is': (evidence) => JSON.stringify(evidence),
  'with white space': (evidence) => `\n${JSON.stringify(evidence, null, '\t').replaceAll('\n', '\r\n')} `,
  'in another order': (evidence) => JSON.stringify(turned(evidence)),
  'with every letter escaped': (evidence) =>
    JSON.stringify(evidence).replace(
      /[^\x20-\x7e]|ø|A/g,
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
};

function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, turned(member)]),
  );
}

export function controlsOf(order: SealedOrder, stage: Stage): Control[] {
  const { evidence, files } = order;
  const { anchorsPem, authority, resign } = stage;
  const sealed = files.map((file) => file.sealed);
  const control = (title: string, check: Control['check']): Control => ({
    title: `${order.title}: ${title}`,
    check,
  });
  const exported = (
    title: string,
    make: () => string | Promise<string>,
    pdfs: readonly Uint8Array[] = sealed,
  ) => control(title, async () => verifyEvidence(await make(), pdfs, { anchorsPem }));
  return [
    ...Object.entries(WRITINGS).map(([how, write]) => exported(`its export ${how}`, () => write(evidence))),
    exported('its export alone', () => JSON.stringify(evidence), []),
    exported('its export signed anew', async () => JSON.stringify(await resign(evidence))),
    ...files.flatMap((file, at) => [
      exported(`file ${at} by itself`, () => JSON.stringify(evidence), [file.sealed]),
      exported(`file ${at} twice`, () => JSON.stringify(evidence), [file.sealed, file.sealed]),
      control(`file ${at} without its export`, () =>
        Promise.resolve(verifySealedPdf(file.sealed, { anchorsPem })),
      ),
      control(`file ${at} with its original`, () =>
        Promise.resolve(verifySealedPdf(file.sealed, { anchorsPem, original: file.original })),
      ),
      control(`file ${at} made again with the keys`, async () => {
        const again = await remade(file, authority);
        const text = JSON.stringify(await resign(naming(evidence, at, again)));
        return verifyEvidence(text, [again], { anchorsPem });
      }),
    ]),
  ];
}
