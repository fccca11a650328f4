/** The contract as a file: its types are generated from it, and all that it points to is there. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parse } from 'yaml';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CONTRACT = join(ROOT, 'src', 'task', 'openapi.yaml');
const TYPES = join(ROOT, 'src', 'task', 'contract.gen.ts');

describe('the generated types', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'contract-'));
  });
  after(() => rm(folder, { recursive: true }));

  /** The same program, with the same options, that `npm run generate` runs. */
  async function generate(contract: string): Promise<string> {
    const scripts = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: { generate: string };
    };
    const [program, , , , ...options] = scripts.scripts.generate.split(' ');
    assert.equal(program, 'openapi-typescript');
    const output = join(folder, 'contract.gen.ts');
    const cli = join(ROOT, 'node_modules', 'openapi-typescript', 'bin', 'cli.js');
    await promisify(execFile)(process.execPath, [cli, contract, '-o', output, ...options], { cwd: ROOT });
    return readFile(output, 'utf8');
  }

  test('are those of the contract as it is now, without a hand edit', async () => {
    assert.equal(await readFile(TYPES, 'utf8'), await generate(CONTRACT), 'Run npm run generate.');
  });

  test('change with the contract', async () => {
    const changed = join(folder, 'openapi.yaml');
    await writeFile(
      changed,
      (await readFile(CONTRACT, 'utf8')).replace('- invalid-request', '- invalid-wish'),
    );
    assert.notEqual(await readFile(TYPES, 'utf8'), await generate(changed));
  });
});

describe('the contract', () => {
  const isObject = (node: unknown): node is Record<string, unknown> =>
    typeof node === 'object' && node !== null;

  function* references(node: unknown): Generator<string> {
    if (!isObject(node)) return;
    for (const [name, value] of Object.entries(node)) {
      if (name === '$ref' && typeof value === 'string') yield value;
      else yield* references(value);
    }
  }

  function resolve(document: unknown, reference: string): unknown {
    if (!reference.startsWith('#/')) return undefined;
    return reference
      .slice(2)
      .split('/')
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce((node, part) => (isObject(node) ? node[part] : undefined), document);
  }

  const unresolved = (document: unknown) => [
    ...new Set([...references(document)].filter((reference) => resolve(document, reference) === undefined)),
  ];

  test('points to nothing that is not there', async () => {
    const document = parse(await readFile(CONTRACT, 'utf8')) as unknown;
    assert.ok([...references(document)].length > 100);
    assert.deepEqual(unresolved(document), []);
  });

  test('a reference that leads nowhere would be found', () => {
    const document = { a: { $ref: '#/b' }, c: [{ $ref: '#/components/gone' }], b: {} };
    assert.deepEqual(unresolved(document), ['#/components/gone']);
  });

  test('holds no schema, parameter or response that nothing uses', async () => {
    const document = parse(await readFile(CONTRACT, 'utf8')) as {
      components: Record<string, Record<string, unknown>>;
    };
    const used = new Set(references(document));
    const unused = Object.entries(document.components).flatMap(([kind, named]) =>
      kind === 'securitySchemes'
        ? []
        : Object.keys(named)
            .map((name) => `#/components/${kind}/${name}`)
            .filter((pointer) => !used.has(pointer)),
    );
    assert.deepEqual(unused, []);
  });
});
