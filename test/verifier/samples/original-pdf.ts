/**
 * Originals to seal, written by hand so that tests know each byte: with a cross-reference table, with
 * cross-reference and object streams, with more than one revision, and with both kinds of cross-reference.
 */
import { deflateSync } from 'node:zlib';

export type OriginalKind = 'table' | 'streams' | 'updated' | 'hybrid';

/** Object number to its body, without `n 0 obj` and `endobj`. */
export type Objects = ReadonlyMap<number, string | Buffer>;

export function stream(dictionary: string, data: Buffer | string): Buffer {
  const bytes = Buffer.from(data);
  const head = `<< ${dictionary} /Length ${bytes.length} >>\nstream\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), bytes, Buffer.from('\nendstream')]);
}

function objectsOf(pages: number): Map<number, string | Buffer> {
  const kids = Array.from({ length: pages }, (_, at) => `${10 + 2 * at} 0 R`).join(' ');
  const objects = new Map<number, string | Buffer>([
    [1, '<< /Type /Catalog /Pages 2 0 R /Lang (en) >>'],
    [2, `<< /Type /Pages /Kids [${kids}] /Count ${pages} /MediaBox [0 0 595 842] >>`],
    [3, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'],
    [4, '<< /Title (An agreement) /Producer (by hand) >>'],
    [5, '[6 0 R]'],
    [6, '<< /Type /Annot /Subtype /Square /Rect [20 20 60 60] /C [0 0 1] /F 4 >>'],
  ]);
  for (let at = 0; at < pages; at += 1) {
    const annotations = at === 0 ? '/Annots 5 0 R' : '';
    objects.set(
      10 + 2 * at,
      `<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> >> /Contents ${11 + 2 * at} 0 R ${annotations} >>`,
    );
    objects.set(11 + 2 * at, stream('', `BT /F1 14 Tf 72 720 Td (Page ${at + 1}: pay 100 euro) Tj ET`));
  }
  return objects;
}

export function originalPdf(kind: OriginalKind, pages = 2): Buffer {
  const head = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1');
  if (kind === 'streams') return appendStreams(head, objectsOf(pages));
  if (kind === 'hybrid') return hybrid(head, objectsOf(pages));
  const whole = appendTable(head, objectsOf(pages));
  if (kind === 'table') return whole;
  return appendTable(
    whole,
    new Map([[11, stream('', 'BT /F1 14 Tf 72 720 Td (Page 1: pay 120 euro) Tj ET')]]),
  );
}

export const TRAILER =
  '/Root 1 0 R /Info 4 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]';

export function sizeOf(bytes: Buffer): number {
  const sizes = [...bytes.toString('latin1').matchAll(/\/Size (\d+)/g)].map((match) => Number(match[1]));
  return Math.max(1, ...sizes);
}

export function startxrefOf(bytes: Buffer): number | undefined {
  const match = /.*startxref\s+(\d+)/s.exec(bytes.toString('latin1'));
  return match ? Number(match[1]) : undefined;
}

/** Appends one revision with a cross-reference table; the first one makes the file. */
export function appendTable(before: Buffer, objects: Objects, trailer = TRAILER): Buffer {
  const parts: Buffer[] = [before];
  let position = before.length;
  const push = (part: string | Buffer): void => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part;
    parts.push(bytes);
    position += bytes.length;
  };
  const previous = startxrefOf(before);
  const size = Math.max(sizeOf(before), ...[...objects.keys()].map((number) => number + 1));
  let table = previous === undefined ? '0 1\n0000000000 65535 f \n' : '';
  for (const [number, body] of objects) {
    table += `${number} 1\n${String(position).padStart(10, '0')} 00000 n \n`;
    push(`${number} 0 obj\n`);
    push(body);
    push('\nendobj\n');
  }
  const start = position;
  const link = previous === undefined ? '' : `/Prev ${previous}`;
  push(`xref\n${table}trailer\n<< /Size ${size} ${trailer} ${link} >>\nstartxref\n${start}\n%%EOF\n`);
  return Buffer.concat(parts);
}

/** Appends a revision whose dictionaries are in an object stream, found by a cross-reference stream. */
function appendStreams(before: Buffer, objects: Objects): Buffer {
  const size = Math.max(...objects.keys()) + 3;
  const [container, self] = [size - 2, size - 1];
  const rows: Buffer[] = Array.from({ length: size }, () => Buffer.from([0, 0, 0, 0, 0, 0]));
  const row = (type: number, second: number, third: number): Buffer => {
    const bytes = Buffer.alloc(6);
    bytes.writeUInt8(type, 0);
    bytes.writeUInt32BE(second, 1);
    bytes.writeUInt8(third, 5);
    return bytes;
  };
  let file: Buffer = before;
  const write = (number: number, body: string | Buffer): void => {
    rows[number] = row(1, file.length, 0);
    const lines = [Buffer.from(`${number} 0 obj\n`), Buffer.from(body), Buffer.from('\nendobj\n')];
    file = Buffer.concat([file, ...lines]);
  };
  let [index, bodies, packed] = ['', '', 0];
  for (const [number, body] of objects) {
    if (typeof body === 'string') {
      index += `${number} ${bodies.length} `;
      bodies += `${body}\n`;
      rows[number] = row(2, container, packed);
      packed += 1;
    } else write(number, body);
  }
  const data = deflateSync(Buffer.from(index + bodies, 'latin1'));
  write(container, stream(`/Type /ObjStm /N ${packed} /First ${index.length} /Filter /FlateDecode`, data));
  const start = file.length;
  rows[self] = row(1, start, 0);
  // PNG predictor 12 (each row is written as the difference to the row above), as most writers use it.
  const filtered = rows.map((bytes, at) => {
    const above = rows[at - 1];
    return Buffer.from([2, ...bytes.map((byte, column) => (byte - (above?.[column] ?? 0)) & 255)]);
  });
  const entries = deflateSync(Buffer.concat(filtered));
  const parameters = '/DecodeParms << /Predictor 12 /Columns 6 >>';
  const dictionary = `/Type /XRef /W [1 4 1] /Size ${size} ${TRAILER} /Filter /FlateDecode ${parameters}`;
  write(self, stream(dictionary, entries));
  return Buffer.concat([file, Buffer.from(`startxref\n${start}\n%%EOF\n`)]);
}

/** ISO 32000-2 section 7.5.8.4: a table for old readers that hides an annotation, and a stream that shows it. */
function hybrid(head: Buffer, objects: Map<number, string | Buffer>): Buffer {
  const packed = `6 0 ${String(objects.get(6))}`;
  objects.delete(6);
  objects.set(90, stream('/Type /ObjStm /N 1 /First 4', packed));
  const row = Buffer.from([2, 0, 0, 0, 90, 0]);
  objects.set(91, stream('/Type /XRef /W [1 4 1] /Size 7 /Index [6 1] /Root 1 0 R', row));
  const room = '/XRefStm 0000000000';
  const file = appendTable(head, objects, `${TRAILER} ${room}`);
  const at = file.indexOf('\n91 0 obj') + 1;
  file.write(room.replace('0000000000', String(at).padStart(10, '0')), file.indexOf(room), 'latin1');
  return file;
}
