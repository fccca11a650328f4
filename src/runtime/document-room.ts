/** Everything of the document room that the shell does without until a task is being opened: one chunk. */
import '../document/define.ts';

export { DocumentError, DocumentRequestError } from '../document/document-error.ts';
export { loadDocument } from '../document/load-document.ts';
