/**
 * Component tests, in a real browser: `npm run test:browser`, or
 * `node --import tsx node_modules/@web/test-runner/dist/bin.js --files 'test/widget/document/*.browser.ts'`.
 */
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { axTreePlugin } from './test/harness/ax-tree-plugin.ts';
import { chromium } from './test/harness/chromium.ts';

const { executablePath, args, env } = await chromium();

/** `import url from 'file?url&no-inline'` as in Vite: the address of the file, not its code. */
const urlImports = {
  name: 'url-imports',
  serve(context) {
    if (!context.URL.searchParams.has('url')) return undefined;
    return { body: `export default ${JSON.stringify(context.path)};`, type: 'js' };
  },
  transformCacheKey: (context) => (context.URL.searchParams.has('url') ? `url:${context.path}` : undefined),
};

export default {
  files: ['test/widget/**/*.browser.ts'],
  nodeResolve: { exportConditions: ['development', 'browser'] },
  plugins: [
    axTreePlugin,
    urlImports,
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: './tsconfig.json' }),
  ],
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath, args: [...args], env },
      createBrowserContext: ({ browser }) => browser.createBrowserContext(),
    }),
  ],
  // Pages in the background draw no frames, and what waits for a frame would wait for ever.
  concurrency: 1,
  testFramework: { config: { ui: 'bdd', timeout: 10_000 } },
  testsFinishTimeout: 240_000,
};
