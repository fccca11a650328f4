/**
 * The document time stamp (ISO 32000-2 section 12.8.5), over the whole file with all that proves its signatures:
 * they can be checked as of this time when their certificates have expired. A later one can be put over it.
 */
import type { AppendedRevisions } from '../pdf/appended-revisions.ts';
import type { PreparedFields } from './prepare-fields.ts';
import type { SignatureProver } from './prove-signatures.ts';
import type { RevisionSigner } from './sign-revision.ts';

/** The revision holds this dictionary and its field, as plain objects: what we write is in no object stream. */
export async function stampDocument(
  { documentTimeStamp: field }: PreparedFields,
  revisions: AppendedRevisions,
  signer: RevisionSigner,
  prover: SignatureProver,
): Promise<void> {
  if (field === undefined) throw new TypeError('There is no field for a document time stamp.');
  const ref = revisions.allocate();
  revisions.set(field.ref, field.dict.with({ V: ref }));
  const token = await signer.stamp(ref);
  // An authority may stamp with one certificate after another: this one must hold as well. What proves it later
  // is for the next document time stamp to cover (ETSI EN 319 142-1 section 5.4); of another one it is not in this file.
  await prover.proveSigner(token);
}
