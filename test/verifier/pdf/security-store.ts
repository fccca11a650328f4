/** The document security store of a document state, ISO 32000-2 section 12.8.4.3, tables 261 and 262. */
import { Unreadable } from '../findings.ts';
import { decodeStream } from './decode.ts';
import type { PdfState } from './pdf-state.ts';
import { Dict, isArray, Ref, Stream } from './values.ts';

/** Object number to the DER in it. */
export type Stored = ReadonlyMap<number, Uint8Array>;

export interface ValidationEntry {
  readonly certificates: Stored;
  readonly ocspResponses: Stored;
  readonly revocationLists: Stored;
}

export interface SecurityStore extends ValidationEntry {
  /** By the uppercase hexadecimal SHA-1 of a signature's Contents. */
  readonly entries: ReadonlyMap<string, ValidationEntry>;
}

export function readSecurityStore(state: PdfState): SecurityStore | undefined {
  const store = state.resolve(state.catalog.get('DSS'));
  if (!(store instanceof Dict)) return undefined;
  only(store, ['Type', 'VRI', 'Certs', 'OCSPs', 'CRLs'], 'DSS');
  const all = state.dict(store.get('VRI'), '/VRI');
  const entries = all.keys().map((key): [string, ValidationEntry] => {
    const entry = state.dict(all.get(key), `/VRI ${key}`);
    only(entry, ['Type', 'Cert', 'OCSP', 'CRL'], 'VRI');
    return [
      key,
      {
        certificates: read(state, entry, 'Cert'),
        ocspResponses: read(state, entry, 'OCSP'),
        revocationLists: read(state, entry, 'CRL'),
      },
    ];
  });
  return {
    certificates: read(state, store, 'Certs'),
    ocspResponses: read(state, store, 'OCSPs'),
    revocationLists: read(state, store, 'CRLs'),
    entries: new Map(entries),
  };
}

function only(dict: Dict, keys: readonly string[], type: string): void {
  const extra = dict.keys().filter((key) => !keys.includes(key));
  if (extra.length > 0) fail(`/${type} has /${extra.join(' /')}`);
  if (dict.has('Type') && dict.name('Type') !== type) fail(`/${type} is of another /Type`);
}

function read(state: PdfState, dict: Dict, key: string): Stored {
  const found = new Map<number, Uint8Array>();
  const list = state.resolve(dict.get(key));
  if (list === undefined) return found;
  if (!isArray(list)) fail(`/${key} is no array`);
  for (const item of list) {
    const stream = state.resolve(item);
    if (!(item instanceof Ref) || !(stream instanceof Stream))
      fail(`/${key} holds something else than streams`);
    found.set(item.number, decodeStream(stream));
  }
  return found;
}

function fail(what: string): never {
  throw new Unreadable('security-store', what);
}
