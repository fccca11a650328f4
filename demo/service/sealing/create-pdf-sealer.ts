/**
 * Seals a document when its last task has completed (PAdES, ETSI EN 319 142-1, level B-LTA): the original
 * bytes, then one revision that certifies them with every signer's empty field and all marks in place, one
 * revision for each signer that fills a field, one with what proves the certificates of all that, and a
 * document time stamp over the whole. What the seal says is who ordered it and in which order;
 * the signers' own proof is the evidence whose digest each signature carries.
 */
import type { PdfSealer, SealRequest } from '../ports/pdf-sealer.ts';
import type { RevocationSource } from '../ports/revocation-source.ts';
import type { SealKey } from '../ports/seal-key.ts';
import type { TimeStampAuthority } from '../ports/time-stamp-authority.ts';
import { AppendedRevisions } from '../pdf/appended-revisions.ts';
import { addSecurityStore } from './add-security-store.ts';
import { certify } from './certify.ts';
import { drawSeal } from './draw-seal.ts';
import { fillField } from './fill-field.ts';
import { fitPlaces } from './fit-places.ts';
import { openOriginal } from './open-original.ts';
import { prepareFields } from './prepare-fields.ts';
import { SignatureProver } from './prove-signatures.ts';
import { SealedFile } from './sealed-file.ts';
import { RevisionSigner } from './sign-revision.ts';
import { stampDocument } from './stamp-document.ts';
import { stampMarks } from './stamp-marks.ts';

export interface SigningOptions {
  readonly key: SealKey;
  readonly timeStamps: TimeStampAuthority;
  readonly now?: () => Date;
}

export interface SealerOptions extends SigningOptions {
  readonly revocations: RevocationSource;
}

export function createPdfSealer(options: SealerOptions): PdfSealer {
  const { key, timeStamps, revocations, now = () => new Date() } = options;
  return {
    async seal(unfitted: SealRequest): Promise<Uint8Array> {
      const document = openOriginal(unfitted);
      const request = fitPlaces(unfitted, document);
      const drawing = await drawSeal(request, document);
      const revisions = new AppendedRevisions(document);
      const signer = new RevisionSigner({
        key,
        timeStamps,
        revisions,
        file: new SealedFile(request.original),
      });
      const fields = prepareFields(request, document, revisions, drawing, 'B-LTA');
      stampMarks(request, document, revisions, drawing);
      const signatures = [await signer.sign(certify(request, document, revisions, fields, now()))];
      for (const field of fields.signers) {
        signatures.push(await signer.sign(fillField(request, revisions, drawing, field)));
      }
      const prover = new SignatureProver(revocations);
      addSecurityStore(document, revisions, await prover.prove(signatures));
      signer.append();
      await stampDocument(fields, revisions, signer, prover);
      return signer.file.bytes();
    },
  };
}
