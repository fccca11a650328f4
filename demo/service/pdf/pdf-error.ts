/** What our reader says of a file that it does not take; the message names no content of the file. */
export type PdfErrorCode = 'not-a-pdf' | 'damaged' | 'encrypted' | 'no-pages' | 'too-many-pages';

export class PdfError extends Error {
  constructor(
    readonly code: PdfErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'PdfError';
  }
}

export function damaged(message: string, cause?: unknown): PdfError {
  return new PdfError('damaged', message, cause === undefined ? undefined : { cause });
}
