/** What is used of pdf.js: the build leaves out the rest, which is more than half of it. */
export {
  AnnotationMode,
  getDocument,
  PasswordException,
  PDFDataRangeTransport,
  PDFWorker,
  TextLayer,
  VerbosityLevel,
} from 'pdfjs-dist';
