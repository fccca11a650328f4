/** English: what is said around the documents while they are read. Comes with the document room. */
import { englishDocumentViewStrings } from '../document/document-view-strings.ts';
import { plural } from './en-plural.ts';
import type { DocumentWords } from './messages.ts';

export const documentWords: DocumentWords = {
  view: englishDocumentViewStrings,
  tabs: {
    toSign: 'To sign',
    toRead: 'Only to read',
    optional: (use) => `${use}, optional`,
    unopened: 'Not opened',
    loading: 'Loading',
    opened: 'Opened',
    left: (count) => `${plural(count, '1 page', 'pages')} left to read`,
    read: 'Read',
    toUpload: 'To upload',
    notUploaded: 'Not uploaded',
    uploading: 'Uploading',
    uploaded: 'Uploaded',
  },
  taking: {
    busy: 'Fetching the document…',
    failed: {
      print: { title: 'The document could not be printed', text: 'Check your connection, and try again.' },
      original: {
        title: 'The document could not be downloaded',
        text: 'Check your connection, and try again.',
      },
    },
    kept: {
      title: 'This browser cannot print from here',
      text: 'The document has been downloaded instead. Open it, and print it from there.',
    },
    close: 'Close',
  },
};
