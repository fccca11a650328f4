import { damaged } from './pdf-error.ts';
import type { Xref } from './xref.ts';

export function rebuildXref(_body: Uint8Array, _xref: Xref | undefined): Xref {
  throw damaged('The cross-reference information is broken.');
}
