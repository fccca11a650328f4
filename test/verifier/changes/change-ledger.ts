/**
 * What one revision changed, object by object, and what has been explained of it. Whatever nobody
 * explains is refused: the list of what is allowed is short, the list of attacks is not
 * (incremental saving, shadow, "evil annotation" and "sneaky signature" attacks).
 */
import type { Findings } from '../findings.ts';
import type { PdfState } from '../pdf/pdf-state.ts';
import { Dict, isArray, Name, type PdfValue, Ref, sameValue, Stream } from '../pdf/values.ts';

export interface Change {
  readonly number: number;
  /** Undefined when the object is new. */
  readonly before: PdfValue | undefined;
  /** Undefined when the object was freed. */
  readonly after: PdfValue | undefined;
}

/** Keys that act, fetch, hide or show other content than what was signed. */
const FORBIDDEN_KEYS = [
  'A',
  'AA',
  'JS',
  'OpenAction',
  'OC',
  'OPI',
  'Ref',
  'XFA',
  'EF',
  'AF',
  'RV',
  'PieceInfo',
];
const FORBIDDEN_TYPES = [
  'JavaScript',
  'Launch',
  'URI',
  'SubmitForm',
  'ImportData',
  'GoToR',
  'GoToE',
  'RichMedia',
  'PS',
];
/** 7.3.8.2: a stream with one of these takes its data from another file. */
const EXTERNAL_STREAM_KEYS = ['F', 'FFilter', 'FDecodeParms'];

export class ChangeLedger {
  readonly changes = new Map<number, Change>();
  readonly #explained = new Set<number>();

  constructor(
    readonly before: PdfState,
    readonly after: PdfState,
    readonly name: string,
    readonly findings: Findings,
  ) {
    const containers = new Set<number>();
    for (const [number, entry] of after.newest.entries) {
      if (entry.kind === 'packed') containers.add(entry.container);
      const inUse = before.entries.get(number)?.kind;
      const isNew = inUse === undefined || inUse === 'free';
      if (after.newest.objectNumbers.includes(number)) {
        if (!isNew)
          findings.report('changed-object', `the cross-reference of ${name} replaces object ${number}`);
        continue;
      }
      if (entry.kind === 'free' && isNew) continue;
      const change = findings.guard(() => ({
        number,
        before: isNew ? undefined : before.object(number),
        after: entry.kind === 'free' ? undefined : (after.object(number) ?? null),
      }));
      if (change && (isNew || !sameValue(change.before, change.after))) this.changes.set(number, change);
    }
    for (const container of containers) this.#explained.add(container);
  }

  isNew(number: number): boolean {
    const change = this.changes.get(number);
    return change !== undefined && change.before === undefined;
  }

  explain(number: number): void {
    this.#explained.add(number);
  }

  /**
   * Explains the new objects that a new value leads to, and refuses in them what acts or hides. Old
   * objects are not followed: unchanged they need no explanation, changed they need one of their own.
   */
  explainNew(value: PdfValue | undefined): void {
    const waiting: PdfValue[] = value === undefined ? [] : [value];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next instanceof Ref) {
        if (!this.isNew(next.number) || this.#explained.has(next.number)) continue;
        this.#explained.add(next.number);
        waiting.push(this.changes.get(next.number)?.after ?? null);
      } else if (isArray(next)) waiting.push(...next);
      else if (next instanceof Dict) waiting.push(...this.#entries(next, FORBIDDEN_KEYS));
      else if (next instanceof Stream) {
        waiting.push(...this.#entries(next.dict, [...FORBIDDEN_KEYS, ...EXTERNAL_STREAM_KEYS]));
      }
    }
  }

  #entries(dict: Dict, forbidden: readonly string[]): PdfValue[] {
    const values: PdfValue[] = [];
    for (const [key, value] of dict.entries) {
      const type =
        ['S', 'Type', 'Subtype', 'Subtype2'].includes(key) && value instanceof Name ? value.value : '';
      if (forbidden.includes(key) || FORBIDDEN_TYPES.includes(type)) {
        this.findings.report(
          'forbidden-content',
          `the revision of ${this.name} brings in /${key} ${type}`.trimEnd(),
        );
      }
      values.push(value);
    }
    return values;
  }

  reportUnexplained(): void {
    for (const { number, before, after } of this.changes.values()) {
      if (this.#explained.has(number)) continue;
      const verb = before === undefined ? 'adds' : after === undefined ? 'removes' : 'changes';
      const what = describe(after ?? before);
      this.findings.report('changed-object', `the revision of ${this.name} ${verb} object ${number}${what}`);
    }
  }
}

function describe(value: PdfValue | undefined): string {
  const dict = value instanceof Stream ? value.dict : value;
  if (!(dict instanceof Dict)) return '';
  const type = dict.name('Type') ?? dict.name('Subtype');
  return type === undefined ? '' : ` (${type})`;
}
