/** The files of the signing page: for how long they are kept, and by which policy they live. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import Fastify, { type FastifyInstance } from 'fastify';
import { setResponseHeaders } from '../../../demo/service/http/response-headers.ts';
import { createSigningPage, staticRoutes } from '../../../demo/service/http/signing-page.ts';

let folder: string;
let app: FastifyInstance;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signing-page-'));
  const files = [
    'app/index.html',
    'app/assets/shell.a1B2c3D4.js',
    'app/assets/pdfjs/pdf.worker.min.mjs',
    'assets/pdfjs/legacy/pdf.worker.min.mjs',
    'signing-widget.js',
    'signing-widget-class.js',
    'signing-widget-shell.js',
    'login-callback.js',
  ];
  for (const file of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), 'content');
  }
  app = Fastify();
  app.addHook('onRequest', setResponseHeaders);
  staticRoutes(app, folder, createSigningPage(folder, [], undefined));
});
after(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const headersOf = async (url: string) => (await app.inject({ url })).headers;

describe('A file of the signing page', () => {
  test('is kept for good where its name holds its hash, and is asked about again where it does not', async () => {
    const hashed = await headersOf('/app/assets/shell.a1B2c3D4.js');
    assert.equal(hashed['cache-control'], 'public, max-age=31536000, immutable');
    for (const name of ['signing-widget', 'signing-widget-class', 'signing-widget-shell', 'login-callback']) {
      const named = await headersOf(`/widget/${name}.js`);
      assert.equal(named['cache-control'], 'no-cache', name);
    }
  });

  test('is not kept where there is none', async () => {
    const missing = await headersOf('/app/assets/gone.a1B2c3D4.js');
    assert.equal(missing['cache-control'], 'no-store');
  });

  test('may do nothing by itself', async () => {
    const { 'content-security-policy': policy } = await headersOf('/app/assets/shell.a1B2c3D4.js');
    assert.equal(policy, `default-src 'none'; frame-ancestors 'none'`);
  });

  for (const url of [
    '/app/assets/pdfjs/pdf.worker.min.mjs',
    '/widget/assets/pdfjs/legacy/pdf.worker.min.mjs',
  ]) {
    test(`may, as the worker ${url}, fetch fonts and decode images, and nothing beyond this service`, async () => {
      const { 'content-security-policy': policy } = await headersOf(url);
      const rules = String(policy).split('; ');
      assert.ok(rules.includes(`default-src 'none'`));
      assert.ok(rules.includes(`connect-src 'self'`));
      assert.ok(rules.includes(`script-src 'self' 'wasm-unsafe-eval'`));
    });
  }

  test('can be had by the pages of other sites, which embed the widget', async () => {
    const { 'access-control-allow-origin': origin } = await headersOf('/widget/signing-widget.js');
    assert.equal(origin, '*');
  });
});
