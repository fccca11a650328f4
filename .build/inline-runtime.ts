/**
 * Puts the few lines that a bundle needs of its bundler into each chunk that needs them: as a file of their own, which
 * is how they are made, they are one more round trip before the chunk can run.
 */
import type { Plugin } from 'vite';

/** The name of that file. */
export const RUNTIME = 'rolldown-runtime';
const EXPORTED = /export\{(\w+)\};?\s*$/;
const IMPORTED = /import\{(\w+) as (\w+)\}from"\.\/rolldown-runtime\.[\w-]+\.js";/;

export const inlineRuntime: Plugin = {
  name: 'inline-runtime',
  apply: 'build',
  generateBundle(_options, bundle) {
    const runtime = Object.values(bundle).find(({ name }) => name === RUNTIME);
    if (runtime?.type !== 'chunk') return;
    const exported = EXPORTED.exec(runtime.code)?.[1];
    const body = runtime.code.replace(EXPORTED, '');
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk' || !chunk.imports.includes(runtime.fileName)) continue;
      const [statement, theirs, ours] = IMPORTED.exec(chunk.code) ?? [];
      // Another form than is known is left as it is: it runs, a round trip later.
      if (statement === undefined || theirs !== exported) return;
      chunk.code = chunk.code.replace(statement, () => `var ${ours}=(()=>{${body}return ${theirs}})();`);
      chunk.imports = chunk.imports.filter((name) => name !== runtime.fileName);
    }
    Reflect.deleteProperty(bundle, runtime.fileName);
  },
};
