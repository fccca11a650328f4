/**
 * Files that are two things at once: what is looked at here as a picture would be taken for another file by whoever
 * opens it with another program.
 */

/** A PDF may begin anywhere in the first 1024 bytes, for programs that are kind to files. */
const PDF_HEAD_BYTES = 1024;
/** A ZIP is found by its end: 22 bytes, and a remark of up to 65,535. */
const ZIP_END = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const ZIP_END_BYTES = 22;
const ZIP_TAIL_BYTES = ZIP_END_BYTES + 0xffff;

export function isArchiveToo(bytes: Buffer): boolean {
  const tail = bytes.subarray(-ZIP_TAIL_BYTES);
  for (let at = tail.indexOf(ZIP_END); at >= 0; at = tail.indexOf(ZIP_END, at + 1)) {
    if (at + ZIP_END_BYTES > tail.length) return false;
    // Its remark ends where the file ends, or before: in random bytes it would end anywhere.
    if (at + ZIP_END_BYTES + tail.readUInt16LE(at + 20) <= tail.length) return true;
  }
  return false;
}

export function isPdfToo(picture: Buffer): boolean {
  return picture.subarray(0, PDF_HEAD_BYTES).includes('%PDF-');
}
