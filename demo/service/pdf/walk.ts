/** Goes through everything that a document reaches from one object, each indirect object once. */
import { PdfDict, type PdfObject, PdfRef, dictOf, isArray } from './objects.ts';
import type { PdfFile } from './pdf-file.ts';

/**
 * @param visit called for every dictionary; for a stream's with `true`
 * @throws PdfError damaged when an object that is reached cannot be read
 */
export function walkReachable(
  file: PdfFile,
  start: PdfObject,
  visit: (dict: PdfDict, ofStream: boolean) => void,
): void {
  // By number and generation: a reference to a generation that is not there must not hide the one that is.
  const seen = new Set<string>();
  const stack: PdfObject[] = [start];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    let object = next;
    if (object instanceof PdfRef) {
      const key = `${object.num} ${object.gen}`;
      if (seen.has(key)) continue;
      seen.add(key);
      object = file.peek(object);
    }
    if (object instanceof PdfRef) stack.push(object);
    if (isArray(object)) for (const item of object) pushIfWorth(stack, item);
    const dict = dictOf(object);
    if (dict === undefined) continue;
    visit(dict, object !== dict);
    for (const value of dict.entries.values()) pushIfWorth(stack, value);
  }
}

function pushIfWorth(stack: PdfObject[], object: PdfObject): void {
  if (object instanceof PdfRef || object instanceof PdfDict || isArray(object)) stack.push(object);
}
