import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { taskAddress } from '../../../src/task/task-address.ts';

describe('a task URL', () => {
  it('tells the service and the task, wherever the service is mounted', () => {
    for (const [src, service] of [
      ['https://sign.example/tasks/abc', 'https://sign.example'],
      ['https://sign.example/tasks/abc/', 'https://sign.example'],
      ['https://example.test/signing/v1/tasks/abc', 'https://example.test/signing/v1'],
      ['http://localhost:4101/tasks/abc', 'http://localhost:4101'],
    ] as const) {
      const address = taskAddress(src);
      assert.equal(address?.service, service);
      assert.equal(address?.taskId, 'abc');
    }
  });

  it('loses what is not to be sent on: query, fragment', () => {
    assert.equal(
      taskAddress('https://sign.example/tasks/abc?x=1#artifact=secret')?.url,
      'https://sign.example/tasks/abc',
    );
  });

  it('can be relative to the page', () => {
    assert.equal(taskAddress('/tasks/abc', 'https://sign.example/x')?.url, 'https://sign.example/tasks/abc');
  });

  it('is nothing else', () => {
    for (const src of [
      '',
      'https://sign.example/',
      'https://sign.example/tasks/',
      'https://sign.example/tasks/a/b',
      'https://sign.example/tasks/..%2f',
      'https://user:password@sign.example/tasks/abc',
      'javascript:/tasks/abc',
      'file:///tasks/abc',
      `https://sign.example/tasks/${'a'.repeat(65)}`,
    ]) {
      assert.equal(taskAddress(src), undefined, src);
    }
  });
});
