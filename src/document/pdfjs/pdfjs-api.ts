/** What is used of pdf.js: the build leaves out the rest, which is more than half of it. */
import * as pdfjs from 'pdfjs-dist';

export {
  AnnotationMode,
  getDocument,
  PasswordException,
  PDFDataRangeTransport,
  PDFWorker,
  TextLayer,
  VerbosityLevel,
} from 'pdfjs-dist';

/** For how many milliseconds it draws at a stretch. Our build adds it (`.build/pdfjs.ts`): as it comes, it has none. */
export const drawFor = (pdfjs as { readonly drawFor?: (milliseconds: number) => void }).drawFor;
