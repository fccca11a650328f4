/**
 * Builds the worker of pdf.js as it is shipped. The first page waits for it longer than for all else, so that it starts
 * with what showing a document takes: forms in XML (XFA, which no signer is shown), editing and merging are left out, the
 * words that Brotli knows beforehand come when a document asks for them, and nothing at its start makes the engine read
 * all of it a second time. And the first page of a long document is there before the others have come.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown, type Plugin } from 'rolldown';
import { changed, nodesIn } from './syntax.ts';

const PDFJS = fileURLToPath(new URL('../node_modules/pdfjs-dist/', import.meta.url));

/** Up to here it is worth the bytes to ask for children of the tree's root at once. */
const MOST_AT_ONCE = 64;

/** Longer than any other text in the worker: the words that Brotli knows beforehand (RFC 7932, appendix A). */
const LONG_TEXT = 50_000;
const WORDS_FILE = 'brotli-words.txt';

interface WorkerChange {
  readonly where: RegExp;
  readonly times: number;
  readonly now: string;
}

const CHANGES: readonly WorkerChange[] = [
  {
    // Of a file that is there as a whole, and of one whose cross-reference was made anew, pages are counted as before.
    // For others the number is held against that of the task, and pages are counted when the two differ.
    where: /await this\.ensureDoc\("checkLastPage", \[recoveryMode\]\)/g,
    times: 1,
    now: '(this.streamManager && !recoveryMode) || (await this.ensureDoc("checkLastPage", [recoveryMode]))',
  },
  {
    // A child has a page at least, so that the wanted one is in none behind it. Many programs write the tree of pages
    // flat (ISO 32000-2, 7.7.3.2): to ask for all children would be to fetch every page.
    where: /currentNode === this\.toplevelPagesDict && lastKid instanceof Ref/g,
    times: 1,
    now: `last <= pageIndex && kids.length <= ${MOST_AT_ONCE} && $&`,
  },
  {
    // Actions that open a file (ISO 32000-2, 12.6.4.3 and 12.6.4.6: GoToR, Launch) may say whether in a new window, which
    // no address does. Now they always do, so that they can be told from those that lead to an address.
    where: /if \(typeof newWindow === "boolean"\) \{\s*resultObj\.newWindow = newWindow;\s*\}/g,
    times: 1,
    now: 'resultObj.newWindow = newWindow === true;',
  },
  // An error that is made at the top level has the engine look for the line, and for that parse the whole file again.
  {
    where: /BaseException\.prototype = new Error\(\)/g,
    times: 1,
    now: 'BaseException.prototype = Object.create(Error.prototype)',
  },
  { where: /\bdata \? new XFAFactory\(data\) : null/g, times: 1, now: 'null' },
  { where: /\bXFAFactory\.getRichTextAsHtml\(\w+\.get\("RC"\)\)/g, times: 2, now: 'null' },
  { where: /(?<!function )\bgetXfaFont(?:Name|Dict)\((?:[\w.]+|`[^`]*`)\)/g, times: 5, now: 'null' },
  { where: /\bhandler\.on\("(?:ExtractPages|SaveDocument)", /g, times: 2, now: 'false && $&' },
  {
    where: /let BrotliDecode = makeBrotliDecode\(\);/g,
    times: 1,
    now: `let brotliDecode;
function BrotliDecode(bytes) {
  brotliDecode ??= makeBrotliDecode();
  return brotliDecode(bytes);
}
let brotliWords;
function wordsFrom(start, end) {
  brotliWords ??= textBeside(${JSON.stringify(WORDS_FILE)});
  return brotliWords.slice(start, end);
}
function textBeside(name) {
  const request = new XMLHttpRequest();
  request.open("GET", new URL(name, import.meta.url), false);
  request.overrideMimeType("text/plain; charset=utf-8");
  request.send();
  if (request.status !== 200) throw new Error(name + " is missing.");
  return request.responseText;
}`,
  },
];

/** The Apache License, 4 b, asks for it. */
const NOTICE =
  '/* Changed for signing-widget: what is not used of it is left out, and the number of pages is not looked for where only a part of a file is there, and links that open files are told from others. */\n';

export interface WorkerFiles {
  readonly worker: string;
  /** What it asks for, by name, beside it. */
  readonly beside: Readonly<Record<string, string>>;
}

/**
 * @param source the worker as pdf.js ships it for those who bundle it, below the folder of its package
 * @throws {Error} when the code is another than it is known
 */
export async function leanWorker(source: string): Promise<WorkerFiles> {
  const entry = join(PDFJS, source);
  const notices = firstComment(await readFile(entry, 'utf8'));
  const beside: Record<string, string> = {};
  const lean: Plugin = {
    name: 'lean-worker',
    transform(code, id) {
      if (id !== entry) return undefined;
      const after = withChanges(code);
      const long = nodesIn(this.parse(after)).filter(
        ({ type, value }) => type === 'Literal' && typeof value === 'string' && value.length > LONG_TEXT,
      );
      if (long.length !== 2) throw new Error('The worker of pdf.js has other long texts than it had.');
      let words = '';
      const changes = long.map(({ start, end, value }) => {
        const from = words.length;
        words += String(value);
        return { start, end, text: `wordsFrom(${from}, ${words.length})` };
      });
      beside[WORDS_FILE] = words;
      return changed(after, changes);
    },
  };
  const bundle = await rolldown({
    input: entry,
    plugins: [lean],
    preserveEntrySignatures: 'strict',
    checks: { pluginTimings: false },
  });
  const { output } = await bundle.generate({ format: 'es', minify: true });
  await bundle.close();
  const [worker] = output;
  return { worker: NOTICE + notices + worker.code, beside };
}

/** @throws {Error} when the code is another than it is known */
export function withChanges(code: string): string {
  return CHANGES.reduce((before, { where, times, now }) => {
    if (before.match(where)?.length !== times)
      throw new Error(`The worker of pdf.js is not as it was: ${where.source}`);
    return before.replace(where, now);
  }, code);
}

/** Its licence, which is to stay with it. */
function firstComment(code: string): string {
  return /^\/\*[^]*?\*\/\n/.exec(code)?.[0] ?? '';
}
