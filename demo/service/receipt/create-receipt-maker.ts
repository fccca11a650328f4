/** Draws a receipt and certifies it with the key that seals: the steps of sealing, with nobody's field to fill. */
import { AppendedRevisions } from '../pdf/appended-revisions.ts';
import { openPdf } from '../pdf/pdf-document.ts';
import type { Receipt, ReceiptMaker } from '../ports/receipt-maker.ts';
import { certify } from '../sealing/certify.ts';
import type { SigningOptions } from '../sealing/create-pdf-sealer.ts';
import { prepareFields } from '../sealing/prepare-fields.ts';
import { SealedFile } from '../sealing/sealed-file.ts';
import { RevisionSigner } from '../sealing/sign-revision.ts';
import { drawReceipt } from './draw-receipt.ts';

/** Nothing is added to what has been drawn. */
const NO_PAGES = { graftPages: () => [], fieldOnPage: () => undefined };

export function createReceiptMaker({
  key,
  timeStamps,
  now = () => new Date(),
}: SigningOptions): ReceiptMaker {
  return {
    async make(receipt: Receipt): Promise<Uint8Array> {
      const bytes = await drawReceipt(receipt);
      const document = openPdf(bytes);
      const revisions = new AppendedRevisions(document);
      const signer = new RevisionSigner({ key, timeStamps, revisions, file: new SealedFile(bytes) });
      const wanted = { order: receipt.order, signatures: [] };
      // A receipt is of the moment, and made anew whenever it is asked for.
      const fields = prepareFields(wanted, document, revisions, NO_PAGES, 'B-T');
      await signer.sign(certify(receipt, document, revisions, fields, now()));
      return signer.file.bytes();
    },
  };
}
