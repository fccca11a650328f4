/** Everything that the widget does without until the document has been read: one chunk, with the screens of it. */
export * from '../steps/signing-room.ts';
export { lateParts } from '../session/late-parts.ts';
export { complete } from './complete.ts';
export { Proofs, eidSignature } from './proofs.ts';
export { download } from './downloads.ts';
export { Uploads } from './uploads.ts';
