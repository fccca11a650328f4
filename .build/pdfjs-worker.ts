/**
 * What the build changes in the worker of pdf.js, so that the first page of a long document is there before the others
 * have come. pdf.js looks for the last page before it shows the first, to see whether the number of pages that the
 * document tells is right. Where the tree of pages (ISO 32000-2, 7.7.3.2) is flat, as many programs write it, that means
 * to fetch every page.
 */

/** Up to here it is worth the bytes to ask for all children of the tree's root at once. */
const MOST_AT_ONCE = 64;

interface WorkerChange {
  readonly where: RegExp;
  readonly now: string;
}

const CHANGES: readonly WorkerChange[] = [
  {
    // Of a file that is there as a whole, and of one whose cross-reference was made anew, pages are counted as before.
    // For others the number is held against that of the task, and pages are counted when the two differ.
    where: /await this\.ensureDoc\("checkLastPage",\[(\w+)\]\)/,
    now: 'this.streamManager&&!$1||await this.ensureDoc("checkLastPage",[$1])',
  },
  {
    where:
      /(for\(let (\w+)=(\w+)\.length-1;\2>=0;\2--\)\{const (\w+)=\3\[\2\];\w+\.push\(\4\);)(\w+===this\.toplevelPagesDict&&)/,
    now: `$1$3.length<=${MOST_AT_ONCE}&&$5`,
  },
];

/** The Apache License, 4 b, asks for it. */
const NOTICE =
  '/* Changed for signing-widget: the number of pages is not looked for where only a part of a file is there. */\n';

/** @throws {Error} when the code is another than it is known */
export function withoutLookingForPages(code: string): string {
  const after = CHANGES.reduce((before, { where, now }) => {
    if (before.match(new RegExp(where, 'g'))?.length !== 1)
      throw new Error(`The worker of pdf.js is not as it was: ${where.source}`);
    return before.replace(where, now);
  }, code);
  return NOTICE + after;
}
