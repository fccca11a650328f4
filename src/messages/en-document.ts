/** English: what is said around the documents while they are read. Comes with the document room. */
import { englishDocumentViewStrings } from '../document/document-view-strings.ts';
import type { DocumentWords } from './messages.ts';

export const documentWords: DocumentWords = {
  view: englishDocumentViewStrings,
};
