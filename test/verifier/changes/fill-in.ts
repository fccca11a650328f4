/**
 * What a signer's revision may change after certification with DocMDP P=2 (ISO 32000-2 section
 * 12.8.2.2, table 257): one empty signature field gets its value and its appearance. P=2 would allow
 * more (other fields, page templates); a sealed order has no use for it, so it is refused.
 */
import { type SignatureField, signatureFields } from '../pdf/signature-fields.ts';
import { Dict, Ref, sameDictApartFrom, Stream } from '../pdf/values.ts';
import type { SignedRevision } from '../signed-revisions.ts';
import type { ChangeLedger } from './change-ledger.ts';

const FILLED_KEYS = ['V', 'AP'];

/** @param mayChange entries of the field and its widgets */
export function checkFillIn(
  ledger: ChangeLedger,
  revision: SignedRevision,
  mayChange: readonly string[] = FILLED_KEYS,
): void {
  const { before, after, name, findings } = ledger;
  const find = (fields: SignatureField[]): SignatureField | undefined =>
    fields.find((field) => field.objectNumber === revision.field.objectNumber);
  const empty = find(signatureFields(before));
  const filled = find(signatureFields(after));
  if (!empty || !filled) {
    findings.report('changed-field', `field ${name} was not in the certified document`);
    return;
  }
  if (empty.valueNumber !== undefined) {
    findings.report('changed-field', `field ${name} was signed before and got another signature`);
  }
  if (!ledger.isNew(revision.valueNumber)) {
    findings.report('changed-object', `the signature of ${name} is written over an older object`);
  }
  checkFilled(ledger, empty.objectNumber, empty.dict, mayChange);
  for (const widget of empty.widgets) checkFilled(ledger, widget.objectNumber, widget.dict, mayChange);
  ledger.explainNew(new Ref(revision.valueNumber, 0));
}

function checkFilled(ledger: ChangeLedger, number: number, old: Dict, mayChange: readonly string[]): void {
  const { after, name, findings } = ledger;
  const now = after.object(number);
  if (!(now instanceof Dict) || !sameDictApartFrom(old, now, mayChange)) {
    findings.report('changed-field', `field ${name} changed in more than its /${mayChange.join(' and /')}`);
    return;
  }
  ledger.explain(number);
  const appearance = after.resolve(now.get('AP'));
  if (appearance === undefined) return;
  // 12.5.5: rollover and down appearances show something else when the pointer is over the field.
  const normal = appearance instanceof Dict ? after.resolve(appearance.get('N')) : undefined;
  if (!(appearance instanceof Dict) || appearance.keys().join() !== 'N' || !isForm(normal)) {
    findings.report('changed-field', `the appearance of ${name} is not one form`);
    return;
  }
  ledger.explainNew(now.get('AP'));
}

function isForm(value: unknown): boolean {
  return value instanceof Stream && value.dict.name('Subtype') === 'Form';
}
