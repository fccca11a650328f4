/** Makes the sealed PDF of an order's document when the last task has completed. */
export interface PdfSealer {
  /**
   * @throws TimeStampError while there is no trustworthy time stamp; try again later.
   * @returns the sealed file; its first bytes are exactly `request.original`
   */
  seal(request: SealRequest): Promise<Uint8Array>;
}

export interface SealRequest {
  readonly original: Uint8Array;
  /** Lowercase hex; the sealer refuses bytes that do not hash to it. */
  readonly originalSha256: string;
  readonly order: { readonly id: string; readonly title: string; readonly sender: string };
  /** In the order in which they signed; one visible field each. */
  readonly signatures: readonly SealedSignature[];
}

export interface SealedSignature {
  readonly taskId: string;
  /** PDF field name, unique in the file. */
  readonly fieldName: string;
  readonly signerName: string;
  readonly method: 'consent' | 'handwritten' | 'eid' | 'passkey';
  /** The text of a typed signature, drawn in the field. */
  readonly typedText?: string;
  readonly signedAt: Date;
  /** SHA-256, lowercase hex, of the archived completion (documents, consent, signature). */
  readonly evidenceSha256: string;
  /** Where the order wants it, in PDF points from the page's lower left corner; else on the signature page. */
  readonly place?: {
    readonly page: number;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
}
