/** What is said of a signature besides its marks: on the signature page, and by what reads a page aloud. */
import type { MarkLanguage } from '../../../src/task/mark-words.ts';
import type { SealedUpload } from '../ports/pdf-sealer.ts';

export interface SealWords {
  readonly signaturePage: string;
  readonly order: string;
  readonly sender: string;
  /** With the hash that stands beside it. */
  readonly document: string;
  readonly signatures: string;
  readonly signedBy: string;
  readonly signedByContinued: string;
  readonly continued: (name: string) => string;
  readonly evidence: string;
  /** Where in the document a signer's marks are; pages as `pageList` writes them. */
  readonly signedAt: string;
  readonly initialsAt: string;
  readonly places: (count: number, pages: string, isOnePage: boolean) => string;
  readonly uploaded: string;
  readonly fileFacts: (upload: SealedUpload) => string;
  readonly uploadedHash: string;
  readonly foot: string;
  readonly pageOf: (number: number, count: number) => string;
  readonly signatureOf: (name: string) => string;
  readonly initialsOf: (name: string) => string;
  readonly sealOf: (orderId: string) => string;
  readonly timeStampOf: (orderId: string) => string;
  readonly pages: (count: number) => string;
  readonly bytes: (count: number) => string;
}

const KINDS = { 'application/pdf': 'PDF', 'image/jpeg': 'JPEG', 'image/png': 'PNG' } as const;

const enPages = (count: number) => (count === 1 ? '1 page' : `${count} pages`);
const enBytes = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'byte' : 'bytes'}`;

const en: SealWords = {
  signaturePage: 'Signature page',
  order: 'Order',
  sender: 'Sender',
  document: 'Document (SHA-256)',
  signatures: 'Signatures',
  signedBy: 'Signed by',
  signedByContinued: 'Signed by, continued',
  continued: (name) => `${name}, continued`,
  evidence: 'Evidence (SHA-256)',
  signedAt: 'Signature',
  initialsAt: 'Initials',
  places: (count, pages, isOnePage) =>
    `in ${count === 1 ? '1 place' : `${count} places`} of the document, on ${isOnePage ? 'page' : 'pages'} ${pages}`,
  uploaded: 'Uploaded',
  fileFacts: (upload) => factsOf(upload, enPages, enBytes),
  uploadedHash: 'Its SHA-256',
  foot: 'Every signature is sealed and time-stamped in this file. Its evidence is kept by the signing service.',
  pageOf: (number, count) => `Page ${number} of ${count}`,
  signatureOf: (name) => `Signature of ${name}`,
  initialsOf: (name) => `Initials of ${name}`,
  sealOf: (orderId) => `Seal of order ${orderId}`,
  timeStampOf: (orderId) => `Time stamp of order ${orderId}`,
  pages: enPages,
  bytes: enBytes,
};

const nbPages = (count: number) => (count === 1 ? '1 side' : `${count} sider`);
const nbBytes = (count: number) => `${count.toLocaleString('nb')} byte`;

const nb: SealWords = {
  signaturePage: 'Signaturside',
  order: 'Ordre',
  sender: 'Avsender',
  document: 'Dokument (SHA-256)',
  signatures: 'Signaturer',
  signedBy: 'Signert av',
  signedByContinued: 'Signert av, fortsatt',
  continued: (name) => `${name}, fortsatt`,
  evidence: 'Bevis (SHA-256)',
  signedAt: 'Underskrift',
  initialsAt: 'Initialer',
  places: (count, pages, isOnePage) =>
    `${count === 1 ? '1 sted' : `${count} steder`} i dokumentet, på ${isOnePage ? 'side' : 'sidene'} ${pages}`,
  uploaded: 'Lastet opp',
  fileFacts: (upload) => factsOf(upload, nbPages, nbBytes),
  uploadedHash: 'Filens SHA-256',
  foot: 'Hver signatur er forseglet og tidsstemplet i denne filen. Beviset for den oppbevares av signeringstjenesten.',
  pageOf: (number, count) => `Side ${number} av ${count}`,
  signatureOf: (name) => `Underskriften til ${name}`,
  initialsOf: (name) => `Initialene til ${name}`,
  sealOf: (orderId) => `Seglet på ordre ${orderId}`,
  timeStampOf: (orderId) => `Tidsstempelet på ordre ${orderId}`,
  pages: nbPages,
  bytes: nbBytes,
};

export const SEAL_WORDS: Readonly<Record<MarkLanguage, SealWords>> = { en, nb };

function factsOf(
  { mediaType, pages, sizeBytes }: SealedUpload,
  pagesOf: (count: number) => string,
  bytesOf: (count: number) => string,
): string {
  return [KINDS[mediaType], ...(pages === undefined ? [] : [pagesOf(pages)]), bytesOf(sizeBytes)].join(', ');
}

/** Each page once, in their order, in the language: "1–3, 5, and 8". */
export function pageList(ranges: readonly (readonly [number, number])[], language: MarkLanguage): string {
  const parts = ranges.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(parts);
}
