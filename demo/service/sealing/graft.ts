/** Takes objects over from another PDF, renumbered, each once. */
import type { AppendedRevisions } from '../pdf/appended-revisions.ts';
import { PdfDict, PdfFileStream, type PdfObject, PdfRef, PdfStream, isArray } from '../pdf/objects.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';

export class Graft {
  readonly #taken = new Map<number, PdfRef>();

  constructor(
    /** A file that we have made: it is trusted to be finite. */
    private readonly from: PdfFile,
  ) {}

  take(object: PdfObject, into: AppendedRevisions): PdfObject {
    if (object instanceof PdfRef) return this.#takeRef(object, into);
    if (object instanceof PdfDict) return this.dict(object, into);
    if (object instanceof PdfFileStream) {
      return new PdfStream(this.dict(object.dict, into), this.from.encodedStream(object));
    }
    if (isArray(object)) return object.map((item) => this.take(item, into));
    return object;
  }

  dict(dict: PdfDict, into: AppendedRevisions): PdfDict {
    const entries = [...dict.entries].map(([key, value]): [string, PdfObject] => [
      key,
      this.take(value, into),
    ]);
    return new PdfDict(new Map(entries));
  }

  #takeRef(ref: PdfRef, into: AppendedRevisions): PdfRef {
    const known = this.#taken.get(ref.num);
    if (known) return known;
    const own = into.allocate();
    this.#taken.set(ref.num, own);
    into.set(own, this.take(this.from.resolve(ref), into));
    return own;
  }
}
