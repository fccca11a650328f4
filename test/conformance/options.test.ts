/** What can be said at the prompt, and what cannot. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HELP, readCommand, UsageError } from './options.ts';

const SERVICE = ['https://sign.example', 'some-api-key'] as const;

function targetOf(...args: readonly string[]) {
  const command = readCommand(args);
  assert.notEqual(command, 'help');
  return (command as Exclude<typeof command, 'help'>).target;
}

describe('the command line of a conformance run', () => {
  test('names a service and a key, and nothing else has to be told', () => {
    assert.deepEqual(targetOf(...SERVICE), { serviceUrl: SERVICE[0], apiKey: SERVICE[1] });
    assert.equal(targetOf('https://sign.example/v1/', 'some-api-key').serviceUrl, 'https://sign.example/v1');
  });

  test('tells how to log in', () => {
    const { eid } = targetOf(
      ...SERVICE,
      '--acr',
      'high',
      '--eid-claim',
      'id=0=1',
      '--eid-person',
      'a=b&c=d%20e',
    );
    assert.deepEqual(eid, { acr: 'high', claim: 'id', value: '0=1', person: { a: 'b', c: 'd e' } });
  });

  test('tells where webhooks come in', () => {
    assert.deepEqual(targetOf(...SERVICE, '--webhooks').webhooks, { port: 0 });
    const url = 'https://tunnel.example/hooks';
    const there = targetOf(...SERVICE, '--webhook-url', url, '--webhook-port', '8080');
    assert.deepEqual(there.webhooks, { port: 8080, url });
  });

  const wrong: Readonly<Record<string, readonly string[]>> = {
    'no service': [],
    'no key': ['https://sign.example'],
    'more than these two': [...SERVICE, 'more'],
    'an address that is none': ['sign.example', 'some-api-key'],
    'an option that is none': [...SERVICE, '--nonsense'],
    'half of a login': [...SERVICE, '--acr', 'high'],
    'a claim without a value': [...SERVICE, '--acr', 'high', '--eid-person', 'a=b', '--eid-claim', 'id'],
    'an origin with a path': [...SERVICE, '--origin', 'https://host.example/'],
    'a number that is none': [...SERVICE, '--longest-wait', 'long'],
    'a file that is not there': [...SERVICE, '--trust-anchors', '/nowhere/root.pem'],
  };
  for (const [what, args] of Object.entries(wrong))
    test(`refuses ${what}`, () => assert.throws(() => readCommand(args), UsageError));

  test('is described, each option of it', () => {
    assert.equal(readCommand(['--help']), 'help');
    for (const option of ['--origin', '--other-api-key', '--eid-person', '--trust-anchors', '--longest-wait'])
      assert.ok(HELP.includes(option), option);
  });
});
