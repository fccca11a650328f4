/**
 * The document security store (ISO 32000-2 section 12.8.4.3): whatever it takes to check every signature when
 * nobody can be asked any more. Each certificate, response and list is there once; what belongs to which
 * signature stands in /VRI.
 */
import { createHash } from 'node:crypto';
import type { ValidationData } from '../ports/revocation-source.ts';
import type { AppendedRevisions } from '../pdf/appended-revisions.ts';
import { PdfDict, type PdfObject, type PdfRef, PdfStream, name } from '../pdf/objects.ts';
import type { PdfDocument } from '../pdf/pdf-document.ts';

export interface ProvenSignature {
  /** The value of /Contents, with the zeros that fill its room. */
  readonly contents: Uint8Array;
  /** For who signed, and for who stamped the time. */
  readonly proofs: readonly ValidationData[];
}

export function addSecurityStore(
  { catalogRef }: PdfDocument,
  revisions: AppendedRevisions,
  signatures: readonly ProvenSignature[],
): void {
  const certificates = new StreamSet(revisions);
  const ocspResponses = new StreamSet(revisions);
  const revocationLists = new StreamSet(revisions);
  const entries = signatures.map(({ contents, proofs }): [string, PdfObject] => [
    validationKey(contents),
    revisions.add(
      PdfDict.of({
        Type: name('VRI'),
        Cert: certificates.take(proofs.flatMap((proof) => proof.certificates)),
        OCSP: ocspResponses.take(proofs.flatMap((proof) => proof.ocspResponses)),
        CRL: revocationLists.take(proofs.flatMap((proof) => proof.revocationLists)),
      }),
    ),
  ]);
  const store = PdfDict.of({
    Type: name('DSS'),
    VRI: new PdfDict(new Map(entries)),
    Certs: certificates.all(),
    OCSPs: ocspResponses.all(),
    CRLs: revocationLists.all(),
  });
  const catalog = revisions.dict(catalogRef) ?? new PdfDict();
  revisions.set(catalogRef, catalog.with({ DSS: revisions.add(store) }));
}

/** Table 261: SHA-1 of the whole string in /Contents, in uppercase hexadecimal digits. It names, and proves nothing. */
function validationKey(contents: Uint8Array): string {
  return createHash('sha1').update(contents).digest('hex').toUpperCase();
}

class StreamSet {
  readonly #streams = new Map<string, PdfRef>();

  constructor(private readonly revisions: AppendedRevisions) {}

  /** @returns each once; undefined when there are none, because an empty array says nothing */
  take(items: readonly Uint8Array[]): PdfRef[] | undefined {
    const refs = new Set(items.map((bytes) => this.#refOf(bytes)));
    return refs.size > 0 ? [...refs] : undefined;
  }

  all(): PdfRef[] | undefined {
    return this.#streams.size > 0 ? [...this.#streams.values()] : undefined;
  }

  #refOf(bytes: Uint8Array): PdfRef {
    const digest = createHash('sha256').update(bytes).digest('hex');
    const ref = this.#streams.get(digest) ?? this.revisions.add(new PdfStream(new PdfDict(), bytes));
    this.#streams.set(digest, ref);
    return ref;
  }
}
