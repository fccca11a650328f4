/** The same as `pdfjs-api.ts`, of the build for browsers that lack what the usual one is written with. */
export {
  AnnotationMode,
  getDocument,
  PasswordException,
  PDFDataRangeTransport,
  PDFWorker,
  TextLayer,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
