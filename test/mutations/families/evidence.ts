/** Evidence of another order, and histories that somebody has been at: the line is named. */
import { createHash } from 'node:crypto';
import type { Evidence } from '../../../src/task/contract.ts';
import { changed, type Entry, type Open } from '../../evidence/checked.ts';
import { rechained } from '../../evidence/other-completion.ts';
import type { ProblemCode } from '../../verifier/findings.ts';
import { naming } from '../judge.ts';
import type { ExportMutant, MakeFamily } from '../mutant.ts';
import type { SealedOrder } from '../sealed-orders.ts';

export const swappedEvidence: MakeFamily = (order, stage) => {
  const other = stage.otherThan(order);
  return [...ofAnotherOrder(order, other), ...blocks(order, other), ...lines(order.evidence), ...told(order)];
};

const edit = (
  evidence: Evidence,
  title: string,
  expected: readonly ProblemCode[],
  change: (copy: Evidence) => unknown,
  says?: string,
): ExportMutant => ({
  title,
  expected,
  signedAnew: true,
  evidence: () => changed(evidence, change),
  ...(says !== undefined && { says }),
});

function ofAnotherOrder({ evidence, files }: SealedOrder, other: SealedOrder): ExportMutant[] {
  const [own, theirs] = [files[0], other.files[0]];
  const expected = ['sealed-file'] as const;
  const sealed = files.map((file) => file.sealed);
  const swapped = (title: string, made: () => Evidence, file?: Buffer): ExportMutant => ({
    title,
    expected,
    signedAnew: true,
    evidence: made,
    files: file ? [file] : sealed,
  });
  return [
    swapped('the evidence of another order', () => other.evidence),
    swapped('the sealed file of another order', () => evidence, theirs.sealed),
    swapped('the evidence of another order, that names this file', () =>
      naming(withDocument(other.evidence, evidence), 0, own.sealed),
    ),
    swapped(
      'the sealed file of another order, that the evidence names',
      () => naming(withDocument(evidence, other.evidence), 0, theirs.sealed),
      theirs.sealed,
    ),
    swapped(
      'the original in place of the sealed file',
      () => naming(evidence, 0, own.original),
      own.original,
    ),
  ];
}

/** The first document is the other's, but for its name here. */
function withDocument(evidence: Evidence, other: Evidence): Evidence {
  return changed(evidence, ({ documents: [first] }) => {
    const { size, sha256 } = other.documents[0] ?? {};
    Object.assign(first ?? {}, { size, sha256 });
  });
}

/** One part of the export is another order's. */
function blocks({ evidence }: SealedOrder, { evidence: other }: SealedOrder): ExportMutant[] {
  const expected: readonly ProblemCode[] = [
    ...(['history-line', 'history-head', 'completion', 'document', 'proof-eid'] as const),
    ...(['sealed-file', 'time-stamp-imprint', 'evidence-signature'] as const),
  ];
  const parts = Object.keys(evidence).filter((part) => !['format', 'signature', 'logins'].includes(part));
  const isOther = (part: string) =>
    JSON.stringify(evidence[part as 'order']) !== JSON.stringify(other[part as 'order']);
  return [
    ...parts
      .filter(isOther)
      .filter((part) => typeof evidence[part as 'order'] === 'object')
      .map((part) =>
        edit(evidence, `the ${part} of another order`, expected, (copy) =>
          Object.assign(copy, { [part]: structuredClone(other[part as 'order']) }),
        ),
      ),
    {
      title: 'the signature of another order',
      expected: ['evidence-signature'],
      evidence: () => changed(evidence, (copy) => (copy.signature = other.signature)),
    },
    edit(evidence, 'the head of another history', ['history-head'], (copy) => {
      copy.history.head = other.history.head;
    }),
    edit(evidence, 'a head of one line more', ['history-head'], (copy) => (copy.history.head.sequence += 1)),
    edit(evidence, 'no head', ['history-head'], (copy) => Reflect.deleteProperty(copy.history, 'head')),
  ];
}

/** Even when the service signs it anew: the chain is what is broken. */
function lines(evidence: Evidence): ExportMutant[] {
  const { entries } = evidence.history;
  const edits: readonly (readonly [string, (entry: Entry) => unknown])[] = [
    [
      'another kind of event',
      (entry) => (entry.type = entry.type === 'task.viewed' ? 'task.opened' : 'task.viewed'),
    ],
    ['another time', (entry) => (entry.at = '2026-01-01T00:00:00.000Z')],
    ['another task', (entry) => (entry.taskId = 'task_another')],
    ['more to it', (entry) => (entry.data = { ...entry.data, reason: 'none' })],
    ['another hash', (entry) => (entry.hash = sha256(entry.hash))],
    ['another place', (entry) => (entry.sequence += 1)],
    ['a note', (entry) => Object.assign(entry, { note: 'The rent is lower.' })],
    ['no hash of the one before', (entry) => Reflect.deleteProperty(entry, 'previousHash')],
  ];
  const line = (
    title: string,
    named: number,
    change: (all: Entry[], copy: Evidence) => unknown,
  ): ExportMutant =>
    edit(
      evidence,
      title,
      ['history-line'],
      (copy) => change(copy.history.entries, copy),
      `line ${named} of the history`,
    );
  return entries.flatMap((entry, at): ExportMutant[] => {
    const isLast = at === entries.length - 1;
    const one = at + 1;
    return [
      ...edits.map(([what, change]) =>
        line(`line ${one} with ${what}`, one, (all) => change(all[at] ?? entry)),
      ),
      line(`line ${one} twice`, one + 1, (all) => all.splice(at, 0, entry)),
      ...(isLast
        ? []
        : [
            line(`line ${one} removed`, one, (all) => all.splice(at, 1)),
            line(`lines ${one} and ${one + 1} in each other's place`, one, (all) =>
              all.splice(at, 2, ...all.slice(at, at + 2).reverse()),
            ),
            line(`line ${one} emptied, with a hash that is right`, one + 1, (all, copy) => {
              const before = copy.history.head;
              const rest = structuredClone(all.slice(at + 1));
              rechained(copy, (each) => (each.sequence === one ? { note: 'nothing' } : each.data));
              copy.history.entries.splice(one, rest.length, ...rest);
              copy.history.head = before;
            }),
          ]),
      {
        ...edit(evidence, `the history ends before line ${one}`, ['history-head'], (copy) =>
          copy.history.entries.splice(at),
        ),
        says: `line ${at} of the history is the last one here`,
      },
    ];
  });
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Histories whose chain is whole, and which tell of other things than there are. */
function told({ evidence }: SealedOrder): ExportMutant[] {
  const retold = (
    title: string,
    expected: readonly ProblemCode[],
    of: string,
    data: (entry: Entry) => Open | undefined,
  ) =>
    edit(evidence, title, expected, (copy) =>
      rechained(copy, (entry) => (entry.type === of ? (data(entry) as Entry['data']) : entry.data)),
    );
  const without = (title: string, expected: readonly ProblemCode[], type: string) =>
    edit(evidence, title, expected, (copy) => {
      copy.history.entries = copy.history.entries.filter((entry) => entry.type !== type);
      rechained(copy, (entry) => entry.data);
    });
  return [
    retold('a history of other completions', ['completion'], 'task.completed', () => ({
      evidenceSha256: sha256('another'),
    })),
    retold('a history of no sealed file', ['document'], 'order.sealed', () => ({ documents: [] })),
    without('a history without completions', ['completion'], 'task.completed'),
    without('a history without sealing', ['document'], 'order.sealed'),
    {
      title: 'a history that somebody has written anew',
      expected: ['evidence-signature'],
      evidence: () =>
        changed(evidence, (copy) =>
          rechained(copy, (entry) => (entry.type === 'task.opened' ? { note: 'later' } : entry.data)),
        ),
    },
    ...evidence.tasks.map((_, at) =>
      edit(evidence, `the export without task ${at}`, ['history-line'], (copy) => copy.tasks.splice(at, 1)),
    ),
    ...evidence.documents.map(({ title }, at) =>
      edit(
        evidence,
        `the export without document ${at} (${title})`,
        ['document', 'sealed-file', 'completion'],
        (copy) => copy.documents.splice(at, 1),
      ),
    ),
  ];
}
