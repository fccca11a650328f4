/** The page of the window in which a passkey signs: by which policy it lives. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import Fastify, { type FastifyInstance } from 'fastify';
import { createPasskeyPage } from '../../../demo/service/http/passkey-page.ts';
import { setResponseHeaders } from '../../../demo/service/http/response-headers.ts';

describe('the page in which a passkey signs', () => {
  let folder: string;
  let app: FastifyInstance;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'passkey-page-'));
    await mkdir(join(folder, 'app', 'src', 'passkey-window'), { recursive: true });
    await writeFile(join(folder, 'app', 'src', 'passkey-window', 'passkey.html'), '<!doctype html>');
    const page = createPasskeyPage(folder);
    app = Fastify();
    app.addHook('onRequest', setResponseHeaders);
    app.get('/passkey', (_request, reply) => page.send(reply));
  });
  after(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('runs and asks nothing but its own service, and nobody can frame it', async () => {
    const { headers, statusCode } = await app.inject({ url: '/passkey' });
    assert.equal(statusCode, 200);
    const policy = String(headers['content-security-policy']).split('; ');
    for (const rule of [
      `default-src 'none'`,
      `script-src 'self'`,
      `style-src 'self'`,
      `connect-src 'self'`,
      `frame-ancestors 'none'`,
      `form-action 'none'`,
      `base-uri 'none'`,
    ]) {
      assert.ok(policy.includes(rule), rule);
    }
    assert.ok(!policy.some((rule) => rule.includes('unsafe')));
  });

  test('is kept nowhere, and tells nobody where it was come from', async () => {
    const { headers } = await app.inject({ url: '/passkey' });
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers['referrer-policy'], 'no-referrer');
  });
});
