/** A code becomes an ID token, or it is said whether the code or the eID is to blame, and nothing else is said. */
import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { after, before, beforeEach, describe, test } from 'node:test';
import { everythingSaid, providerAt, refusedAs, unavailable } from './openid-sample.ts';
import { DISCOVERY, type TestIssuer, readBody, sendJson, startTestIssuer } from './test-issuer.ts';
import { CLIENT_SECRET } from './test-signer.ts';

const EXCHANGE = {
  code: 'code-of-this-login',
  codeVerifier: 'verifier-of-this-login',
  redirectUri: 'https://sign.example/login/return',
};
const FORM = {
  grant_type: 'authorization_code',
  code: EXCHANGE.code,
  redirect_uri: EXCHANGE.redirectUri,
  code_verifier: EXCHANGE.codeVerifier,
};

let eid: TestIssuer;
before(async () => {
  eid = await startTestIssuer();
});
beforeEach(() => eid.reset());
after(() => eid.close());

const exchange = () => providerAt(eid.issuer).provider.exchangeCode(EXCHANGE);

interface Asked {
  readonly method: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly form: Readonly<Record<string, string>>;
}

/** @param methods what discovery says of how clients prove who they are */
async function whatIsAsked(methods?: readonly string[]): Promise<Asked> {
  eid.answer(DISCOVERY, sendJson(eid.discovery({ token_endpoint_auth_methods_supported: methods })));
  let asked: Asked | undefined;
  const listen = async ({ method, headers }: IncomingMessage, body: Promise<string>) => {
    asked = { method, headers, form: Object.fromEntries(new URLSearchParams(await body)) };
  };
  eid.answer('/token', (request, response) => {
    void listen(request, readBody(request)).then(() => sendJson({ id_token: 'a.b.c' })(request, response));
  });
  assert.equal(await exchange(), 'a.b.c');
  assert.ok(asked);
  return asked;
}

/** RFC 6749 section 2.3.1, as a server undoes it. */
function credentialsOf(authorization = ''): readonly string[] {
  const [scheme, encoded = ''] = authorization.split(' ');
  assert.equal(scheme, 'Basic');
  const parts = Buffer.from(encoded, 'base64').toString().split(':');
  return parts.map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
}

describe('The code is exchanged', () => {
  for (const methods of [
    undefined,
    ['client_secret_basic'],
    ['client_secret_post', 'client_secret_basic'],
    ['private_key_jwt', 'client_secret_basic'],
  ]) {
    test(`with the secret in the header where the eID offers ${methods?.join(', ') ?? 'nothing'}`, async () => {
      const { method, headers, form } = await whatIsAsked(methods);
      assert.equal(method, 'POST');
      assert.match(headers['content-type'] ?? '', /^application\/x-www-form-urlencoded/);
      assert.deepEqual(credentialsOf(headers.authorization), ['signing-service', CLIENT_SECRET]);
      assert.deepEqual(form, FORM);
    });
  }

  test('with the secret in the body where the eID wants it there', async () => {
    const { headers, form } = await whatIsAsked(['private_key_jwt', 'client_secret_post']);
    assert.equal(headers.authorization, undefined);
    assert.deepEqual(form, { ...FORM, client_id: 'signing-service', client_secret: CLIENT_SECRET });
  });

  test('not at all where the eID takes no secret', async () => {
    eid.answer(
      DISCOVERY,
      sendJson(eid.discovery({ token_endpoint_auth_methods_supported: ['private_key_jwt'] })),
    );
    await assert.rejects(exchange(), unavailable(/no client secret/));
    assert.ok(!eid.requests.includes('/token'));
  });
});

describe('The code is refused', () => {
  test('when the eID says that it is not valid', async () => {
    for (const status of [400, 401]) {
      eid.answer(
        '/token',
        sendJson({ error: 'invalid_grant', error_description: 'Kari is unknown' }, status),
      );
      await assert.rejects(exchange(), (error: Error) => {
        assert.equal(refusedAs('code-refused')(error), true);
        assert.doesNotMatch(everythingSaid(error), /Kari/);
        return true;
      });
    }
  });
});

describe('The eID is unavailable', () => {
  const answers: readonly [title: string, body: unknown, status: number, message: RegExp][] = [
    ['a fault of the server', { error: 'server_error' }, 500, /500/],
    ['a pause', { error: 'temporarily_unavailable' }, 503, /503/],
    ['too many requests', { error: 'slow_down' }, 429, /429/],
    ['a wrong secret of ours', { error: 'invalid_client' }, 401, /401, invalid_client/],
    ['a client that may not', { error: 'unauthorized_client' }, 400, /400, unauthorized_client/],
    ['what is no word of OAuth', { error: 'Kari Nordmann 01017012345' }, 400, /400, unknown_error/],
    ['an error without a word', {}, 400, /400/],
    ['a word that is no text', { error: { code: 'invalid_grant' } }, 400, /400/],
    ['no ID token', { access_token: 'x' }, 200, /no ID token/],
    ['an ID token that is no text', { id_token: ['a.b.c'] }, 200, /no ID token/],
    ['a list', [{ id_token: 'a.b.c' }], 200, /no ID token/],
    ['an ID token that was not granted', { id_token: 'a.b.c' }, 202, /202/],
    ['an ID token beside a fault', { id_token: 'a.b.c', error: 'server_error' }, 500, /500/],
  ];
  for (const [title, body, status, message] of answers) {
    test(`after ${title}`, async () => {
      eid.answer('/token', sendJson(body, status));
      await assert.rejects(exchange(), unavailable(message));
    });
  }

  test('after a broken connection', async () => {
    eid.answer('/token', (_request, response) => void response.destroy());
    await assert.rejects(exchange(), unavailable(/cannot be reached/));
    assert.equal(eid.requests.filter((path) => path === '/token').length, 1, 'a code is sent once');
  });

  test('when it sends the secret elsewhere: nobody follows', async () => {
    eid.answer('/elsewhere', sendJson({ id_token: 'a.b.c' }));
    for (const status of [302, 307]) {
      eid.answer('/token', (_request, response) => {
        response.writeHead(status, { Location: `${eid.issuer}/elsewhere` }).end();
      });
      await assert.rejects(exchange(), unavailable(/cannot be reached/));
    }
    assert.ok(!eid.requests.includes('/elsewhere'));
  });
});

describe('Whatever goes wrong', () => {
  test('neither secret, code nor answer is in the error', async () => {
    const secretAnswer = 'answer-with-a-token';
    const outcomes: readonly Parameters<TestIssuer['answer']>[1][] = [
      sendJson({ error: 'invalid_grant', error_description: secretAnswer }, 400),
      sendJson({ error: secretAnswer.toUpperCase() }, 400),
      sendJson({ access_token: secretAnswer }),
      sendJson({ error: secretAnswer }, 500),
      (_request, response) => void response.end(`${secretAnswer} is not JSON`),
      (_request, response) => void response.writeHead(307, { Location: `/${secretAnswer}` }).end(),
      (_request, response) => void response.destroy(),
    ];
    for (const methods of [['client_secret_basic'], ['client_secret_post']]) {
      for (const outcome of outcomes) {
        eid.reset();
        eid.answer(DISCOVERY, sendJson(eid.discovery({ token_endpoint_auth_methods_supported: methods })));
        eid.answer('/token', outcome);
        const error: unknown = await exchange().catch((reason: unknown) => reason);
        assert.ok(error instanceof Error);
        const said = everythingSaid(error);
        const encodings = [CLIENT_SECRET, encodeURIComponent(CLIENT_SECRET), 'Basic '];
        for (const secret of [...encodings, ...Object.values(EXCHANGE).slice(0, 2)]) {
          assert.ok(!said.includes(secret), said);
        }
        assert.doesNotMatch(said, new RegExp(secretAnswer, 'i'));
      }
    }
  });
});
