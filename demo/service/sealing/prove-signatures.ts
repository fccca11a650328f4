/** Has it proven, with what goes into the file, that the certificates of signatures and their time stamps hold. */
import { createHash } from 'node:crypto';
import type { RevocationSource, ValidationData } from '../ports/revocation-source.ts';
import type { ProvenSignature } from './add-security-store.ts';
import { signerCertificates } from './cms/signer-certificates.ts';
import type { MadeSignature } from './sign-revision.ts';

export class SignatureProver {
  /** One question for each signer of one file, however many signatures: they were made within seconds. */
  readonly #asked = new Map<string, Promise<ValidationData>>();

  constructor(private readonly revocations: RevocationSource) {}

  /** @throws RevocationError */
  async prove(signatures: readonly MadeSignature[]): Promise<ProvenSignature[]> {
    return Promise.all(
      signatures.map(async ({ contents, cms, timeStampToken }) => ({
        contents,
        proofs: await Promise.all([this.proveSigner(cms), this.proveSigner(timeStampToken)]),
      })),
    );
  }

  /** @param contentInfo DER of a CMS SignedData */
  proveSigner(contentInfo: Uint8Array): Promise<ValidationData> {
    const certificates = signerCertificates(contentInfo);
    const hash = createHash('sha256');
    for (const certificate of certificates) hash.update(certificate);
    const key = hash.digest('hex');
    const asked = this.#asked.get(key) ?? this.revocations.prove(certificates);
    this.#asked.set(key, asked);
    return asked;
  }
}
