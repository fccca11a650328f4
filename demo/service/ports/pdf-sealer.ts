import type { UploadMediaType } from '../../../src/task/contract.ts';
import type { MarkLanguage, SigningWay } from '../../../src/task/mark-words.ts';

/** Makes the sealed PDF of an order's document when the last task has completed. */
export interface PdfSealer {
  /**
   * @throws TimeStampError while there is no trustworthy time stamp; try again later.
   * @throws RevocationError while a certificate of the seal or its time stamps is not proven to hold, or is revoked;
   *   try again later.
   * @returns the sealed file; its first bytes are exactly `request.original`
   */
  seal(request: SealRequest): Promise<Uint8Array>;
}

export interface SealRequest {
  readonly original: Uint8Array;
  /** Lowercase hex; the sealer refuses bytes that do not hash to it. */
  readonly originalSha256: string;
  readonly order: {
    readonly id: string;
    readonly title: string;
    readonly sender: string;
    /** Of what is for all signers: the signature page. */
    readonly language: MarkLanguage;
  };
  /** In the order in which they signed; one visible field each. */
  readonly signatures: readonly SealedSignature[];
}

export interface SealedSignature {
  readonly taskId: string;
  /** PDF field name, unique in the file. */
  readonly fieldName: string;
  readonly signerName: string;
  /** How it was signed; more than one where the task asked for all. */
  readonly ways: readonly SigningWay[];
  /** Of the task (BCP 47): the signer's marks speak its language. */
  readonly locale: string;
  /** Of a signature by hand, as the signer saw it; else the name stands in its place. */
  readonly look?: SignatureLook;
  readonly signedAt: Date;
  /** SHA-256, lowercase hex, of the archived completion (documents, consent, signature). */
  readonly evidenceSha256: string;
  /** Where the order wants it; else on the signature page. */
  readonly place?: SealedPlace;
  /** Where else the order wants the look of the signature, or the signer's initials. */
  readonly marks?: readonly SealedMark[];
  /** As the signer saw them; else those of the name. */
  readonly initials?: SignatureLook;
  /** Files of the signer's own, which the evidence is over, too. */
  readonly uploads?: readonly SealedUpload[];
}

export interface SealedUpload {
  /** What was asked for: how the signer calls the file is for nobody else. */
  readonly title: string;
  readonly mediaType: UploadMediaType;
  readonly sizeBytes: number;
  /** Of a PDF. */
  readonly pages?: number;
  /** Lowercase hex. */
  readonly sha256: string;
}

/** In PDF points (1/72 inch) from the lower left corner of the page as shown. */
export interface SealedPlace {
  /** From 1. */
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface SealedMark extends SealedPlace {
  readonly kind: 'signature' | 'initials';
}

export type SignatureLook =
  /** Without a face in the one of the rest. */
  | { readonly kind: 'text'; readonly text: string; readonly face?: 'caveat' | 'marck-script' | 'mynerve' }
  /** SVG, as `readSignatureDrawing()` takes it. */
  | { readonly kind: 'drawing'; readonly svg: string }
  /** PNG, Base64. */
  | { readonly kind: 'picture'; readonly png: string };
