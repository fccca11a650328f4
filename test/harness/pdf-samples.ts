/** PDFs for the service's tests: plain, valid, and as small as they can be. */
import { appendTable, stream } from '../verifier/samples/original-pdf.ts';
import { pdfBytes } from './document-pdf.ts';

export function plainPdf({
  pages = 1,
  text = 'Agreement',
}: { pages?: number; text?: string } = {}): Uint8Array<ArrayBuffer> {
  return pdfBytes(Array.from({ length: pages }, (_, at) => ({ text: `${text} ${at + 1}` })));
}

export type Bodies = Readonly<Record<number, string | Buffer>>;

export interface PdfParts {
  /** Further entries of the catalog (object 1), the page tree's root (2) and its one page (3). */
  readonly catalog?: string;
  readonly pages?: string;
  readonly page?: string;
  /** Further objects, from 5 on; a number below replaces what is there. */
  readonly objects?: Bodies;
  readonly trailer?: string;
}

/** One page, with whatever a test wants in it. */
export function pdfWith({
  catalog = '',
  pages = '',
  page = '',
  objects = {},
  trailer = '',
}: PdfParts = {}): Buffer {
  const bodies = new Map<number, string | Buffer>([
    [1, `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`],
    [2, `<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] ${pages} >>`],
    [3, `<< /Type /Page /Parent 2 0 R /Resources << >> /Contents 4 0 R ${page} >>`],
    [4, stream('', '0 0 100 100 re f')],
    ...bodiesOf(objects),
  ]);
  return appendTable(Buffer.from('%PDF-1.7\n'), bodies, `/Root 1 0 R ${trailer}`);
}

/** Puts a revision behind a file with a table. */
export function revised(before: Buffer, objects: Bodies, trailer = ''): Buffer {
  return appendTable(before, bodiesOf(objects), `/Root 1 0 R ${trailer}`);
}

function bodiesOf(objects: Bodies): Map<number, string | Buffer> {
  return new Map(Object.entries(objects).map(([num, body]) => [Number(num), body]));
}

export interface PackedParts {
  readonly catalog?: string;
  /** Object streams, whole, and the objects that they hold, in their order. */
  readonly containers: readonly {
    readonly number: number;
    readonly holds: readonly number[];
    readonly body: Buffer;
  }[];
  readonly objects?: Bodies;
}

/** A page in a file with a cross-reference stream, object 99, and object streams of any quality. */
export function packedPdf({ catalog = '', containers, objects = {} }: PackedParts): Buffer {
  const bodies = new Map<number, string | Buffer>([
    [1, `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`],
    [2, '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>'],
    [3, '<< /Type /Page /Parent 2 0 R /Resources << >> >>'],
    ...containers.map(({ number, body }): [number, Buffer] => [number, body]),
    ...bodiesOf(objects),
  ]);
  const rows = new Map<number, Buffer>();
  const parts = [Buffer.from('%PDF-1.7\n')];
  let length = 9;
  const add = (num: number, body: string | Buffer): void => {
    rows.set(num, xrefRow(1, length, 0));
    const object = Buffer.concat([
      Buffer.from(`${num} 0 obj\n`),
      Buffer.from(body),
      Buffer.from('\nendobj\n'),
    ]);
    parts.push(object);
    length += object.length;
  };
  for (const [num, body] of bodies) add(num, body);
  for (const { number, holds } of containers) {
    holds.forEach((num, index) => rows.set(num, xrefRow(2, number, index)));
  }
  const start = length;
  rows.set(99, xrefRow(1, start, 0));
  const index = [...rows.keys()].map((num) => `${num} 1`).join(' ');
  const dictionary = `/Type /XRef /W [1 4 2] /Index [${index}] /Size 100000 /Root 1 0 R`;
  add(99, stream(dictionary, Buffer.concat([...rows.values()])));
  return Buffer.concat([...parts, Buffer.from(`startxref\n${start}\n%%EOF\n`)]);
}

function xrefRow(type: number, second: number, third: number): Buffer {
  const row = Buffer.alloc(7);
  row.writeUInt8(type, 0);
  row.writeUInt32BE(second, 1);
  row.writeUInt16BE(third, 5);
  return row;
}
