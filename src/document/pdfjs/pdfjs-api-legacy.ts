/** The same as `pdfjs-api.ts`, of the build for browsers that lack what the usual one is written with. */
import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs';

export {
  AnnotationMode,
  getDocument,
  PasswordException,
  PDFDataRangeTransport,
  PDFWorker,
  TextLayer,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs';

export const drawFor = (pdfjs as { readonly drawFor?: (milliseconds: number) => void }).drawFor;
