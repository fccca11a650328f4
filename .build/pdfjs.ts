/** What the build does with pdf.js: ships what it loads while it runs, and leaves out what is never used of it. */
import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { leanWorker } from './pdfjs-worker.ts';
import { changed, nodesIn, type Change, type SyntaxNode } from './syntax.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PDFJS = join(ROOT, 'node_modules', 'pdfjs-dist');

/** What pdf.js loads while it runs, where `pdfjsAssetsIn()` of the document room looks for it. */
const PDFJS_FILES = {
  cmaps: 'cmaps',
  standard_fonts: 'standard_fonts',
  wasm: 'wasm',
  iccs: 'iccs',
  LICENSE: 'LICENSE',
} as const;

/** The same for its workers, which are built anew. */
const WORKERS = {
  'build/pdf.worker.mjs': 'pdf.worker.min.mjs',
  'legacy/build/pdf.worker.mjs': 'legacy/pdf.worker.min.mjs',
} as const;

/** Runs scripts that a document brings; documents here have none to run. */
const NEVER_SHIPPED = /quickjs/i;

export async function copyPdfjsTo(folder: string): Promise<void> {
  for (const [from, to] of Object.entries(PDFJS_FILES)) {
    await cp(join(PDFJS, from), join(folder, to), {
      recursive: true,
      filter: (source) => !NEVER_SHIPPED.test(source),
    });
  }
  for (const [from, to] of Object.entries(WORKERS)) {
    const { worker, beside } = await leanWorker(from);
    const target = join(folder, to);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, worker);
    for (const [name, text] of Object.entries(beside)) await writeFile(join(dirname(target), name), text);
  }
}

export function pdfjsAssets(folder: string): Plugin {
  return {
    name: 'pdfjs-assets',
    apply: 'build',
    async writeBundle() {
      await copyPdfjsTo(folder);
      if ((await readdir(folder)).length < Object.keys(PDFJS_FILES).length) {
        this.error('Some files of pdf.js are missing.');
      }
    },
  };
}

/** Where pdf.js puts itself for pages that load it by a `<script>`, and for its own tests: all of it would be kept. */
const SHOWN_TO_ALL: readonly unknown[] = ['pdfjsLib', '_pdfjsTestingUtils'];

/**
 * Lets the bundler see what is never used of the API of pdf.js. Nothing is taken out by name: what is still asked
 * for by what is used stays.
 */
export const leanPdfjs: Plugin = {
  name: 'lean-pdfjs',
  apply: 'build',
  transform(code, id) {
    if (!/\/pdfjs-dist\/(legacy\/)?build\/pdf\.mjs$/.test(id)) return undefined;
    const nodes = nodesIn(this.parse(code));
    const changes = nodes.flatMap((node) => [
      ...withoutGlobal(node),
      ...withoutErrorAtStart(node, code),
      ...withoutEditors(node),
      ...withPureStatics(node, code),
    ]);
    const stretches = nodes.flatMap((node) => withStretches(node, code));
    if (stretches.length === 0) {
      this.error('Where pdf.js says how long it draws at a stretch is not where it was.');
    }
    return changed(code, [...changes, ...stretches]);
  },
};

function withoutGlobal({ type, start, end, expression }: SyntaxNode): Change[] {
  const { object, property } = expression?.left ?? {};
  const isShown = object?.name === 'globalThis' && SHOWN_TO_ALL.includes(property?.name);
  return type === 'ExpressionStatement' && isShown ? [{ start, end, text: '' }] : [];
}

/** The same as in the worker: the engine would read all of the file a second time, for the line of this error. */
function withoutErrorAtStart({ type, start, end }: SyntaxNode, code: string): Change[] {
  const isPrototype =
    type === 'AssignmentExpression' && code.slice(start, end) === 'BaseException.prototype = new Error()';
  return isPrototype
    ? [{ start, end, text: 'BaseException.prototype = Object.create(Error.prototype)' }]
    : [];
}

/** How long it draws before it lets the browser make a frame is for whoever knows whether somebody scrolls. */
function withStretches({ type, start, end }: SyntaxNode, code: string): Change[] {
  if (type !== 'VariableDeclaration' || code.slice(start, end) !== 'const EXECUTION_TIME = 15;') return [];
  const set = 'export const drawFor = (milliseconds) => { EXECUTION_TIME = milliseconds; };';
  return [{ start, end, text: `let EXECUTION_TIME = 15; ${set}` }];
}

/** Nothing makes an editor of annotations here, so that nothing is one. */
function withoutEditors({ type, start, end, operator, right }: SyntaxNode): Change[] {
  const asks = type === 'BinaryExpression' && operator === 'instanceof' && right?.name === 'AnnotationEditor';
  return asks ? [{ start, end, text: 'false' }] : [];
}

/**
 * A class whose static fields are computed is kept for the sake of what computing them might do. In pdf.js that is
 * nothing but the value, so that a class that nobody asks for may go.
 */
function withPureStatics({ type, static: isStatic, value }: SyntaxNode, code: string): Change[] {
  if (type !== 'PropertyDefinition' || !isStatic || !isSyntax(value)) return [];
  const isPlain = value.type === 'Literal' || value.type === 'ArrowFunctionExpression';
  if (isPlain) return [];
  const { start, end } = value;
  return [{ start, end, text: `/* @__PURE__ */ (() => (${code.slice(start, end)}))()` }];
}

function isSyntax(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value;
}
