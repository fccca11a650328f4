/**
 * Two builds. `vite build`: the library, `dist/signing-widget.js` (registers the element),
 * `dist/signing-widget-class.js` (the class alone) and `dist/login-callback.js` (for the page that ends a
 * login), chunks beside them. `vite build --mode app`: the standalone page, `dist/app/`, to be served under
 * `/app/` with its `index.html` at the task URLs and its `passkey.html` at `/passkey`.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { inlineRuntime } from './.build/inline-runtime.ts';
import { ownLoader, partsByLoader } from './.build/late-parts.ts';
import { leanPdfjs, pdfjsAssets } from './.build/pdfjs.ts';
import { signatureFaces } from './.build/signature-faces.ts';
import { changed, nodesIn } from './.build/syntax.ts';

const ROOT = fileURLToPath(new URL('.', import.meta.url));
const SMALLER: Readonly<Record<string, (text: string) => string>> = {
  css: smallCss,
  html: smallHtml,
  svg: smallHtml,
};

/** To HTML a line break with its indentation is one space; the values of our attributes have none. */
function smallHtml(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ');
}

function smallCss(text: string): string {
  const parts = text.replaceAll(/\/\*[^]*?\*\//g, '').split(/('[^']*')/);
  // Every second part is a string, and stays as it is. Before a colon a space may be a combinator.
  const small = (part: string) => part.replaceAll(/\s+/g, ' ').replaceAll(/ ?([{};,]) ?|(:) /g, '$1$2');
  return parts
    .map((part, index) => (index % 2 === 0 ? small(part) : part))
    .join('')
    .replaceAll(';}', '}');
}

/** Takes comments and indentation out of the literals of Lit, which no minifier of JavaScript touches. */
const smallLiterals: Plugin = {
  name: 'small-literals',
  apply: 'build',
  transform(code, id) {
    if (!/\/src\/[^?]*\.ts$/.test(id) || id.includes('/node_modules/')) return undefined;
    const changes = nodesIn(this.parse(code)).flatMap(({ type, tag, quasi }) => {
      const smaller = type === 'TaggedTemplateExpression' ? SMALLER[tag?.name ?? ''] : undefined;
      if (!smaller || !quasi) return [];
      return quasi.quasis.map(({ start, end }) => ({ start, end, text: smaller(code.slice(start, end)) }));
    });
    return changed(code, changes);
  },
};

/**
 * `sideEffects` of package.json speaks of what is shipped, to those who bundle it. Of the sources it
 * would say that nothing registers an element, and the registrations would be left out.
 */
export const ownSideEffects: Plugin = {
  name: 'own-side-effects',
  transform: (code, id) =>
    /\/(src|stories|\.storybook)\//.test(id) && !id.includes('/node_modules/')
      ? { code, map: null, moduleSideEffects: true }
      : undefined,
};

/**
 * Lit's builds for Node bring a DOM to render in; to be imported without one takes only a class to
 * extend and a registry that takes no entries.
 */
const bareServerDom: Plugin = {
  name: 'bare-server-dom',
  enforce: 'pre',
  resolveId: (id) => (id === '@lit-labs/ssr-dom-shim' ? '\0bare-server-dom' : undefined),
  load: (id) =>
    id === '\0bare-server-dom'
      ? 'export class HTMLElement {} export const customElements = { define() {}, get() {} };'
      : undefined,
};

/** What the page that ends a login shares with the shell, which it does without. */
const OF_LOGINS = /\/src\/login\/(login-storage|pending-login|service-answer)\.ts$/;

/**
 * Gives the script of the page that ends a login a copy of its own of what it shares with the shell, so that the shell
 * is one file, which a host's page can ask for ahead. None of it keeps anything.
 */
const ownCopies: Plugin = {
  name: 'own-copies',
  apply: 'build',
  enforce: 'pre',
  async resolveId(source, importer = '', options) {
    if (!/\/src\/login\/login-callback\.ts$|\?copy$/.test(importer)) return undefined;
    const found = await this.resolve(source, importer.replace(/\?copy$/, ''), { ...options, skipSelf: true });
    return found && { ...found, id: `${found.id}?copy` };
  },
};

/** And what the page's own script needs to ask for either, and what a passkey's window shares with the widget. */
const OF_THE_PAGE = /\/src\/(load-part|signature\/passkey-error)\.ts$/;

/**
 * The shell is one chunk, whatever its later parts have in common with it: it is loaded first and whole, and one
 * file is smaller than its pieces.
 */
function chunks(...common: readonly RegExp[]) {
  return {
    groups: [
      { name: 'common', test: (id: string) => common.some((pattern) => pattern.test(id)), priority: 3 },
      { name: 'shell', test: /\/src\/(signing-widget|standalone\/show-widget)\.ts$/, priority: 2 },
      // It asks for a document's bytes, and shares with all that opens one what little is shared: it comes first.
      { name: 'document-shelf', test: /\/src\/runtime\/document-shelf\.ts$/, priority: 1.5 },
      {
        name: 'document-room',
        test: /\/src\/(runtime\/document-room|messages\/en-document)\.ts$/,
        priority: 1,
      },
    ],
  };
}

/**
 * An entry names what its own imports import, too: all of it is asked for at once, and not one after the other. Files
 * beside each other in one folder, which keep no state that the order of their running could change.
 */
const flatEntries: Plugin = {
  name: 'flat-entries',
  apply: 'build',
  generateBundle(_options, bundle) {
    const chunkOf = (name: string) => {
      const chunk = bundle[name];
      return chunk?.type === 'chunk' ? chunk : undefined;
    };
    for (const entry of Object.values(bundle)) {
      if (entry.type !== 'chunk' || !entry.isEntry) continue;
      const later = entry.imports.flatMap((name) => chunkOf(name)?.imports ?? []);
      const missing = [...new Set(later)].filter((name) => !entry.imports.includes(name));
      entry.code = missing.map((name) => `import"./${name}";`).join('') + entry.code;
    }
  },
};

/** The page's own script decides what the page is for, and then asks for the widget: it is on its way by then. */
const preloadedShell: Plugin = {
  name: 'preloaded-shell',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle = {}, path }) {
      // The window of a passkey has nothing of the widget.
      if (path !== '/index.html') return [];
      const shell = Object.values(bundle).find(({ name }) => name === 'shell');
      if (shell?.type !== 'chunk') throw new Error('There is no shell to load before the rest.');
      const names = [shell.fileName, ...shell.imports];
      return names.map((name) => ({
        tag: 'link',
        attrs: { rel: 'modulepreload', crossorigin: true, href: `/app/${name}` },
        injectTo: 'head',
      }));
    },
  },
};

/** Our own plugins read every file of pdf.js: that they take most of the time is no news. */
const QUIET = { pluginTimings: false };

const library: UserConfig = {
  publicDir: false,
  // Lit's builds for Node run in browsers too, and can be imported where there is no DOM.
  resolve: { conditions: ['node', 'module', 'import', 'default', 'production'] },
  plugins: [
    ownSideEffects,
    bareServerDom,
    smallLiterals,
    leanPdfjs,
    ownLoader,
    partsByLoader,
    ownCopies,
    inlineRuntime,
    flatEntries,
    pdfjsAssets(join(ROOT, 'dist', 'assets', 'pdfjs')),
    signatureFaces(join(ROOT, 'dist', 'assets', 'fonts')),
  ],
  build: {
    target: 'es2022',
    // pdf.js is what it is, and comes only with a document.
    chunkSizeWarningLimit: 600,
    outDir: 'dist',
    // It goes first; the app's build and the types are put into the same folder after it.
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: false,
    // Not `build.lib`: that leaves the white space in, and the shell is to be small.
    rolldownOptions: {
      checks: QUIET,
      input: {
        'signing-widget': join(ROOT, 'src', 'index.ts'),
        'signing-widget-class': join(ROOT, 'src', 'signing-widget.ts'),
        'login-callback': join(ROOT, 'src', 'login', 'login-callback.ts'),
      },
      preserveEntrySignatures: 'strict',
      // Chunks beside the entries: `assets/` is looked for beside the module that asks.
      output: {
        entryFileNames: '[name].js',
        // Hosts name the shell in their pages, to ask for it ahead.
        chunkFileNames: ({ name }) => (name === 'shell' ? 'signing-widget-shell.js' : '[name].[hash].js'),
        codeSplitting: chunks(),
      },
    },
  },
};

const app: UserConfig = {
  publicDir: false,
  base: '/app/',
  plugins: [
    ownSideEffects,
    smallLiterals,
    leanPdfjs,
    ownLoader,
    partsByLoader,
    inlineRuntime,
    preloadedShell,
    pdfjsAssets(join(ROOT, 'dist', 'app', 'assets', 'pdfjs')),
    signatureFaces(join(ROOT, 'dist', 'app', 'assets', 'fonts')),
  ],
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 600,
    outDir: 'dist/app',
    emptyOutDir: true,
    // A strict policy forbids inline scripts; the polyfill would be one.
    modulePreload: false,
    rolldownOptions: {
      checks: QUIET,
      input: {
        index: join(ROOT, 'index.html'),
        passkey: join(ROOT, 'src', 'passkey-window', 'passkey.html'),
      },
      // A dot before the hash: with a dash, a word of a name could be taken for one.
      output: {
        entryFileNames: 'assets/[name].[hash].js',
        chunkFileNames: 'assets/[name].[hash].js',
        assetFileNames: 'assets/[name].[hash][extname]',
        codeSplitting: chunks(OF_LOGINS, OF_THE_PAGE),
      },
    },
    assetsInlineLimit: 0,
  },
};

export default defineConfig(({ mode }) => (mode === 'app' ? app : library));
