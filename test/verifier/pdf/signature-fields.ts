/** The signature fields of a document state, ISO 32000-2 sections 12.7.4 and 12.7.5.5. */
import { Unreadable } from '../findings.ts';
import type { PdfState } from './pdf-state.ts';
import { Dict, isArray, type PdfValue, Ref } from './values.ts';

export interface Widget {
  readonly objectNumber: number;
  readonly dict: Dict;
}

export interface SignatureField {
  /** Fully qualified, 12.7.4.2. */
  readonly name: string;
  readonly objectNumber: number;
  readonly dict: Dict;
  /** The object of the signature dictionary; undefined while the field is empty. */
  readonly valueNumber: number | undefined;
  readonly widgets: readonly Widget[];
}

const MOST_FIELDS = 20_000;

export function signatureFields(state: PdfState): SignatureField[] {
  const form = state.resolve(state.catalog.get('AcroForm'));
  if (!(form instanceof Dict)) return [];
  const found: SignatureField[] = [];
  const seen = new Set<number>();

  const visit = (value: PdfValue, parentName: string, inheritedType: string | undefined): void => {
    if (!(value instanceof Ref))
      throw new Unreadable('malformed-pdf', 'a form field is not an indirect object');
    // 12.7.4.1: fields are a tree; a field reached twice would be judged twice and belong to two names.
    if (seen.has(value.number))
      throw new Unreadable('malformed-pdf', `field ${value.number} is in the tree twice`);
    if (seen.size > MOST_FIELDS) throw new Unreadable('too-complex', 'too many form fields');
    seen.add(value.number);
    const dict = state.dict(value, `form field ${value.number}`);
    const type = dict.name('FT') ?? inheritedType;
    const name = qualified(parentName, state.resolve(dict.get('T')));
    const kids = state.resolve(dict.get('Kids'));
    const widgets: Widget[] = dict.name('Subtype') === 'Widget' ? [{ objectNumber: value.number, dict }] : [];
    for (const kid of isArray(kids) ? kids : []) {
      const child = state.dict(kid, `a kid of field ${value.number}`);
      if (child.has('T') || child.has('Kids')) visit(kid, name, type);
      else if (kid instanceof Ref) widgets.push({ objectNumber: kid.number, dict: child });
    }
    if (type !== 'Sig') return;
    found.push({ name, objectNumber: value.number, dict, valueNumber: valueOf(dict, name), widgets });
  };

  const fields = state.resolve(form.get('Fields'));
  for (const field of isArray(fields) ? fields : []) visit(field, '', undefined);
  return found;
}

function valueOf(dict: Dict, name: string): number | undefined {
  const value = dict.get('V');
  if (value === undefined || value === null) return undefined;
  if (value instanceof Ref) return value.number;
  throw new Unreadable('malformed-pdf', `the signature of field ${name} is not an indirect object`);
}

function qualified(parent: string, partial: PdfValue | undefined): string {
  const own =
    typeof partial === 'object' && partial !== null && 'latin1' in partial ? decodeText(partial.bytes) : '';
  return parent === '' || own === '' ? parent + own : `${parent}.${own}`;
}

/** 7.9.2.2: UTF-16BE or UTF-8 with their marks, else PDFDocEncoding, which for names in use is Latin-1. */
export function decodeText(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes);
  if (buffer[0] === 0xfe && buffer[1] === 0xff) {
    return Buffer.from(buffer.subarray(2, buffer.length & ~1))
      .swap16()
      .toString('utf16le');
  }
  if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf)
    return buffer.subarray(3).toString('utf8');
  return buffer.toString('latin1');
}
