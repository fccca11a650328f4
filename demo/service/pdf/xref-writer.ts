/** Writes cross-reference tables and streams (ISO 32000-2 sections 7.5.4 and 7.5.8). */
import { deflateSync } from 'node:zlib';
import { type PdfDict, type PdfRef, PdfStream, name } from './objects.ts';
import { serialize, serializeIndirect } from './serialize.ts';
import type { XrefEntry } from './xref.ts';

export function xrefTable(entries: ReadonlyMap<number, XrefEntry>, trailer: PdfDict): Uint8Array {
  const lines: string[] = ['xref'];
  for (const { first, run } of runs(entries)) {
    lines.push(`${first} ${run.length}`);
    for (const entry of run) lines.push(tableLine(entry));
  }
  return Buffer.from(`${lines.join('\n')}\ntrailer\n${serialize(trailer)}\n`, 'latin1');
}

/** Twenty bytes with the line's end. */
function tableLine(entry: XrefEntry): string {
  if (entry.kind === 'compressed') throw new TypeError('A table cannot name compressed objects.');
  const offset = entry.kind === 'offset' ? entry.offset : 0;
  const flag = entry.kind === 'offset' ? 'n' : 'f';
  return `${String(offset).padStart(10, '0')} ${String(entry.gen).padStart(5, '0')} ${flag} `;
}

export function xrefStream(
  entries: ReadonlyMap<number, XrefEntry>,
  trailer: PdfDict,
  own: PdfRef,
  ownOffset: number,
): Uint8Array {
  const all = new Map(entries).set(own.num, { kind: 'offset', offset: ownOffset, gen: 0 });
  const index: number[] = [];
  const rows: Buffer[] = [];
  for (const { first, run } of runs(all)) {
    index.push(first, run.length);
    for (const entry of run) rows.push(streamRow(entry));
  }
  const dict = trailer.with({
    Type: name('XRef'),
    Size: own.num + 1,
    W: [1, 5, 4],
    Index: index,
    Filter: name('FlateDecode'),
  });
  return serializeIndirect(own, new PdfStream(dict, deflateSync(Buffer.concat(rows))));
}

function streamRow(entry: XrefEntry): Buffer {
  const row = Buffer.alloc(10);
  if (entry.kind === 'free') {
    row.writeUInt32BE(entry.gen, 6);
  } else if (entry.kind === 'offset') {
    row[0] = 1;
    row.writeUIntBE(entry.offset, 1, 5);
    row.writeUInt32BE(entry.gen, 6);
  } else {
    row[0] = 2;
    row.writeUIntBE(entry.stream, 1, 5);
    row.writeUInt32BE(entry.index, 6);
  }
  return row;
}

function runs(entries: ReadonlyMap<number, XrefEntry>): { first: number; run: XrefEntry[] }[] {
  const out: { first: number; run: XrefEntry[] }[] = [];
  let next = -1;
  for (const [num, entry] of [...entries].sort(([a], [b]) => a - b)) {
    const last = out.at(-1);
    if (last && num === next) last.run.push(entry);
    else out.push({ first: num, run: [entry] });
    next = num + 1;
  }
  return out;
}
