/**
 * Stamps that the certified revision lays on pages (ISO 32000-2 section 12.5.6.12): further places of a signature, and
 * initials. They are seen, on paper too, are what one form shows, and cannot be moved, opened or answered.
 */
import { Dict, isArray, Ref, Stream } from '../pdf/values.ts';
import type { ChangeLedger } from './change-ledger.ts';

/** Anything else acts, pops up, hides or ties it to others. */
const STAMP_KEYS = [
  'Type',
  'Subtype',
  'Rect',
  'P',
  'F',
  'NM',
  'Contents',
  'AP',
  'M',
  'CreationDate',
  'StructParent',
  'Lang',
];
/** Table 167: Print, ReadOnly, Locked, LockedContents. */
const LOCKED_FLAGS = 4 + 64 + 128 + 512;

export function isStamp({ after }: ChangeLedger, annotation: Ref): boolean {
  const dict = after.object(annotation.number);
  return dict instanceof Dict && dict.name('Subtype') === 'Stamp';
}

export function checkStamp(ledger: ChangeLedger, annotation: Ref, page: number): void {
  const { after, findings } = ledger;
  const dict = after.dict(annotation, 'a stamp');
  const report = (what: string) => findings.report('stamp', `stamp ${annotation.number} ${what}`);
  const extra = dict.keys().filter((key) => !STAMP_KEYS.includes(key));
  if (extra.length > 0) report(`has /${extra.join(' /')}`);
  if (after.resolve(dict.get('F')) !== LOCKED_FLAGS) report('is not printed and locked, or is hidden');
  const owner = dict.get('P');
  if (!(owner instanceof Ref) || owner.number !== page) report('names another page');
  const rectangle = after.resolve(dict.get('Rect'));
  const sides = isArray(rectangle) ? rectangle.map((side) => after.resolve(side)) : [];
  if (sides.length !== 4 || !sides.every((side) => typeof side === 'number')) report('has no rectangle');
  const looks = after.resolve(dict.get('AP'));
  const normal = looks instanceof Dict ? after.resolve(looks.get('N')) : undefined;
  const isOne = looks instanceof Dict && looks.keys().join() === 'N';
  if (!isOne || !(normal instanceof Stream) || normal.dict.name('Subtype') !== 'Form')
    report('does not have one look');
  ledger.explainNew(annotation);
}
