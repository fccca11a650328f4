/** Starting and stopping the test eID: what the prompt shows, and which addresses it gives itself. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { request } from 'node:http';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startEid } from '../../demo/eid/start-eid.ts';
import { beginLogin, BROWSER_CLIENT, freePort, SERVICE_CLIENT, startTestEid } from './eid-client.ts';

const CLIENTS = { browserClient: BROWSER_CLIENT, serviceClient: SERVICE_CLIENT };

describe('starting the test eID', () => {
  test('leaves the screen clean, through a login page too', async () => {
    const root = fileURLToPath(new URL('../../', import.meta.url));
    const script = `
      const { startTestEid, beginLogin, BrowserWithoutScripts, BROWSER_CLIENT } =
        await import('./test/eid/eid-client.ts');
      const eid = await startTestEid();
      const browser = new BrowserWithoutScripts(eid.issuer);
      const page = await browser.open(beginLogin(eid.issuer, BROWSER_CLIENT).url);
      const place = await browser.answer(page, 'login', 'test-kari-nordmann');
      await eid.stop();
      process.exitCode = place.kind === 'client' ? 0 : 1;`;
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', script],
      { cwd: root },
    );
    assert.deepEqual({ stdout, stderr }, { stdout: '', stderr: '' });
  });

  test('fails with the port when it is taken, and can be started there once it is free', async () => {
    const first = await startTestEid();
    const port = Number(new URL(first.issuer).port);
    const again = { ...CLIENTS, host: 'localhost', port, publicUrl: first.issuer };
    await assert.rejects(startEid(again), { code: 'EADDRINUSE', port });
    await first.stop();
    const second = await startEid(again);
    assert.equal(second.url, first.issuer);
    await second.stop();
  });
});

describe('behind a proxy that ends TLS', () => {
  test('every address and cookie follows the public URL, whatever the Host header says', async () => {
    const issuer = 'https://eid.example.test';
    const port = await freePort();
    const eid = await startEid({ ...CLIENTS, host: 'localhost', port, publicUrl: issuer });
    try {
      const discovery = await get(new URL('/.well-known/openid-configuration', eid.url));
      const metadata = JSON.parse(discovery.text) as Record<string, unknown>;
      for (const name of ['issuer', 'authorization_endpoint', 'token_endpoint', 'jwks_uri']) {
        assert.equal(new URL(String(metadata[name])).origin, issuer, name);
      }
      const login = await get(beginLogin(eid.url, BROWSER_CLIENT).url);
      assert.equal(login.status, 303);
      assert.ok(login.cookies.length > 0);
      for (const cookie of login.cookies) assert.match(cookie, /; secure/i);
    } finally {
      await eid.stop();
    }
  });
});

interface Answer {
  readonly status: number | undefined;
  readonly cookies: readonly string[];
  readonly text: string;
}

/** `fetch` sets no Host header that is not the address. */
function get(url: URL): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { headers: { host: 'elsewhere.example' } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      answer.on('end', () =>
        resolve({ status: answer.statusCode, cookies: answer.headers['set-cookie'] ?? [], text }),
      );
    });
    outgoing.on('error', reject).end();
  });
}
