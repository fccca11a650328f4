/**
 * Gives pdf.js a document's bytes as they come: what it asks for sooner as ranges, and what comes by itself in order
 * ("progressive"). It holds both against one length, so that neither is asked for twice.
 */
import type { PDFDataRangeTransport } from 'pdfjs-dist';
import type { DocumentBytes } from '../document-engine.js';
import type { Pdfjs } from './pdfjs-module.js';

/** pdf.js asks for multiples of it. */
export const RANGE_BYTES = 65_536;

export function rangeTransport(
  pdfjs: Pdfjs,
  bytes: DocumentBytes,
  head: Uint8Array<ArrayBuffer>,
): PDFDataRangeTransport {
  const transport = new pdfjs.PDFDataRangeTransport(bytes.sizeBytes, head);
  let open = true;
  transport.abort = () => {
    open = false;
  };
  transport.requestDataRange = (begin, end) => {
    bytes.read(begin, end).then(
      // What it has got in order meanwhile is not given again; nothing at all ends the request.
      (part = new Uint8Array()) => {
        if (open) transport.onDataRange(begin, part);
      },
      // Whoever opened the document hears of it by `proven`, and destroys it.
      () => undefined,
    );
  };
  bytes.follow((piece) => {
    if (open) transport.onDataProgressiveRead(piece);
  });
  bytes.proven.then(
    () => {
      if (open) transport.onDataProgressiveDone();
    },
    () => undefined,
  );
  return transport;
}
