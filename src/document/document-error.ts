/**
 * Why a document cannot be shown, in the words of the protocol: the codes are those of
 * `src/task/openapi.yaml`, so that a panel looks up one list whoever found the fault.
 */
export type DocumentErrorCode =
  /** Broken: it is not a PDF, or so damaged that no page can be found. */
  | 'document-unreadable'
  /** Sound, but of a kind that cannot be signed here: it asks for a password, for instance. */
  | 'document-unsupported'
  /** Not the bytes that the task speaks of: another length or another digest. */
  | 'document-changed'
  /** More than this device can hold. */
  | 'too-large'
  /** The line broke and did not come back. */
  | 'offline'
  /** The code that draws PDFs could not be loaded or started. */
  | 'service-unavailable';

/** A fault of a document or of what draws it. The message holds nothing of the document's content. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';

  constructor(
    readonly code: DocumentErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * The service answered the request for a document with an error. The body has not been read: the
 * caller knows how to read a problem (RFC 9457), this room does not.
 */
export class DocumentRequestError extends Error {
  override readonly name = 'DocumentRequestError';

  constructor(
    readonly status: number,
    readonly response: Response,
  ) {
    super(`The service answered ${status} to the request for the document.`);
  }
}
