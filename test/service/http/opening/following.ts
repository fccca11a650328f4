import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { StatusChange, Task } from '../../../../src/task/contract.ts';
import type { Signer, TestService } from '../../../harness/test-service.ts';
import { expectProblem } from '../expect-problem.ts';

export function following(service: () => TestService): void {
  describe('whoever follows a task', () => {
    const twoSigners = async () => {
      const actions = [{ document: 'contract', type: 'sign' as const }];
      const order = await service().order({
        tasks: [
          { name: 'tenant', subject: { name: 'Kari Nordmann', email: 'kari@example.test' }, actions },
          { name: 'landlord', subject: { name: 'Ola Hansen' }, actions, dependsOn: ['tenant'] },
        ],
      });
      const [tenant, landlord] = await Promise.all(order.tasks.map(({ id }) => service().open(id)));
      assert.ok(tenant && landlord);
      return { order, tenant, landlord };
    };

    test('hears of each change as it happens, whose it was, and where the task stands', async () => {
      const { tenant, landlord } = await twoSigners();
      const stream = await Stream.of(landlord);
      await tenant.complete();
      const [completed, ready] = [await stream.next(), await stream.next()];
      assert.deepEqual(
        [completed, ready].map(({ type, own }) => ({ type, own })),
        [
          { type: 'task.completed', own: false },
          { type: 'task.ready', own: true },
        ],
      );
      assert.deepEqual(ready.task, { status: 'ready', final: false });
      await landlord.complete();
      const types = [];
      while (types.at(-1) !== 'order.completed') types.push((await stream.next()).type);
      assert.deepEqual(types, ['task.completed', 'order.packaging', 'order.completed']);
      stream.close();
    });

    test('gets what was missed since the last event, and that only', async () => {
      const { tenant, landlord } = await twoSigners();
      const before = landlord.task.sequence;
      await tenant.complete();
      const missed = await Stream.of(landlord, before);
      const [first, second] = [await missed.next(), await missed.next()];
      missed.close();
      assert.deepEqual([first.type, second.type], ['task.completed', 'task.ready']);
      assert.ok(first.sequence > before && second.sequence > first.sequence);
      const rest = await Stream.of(landlord, first.sequence);
      assert.deepEqual(await rest.next(), second);
      rest.close();
    });

    test('sees a withdrawal at once', async () => {
      const { order, tenant } = await twoSigners();
      const stream = await Stream.of(tenant);
      await service().withdraw(order);
      const change = await stream.next();
      assert.equal(change.type, 'task.deleted');
      assert.deepEqual(change.order, { status: 'deleted' });
      stream.close();
    });

    test('is told nobody’s name and no id', async () => {
      const { tenant, landlord, order } = await twoSigners();
      const stream = await Stream.of(landlord, 0);
      await tenant.complete();
      await stream.next();
      await stream.next();
      await stream.next();
      stream.close();
      assert.doesNotMatch(stream.text, /Kari|Ola|example\.test|task_|doc_|sub_/);
      assert.ok(!stream.text.includes(order.id));
    });

    test('hears no more when the session has ended, however much happens', async () => {
      const { tenant, landlord } = await twoSigners();
      const stream = await Stream.of(landlord);
      await service().call('closeTask', '/task-sessions/current', {
        method: 'DELETE',
        headers: landlord.headers,
      });
      await tenant.complete();
      await stream.ends();
    });

    test('has four streams at most: a fifth ends the first', async () => {
      const { tenant } = await twoSigners();
      const streams = [];
      for (let count = 0; count < 5; count += 1) streams.push(await Stream.of(tenant));
      await streams[0]?.ends();
      await tenant.complete();
      for (const stream of streams.slice(1)) {
        assert.equal((await stream.next()).type, 'task.completed');
        stream.close();
      }
    });

    test('needs a session, and a number for what is known', async () => {
      const { tenant } = await twoSigners();
      const path = `/tasks/${tenant.task.id}/events`;
      expectProblem(await service().call('streamTaskEvents', path), 'session-expired');
      const headers = { ...tenant.headers, 'last-event-id': 'all' };
      expectProblem(await service().call('streamTaskEvents', path, { headers }), 'invalid-request');
    });
  });
}

/** The events of a stream, read one by one. */
class Stream {
  text = '';
  readonly #lines: AsyncIterator<StatusChange>;

  private constructor(
    body: ReadableStream<Uint8Array>,
    readonly close: () => void,
  ) {
    this.#lines = this.#read(body);
  }

  static async of({ service, task, headers }: Signer, lastEventId?: Task['sequence']): Promise<Stream> {
    const abort = new AbortController();
    const response = await fetch(`${service.url}/tasks/${task.id}/events`, {
      headers: { ...headers, ...(lastEventId !== undefined && { 'last-event-id': String(lastEventId) }) },
      signal: abort.signal,
    });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'text/event-stream');
    assert.ok(response.body);
    return new Stream(response.body as ReadableStream<Uint8Array>, () => abort.abort());
  }

  async next(): Promise<StatusChange> {
    const { value, done } = await this.#lines.next();
    assert.ok(!done, 'The stream has ended.');
    return value as StatusChange;
  }

  async ends(): Promise<void> {
    assert.equal((await this.#lines.next()).done, true, 'The stream goes on.');
  }

  async *#read(body: ReadableStream<Uint8Array>): AsyncGenerator<StatusChange> {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
      const text = decoder.decode(chunk, { stream: true });
      this.text += text;
      const blocks = (rest + text).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const [, id] = /^id: (\d+)$/m.exec(block) ?? [];
        const [, data] = /^data: (.*)$/m.exec(block) ?? [];
        if (data === undefined) continue;
        const change = JSON.parse(data) as StatusChange;
        assert.equal(String(change.sequence), id);
        yield change;
      }
    }
  }
}
