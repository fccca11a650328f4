/**
 * Parts of the widget that come late come over the line of a signer, and may not come. Every `import()` of one goes
 * through `src/load-part.ts`, which asks again at another address; and no part imports another one by a plain
 * `import` statement: that would name an address which may have failed for good, and cannot be told another.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { RUNTIME } from './inline-runtime.ts';
import { assigned, changed, nodesIn, type Change, type SyntaxNode } from './syntax.ts';

const LOADER = join(fileURLToPath(new URL('..', import.meta.url)), 'src', 'load-part.ts');
/** What a part exports in the place of all else when it needs others: see `src/load-part.ts`. */
const WITH_PARTS = 'withParts';

/** What this has to know of a chunk of the build. */
interface Chunk {
  readonly name: string;
  readonly isEntry: boolean;
  readonly moduleIds: readonly string[];
  readonly imports: readonly string[];
}

/** By file. */
type Chunks = Readonly<Record<string, Chunk>>;

/**
 * Puts every `import()` of a part through `src/load-part.ts`, with its address, so that it can be asked for again.
 * It takes the place of the helper that Vite brings for styles and preloads, of which there are none.
 */
export const ownLoader: Plugin = {
  name: 'own-loader',
  apply: 'build',
  enforce: 'pre',
  load: (id) =>
    id === '\0vite/preload-helper.js'
      ? `export { loadPart as __vitePreload } from ${JSON.stringify(LOADER)};`
      : undefined,
  renderChunk(code) {
    const calls = nodesIn(this.parse(code)).filter(
      (node) => node.arguments?.[1]?.name === '__VITE_PRELOAD__',
    );
    const changes = calls.flatMap((call): Change[] => {
      const [load, marker] = call.arguments ?? [];
      const part = nodesIn(load).find(({ type }) => type === 'ImportExpression');
      if (!load || !marker || !part?.source) return [];
      const address = code.slice(part.source.start, part.source.end);
      const asked = `${call.callee?.name}(() => import(${address}), ${address})`;
      return [
        { start: call.start, end: load.start, text: '(' },
        { start: part.start, end: part.end, text: asked },
        { start: load.end, end: call.end, text: ')()' },
      ];
    });
    return changed(code, changes);
  },
};

/**
 * Makes of a part that needs other parts a function that asks for them, by the loader that it is given, then runs the
 * part and hands out its exports. (A module that waits by itself would do, were it not that the default target of
 * many a host's bundler has no top-level `await`.)
 */
export const partsByLoader: Plugin = {
  name: 'parts-by-loader',
  apply: 'build',
  // After the chunk's own `import()`s have been seen to.
  enforce: 'post',
  renderChunk(code, chunk, _options, { chunks }) {
    const { modules, atOnce } = whatIsNoPart(chunks);
    if (modules.has(chunk.fileName)) return undefined;
    assertNoCircle(chunk.fileName, chunks, modules);
    const { body = [] } = this.parse(code) as unknown as { readonly body?: readonly SyntaxNode[] };
    const imports = body.filter(({ type }) => type === 'ImportDeclaration');
    const ofParts = imports.filter(({ source }) => !atOnce.has(fileOf(source, chunk.fileName)));
    if (ofParts.length === 0) return undefined;
    const rest = body.filter((node) => !imports.includes(node));
    const exports = rest.filter(({ type }) => type.startsWith('Export'));
    const text = ({ start, end }: SyntaxNode) => code.slice(start, end);
    const handedOut = exports.flatMap((node) => exported(node, text));
    assertSettled(rest, new Set(handedOut.map(({ local }) => local)));
    return {
      code: [
        ...imports.filter((node) => !ofParts.includes(node)).map(text),
        `export const ${WITH_PARTS} = async (loadPart) => {`,
        `const [${ofParts.map(bindings).join(', ')}] = await Promise.all([`,
        ...ofParts.map(({ source }) => `loadPart(() => import(${source?.raw}), ${source?.raw}),`),
        ']);',
        ...rest.filter((node) => !exports.includes(node)).map(text),
        `return { ${handedOut.map(({ local, name }) => `${name}: ${local}`).join(', ')} };`,
        '};',
      ].join('\n'),
      map: null,
    };
  },
};

/** Entries that are pages of their own: what they import, the widget's page may not have. */
const OTHER_PAGES: readonly string[] = ['passkey', 'login-callback'];

/**
 * `modules`: what an entry or the shell imports, at whatever remove, and they themselves; these stay as they are.
 * `atOnce`: those of them that have come before any part of the widget does. The bundler's own few lines are put into
 * each part (`inline-runtime.ts`).
 */
function whatIsNoPart(chunks: Chunks) {
  const modules = new Set<string>();
  const atOnce = new Set<string>();
  for (const [file, { name, isEntry, moduleIds }] of Object.entries(chunks)) {
    const isShell = moduleIds.some((id) => /\/src\/(signing-widget|standalone\/show-widget)\.ts$/.test(id));
    if (!isEntry && !isShell && name !== RUNTIME) continue;
    addWithImports(file, chunks, modules);
    if (!OTHER_PAGES.includes(name)) addWithImports(file, chunks, atOnce);
  }
  return { modules, atOnce };
}

function addWithImports(file: string, chunks: Chunks, to: Set<string>): void {
  if (to.has(file)) return;
  to.add(file);
  for (const imported of chunks[file]?.imports ?? []) addWithImports(imported, chunks, to);
}

/** Modules may import each other in a circle. Parts would wait for each other for ever. */
function assertNoCircle(file: string, chunks: Chunks, modules: ReadonlySet<string>): void {
  const needed = new Set(modules);
  for (const imported of chunks[file]?.imports ?? []) addWithImports(imported, chunks, needed);
  if (needed.has(file)) throw new Error(`A part of the code needs itself: ${file}.`);
}

/** What is handed out is handed out as it is then. */
function assertSettled(body: readonly SyntaxNode[], names: ReadonlySet<string>): void {
  const [name] = assigned(body, names);
  if (name !== undefined)
    throw new Error(`A part of the code exports ${name}, and gives it another value later.`);
}

/** The name that the build has for what is imported from there. All files of code stand in one folder. */
function fileOf(source: SyntaxNode | undefined, importer: string): string {
  const folder = importer.slice(0, importer.lastIndexOf('/') + 1);
  return folder + String(source?.value).replace(/^\.\//, '');
}

/** What the import binds, as a pattern. */
function bindings({ specifiers = [] }: SyntaxNode): string {
  const parts = specifiers.map(({ type, imported, local }) => {
    if (type !== 'ImportSpecifier' || !imported?.name || !local?.name) {
      throw new Error(`A part of the code imports another by ${type}, which is not provided for.`);
    }
    return `${imported.name}: ${local.name}`;
  });
  return `{ ${parts.join(', ')} }`;
}

interface Exported {
  readonly local: string;
  readonly name: string;
}

function exported(node: SyntaxNode, text: (node: SyntaxNode) => string): readonly Exported[] {
  const specifiers = node.type === 'ExportNamedDeclaration' && !node.source ? node.specifiers : undefined;
  if (!specifiers?.length) throw new Error(`A part of the code exports by ${text(node)}, not by a list.`);
  return specifiers.map(({ local, exported: as }) => {
    if (!local?.name || !as?.name) throw new Error(`A part of the code exports ${text(node)}.`);
    return { local: local.name, name: as.name };
  });
}
