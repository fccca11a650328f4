/**
 * What comes after the signers: a revision that adds the document security store and nothing else, and one
 * with the document time stamp. ISO 32000-2 table 257 says that neither is a change of a certified document.
 */
import { Ref, sameDictApartFrom } from '../pdf/values.ts';
import type { SignedRevision } from '../signed-revisions.ts';
import type { ChangeLedger } from './change-ledger.ts';
import { checkFillIn } from './fill-in.ts';

export function checkSecurityStoreRevision(ledger: ChangeLedger): void {
  const { before, after, findings } = ledger;
  if (!sameDictApartFrom(before.catalog, after.catalog, ['DSS'])) {
    findings.report('changed-catalog', 'the catalog changed in more than its security store');
  }
  const store = after.catalog.get('DSS');
  if (!(store instanceof Ref) || !ledger.isNew(store.number))
    findings.report('security-store', 'the security store is not an object of its own revision');
  const root = after.trailer.get('Root');
  if (root instanceof Ref) ledger.explain(root.number);
  ledger.explainNew(store);
}

/** The field keeps its empty look, and what the stamp is found by is in no object stream. */
export function checkDocumentTimeStampRevision(ledger: ChangeLedger, revision: SignedRevision): void {
  checkFillIn(ledger, revision, ['V']);
  const { newest } = ledger.after;
  if ([...newest.entries.values()].some(({ kind }) => kind === 'packed'))
    ledger.findings.report(
      'document-time-stamp',
      'the revision of the document time stamp has an object stream',
    );
}
