/** SMS through gateways of every kind, and what is known of one that did not go through. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import {
  smsGatewayFault,
  type SmsGatewayConfiguration,
} from '../../../../demo/service/adapters/notices/sms-request.ts';
import { createSmsSender } from '../../../../demo/service/adapters/notices/sms-sender.ts';
import { NotDelivered } from '../../../../demo/service/ports/notice-senders.ts';
import { HttpReceiver, type GivenAnswer } from '../../../harness/http-receiver.ts';

const TEXT = 'Hei "Kari" & co,\nsigner på https://sign.example/tasks/task_1';

describe('an SMS', () => {
  let gateway: HttpReceiver;
  const send = (configuration: Partial<SmsGatewayConfiguration> = {}) =>
    createSmsSender({ url: gateway.url, sender: 'Fjord', timeoutSeconds: 0.3, ...configuration }).send({
      id: 'ntc_1',
      recipient: '+4790000000',
      text: TEXT,
    });

  before(async () => (gateway = await HttpReceiver.start()));
  after(() => gateway.stop());
  beforeEach(() => {
    gateway.requests.all.length = 0;
    gateway.answers = () => ({});
  });

  test('is JSON where nothing else is said', async () => {
    await send({ authorization: 'Bearer key' });
    const [request] = gateway.requests.all;
    assert.equal(request?.method, 'POST');
    assert.equal(request.headers.authorization, 'Bearer key');
    assert.deepEqual(JSON.parse(request.body), {
      to: '+4790000000',
      from: 'Fjord',
      message: TEXT,
      id: 'ntc_1',
    });
  });

  test('is the JSON that the gateway wants, with a key that keeps it single', async () => {
    const headers = { 'Idempotency-Key': '${id}' };
    await send({ headers, body: '{"messages":[{"text":"${message}","recipients":["${recipient}"]}]}' });
    const [request] = gateway.requests.all;
    assert.deepEqual(JSON.parse(request?.body ?? ''), {
      messages: [{ text: TEXT, recipients: ['+4790000000'] }],
    });
    assert.equal(request?.headers['idempotency-key'], 'ntc_1');
  });

  test('is a form where the gateway wants one', async () => {
    await send({
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'To=${recipient}&Body=${message}&From=${sender}',
    });
    const form = new URLSearchParams(gateway.requests.all[0]?.body);
    assert.deepEqual(Object.fromEntries(form), { To: '+4790000000', Body: TEXT, From: 'Fjord' });
  });

  test('is a query where the gateway wants one', async () => {
    await send({ method: 'GET', url: `${gateway.url}?to=\${recipient}&text=\${message}` });
    const [request] = gateway.requests.all;
    assert.equal(request?.method, 'GET');
    assert.equal(request.body, '');
    const query = new URL(request.path, gateway.url).searchParams;
    assert.deepEqual(Object.fromEntries(query), { to: '+4790000000', text: TEXT });
  });

  test('is XML where the gateway wants that', async () => {
    await send({ headers: { 'content-type': 'text/xml' }, body: '<sms to="${recipient}">${message}</sms>' });
    assert.match(gateway.requests.all[0]?.body ?? '', /Hei &#34;Kari&#34; &#38; co,/);
  });

  const outcomes: readonly [title: string, answer: GivenAnswer, outcome: string, reason: string][] = [
    ['is refused', { status: 400 }, 'refused', 'answered-400'],
    ['is not taken for now', { status: 429, headers: { 'retry-after': '30' } }, 'later', 'answered-429'],
    ['is not taken while the gateway is down', { status: 503 }, 'later', 'answered-503'],
    ['waits for a key that is right', { status: 401 }, 'later', 'login-refused'],
    ['may have been taken by a gateway that failed', { status: 500 }, 'unknown', 'answered-500'],
    ['may have been taken behind a gateway that gave up', { status: 504 }, 'unknown', 'answered-504'],
    ['may have been taken when the line is cut', { silence: 'cut' }, 'unknown', 'connection-lost'],
    ['may have been taken when no answer comes', { silence: 'kept' }, 'unknown', 'timeout'],
  ];
  for (const [title, answer, outcome, reason] of outcomes) {
    test(title, async () => {
      gateway.answers = () => answer;
      await assert.rejects(send(), (error) => {
        assert.ok(error instanceof NotDelivered);
        assert.deepEqual([error.outcome, error.reason], [outcome, reason]);
        return true;
      });
    });
  }

  test('has not been taken where nobody listens', async () => {
    const gone = await HttpReceiver.start();
    const { url } = gone;
    await gone.stop();
    await assert.rejects(
      send({ url }),
      (error) => error instanceof NotDelivered && error.outcome === 'later',
    );
  });

  test('is described wrongly when it could not be made, which is told at the start', () => {
    assert.match(
      smsGatewayFault({ url: 'https://sms.example/', body: '{"to":"${phone}"}' }) ?? '',
      /\$\{phone\}/,
    );
    assert.match(
      smsGatewayFault({ url: 'https://sms.example/', body: '{"to":${recipient}}' }) ?? '',
      /no JSON/,
    );
    assert.match(smsGatewayFault({ url: 'nowhere' }) ?? '', /no URL/);
    assert.match(smsGatewayFault({ url: 'ftp://sms.example/' }) ?? '', /https/);
    assert.equal(smsGatewayFault({ url: 'https://sms.example/?to=${recipient}', method: 'GET' }), undefined);
  });
});
