import type { StatusChange } from '../../../src/task/contract.ts';
import { heading } from '../check.ts';
import { EventReader } from '../event-reader.ts';
import { given, holds, refused, same } from '../expect.ts';
import { taskOf, type World } from '../world.ts';
import { completes, withdraws } from './order-status.ts';

export const events = heading(
  'Live events',
  {
    'tell of each change of status of the task and its order, as it happens': async (world) => {
      const order = await world.order([{ name: 'first' }, { dependsOn: ['first'] }]);
      const signer = await world.open(taskOf(order, 1).id);
      const reader = await EventReader.open(signer);
      try {
        await completes(world, order, 0);
        const changes = await take(world, reader, 2);
        same(
          changes.map(({ type }) => type),
          ['task.completed', 'task.ready'],
          'what happened',
        );
        same(
          changes.map(({ own }) => own),
          [false, true],
          'whose it is',
        );
        same(
          changes.map(({ order: { status } }) => status),
          ['open', 'open'],
          'the status of the order',
        );
        same(changes[1]?.task, { status: 'ready', final: false }, 'the task');
      } finally {
        reader.close();
      }
    },
    'come to the end of the order': async (world) => {
      const signer = await world.open(taskOf(await world.order()).id);
      const reader = await EventReader.open(signer);
      try {
        given(await signer.complete(), 200);
        const types = (await take(world, reader, 3)).map(({ type }) => type);
        same(types, ['task.completed', 'order.packaging', 'order.completed'], 'what happened');
      } finally {
        reader.close();
      }
    },
    'are resumed after the last that was received': async (world) => {
      const order = await world.order([{}, {}, {}]);
      const signer = await world.open(taskOf(order).id);
      const first = await EventReader.open(signer);
      await completes(world, order, 1);
      const [seen] = await take(world, first, 1);
      first.close();
      given(await withdraws(world, order, 2), 200);
      const resumed = await EventReader.open(signer, String(seen?.sequence));
      try {
        const [missed] = await take(world, resumed, 1);
        same([missed?.type, missed?.own], ['task.deleted', false], 'what was missed');
        holds((missed?.sequence ?? 0) > (seen?.sequence ?? 0), 'a later sequence', missed?.sequence);
      } finally {
        resumed.close();
      }
    },
    'bring all that there was to whoever has seen nothing': async (world) => {
      const { signers } = await world.sealed();
      const signer = await world.open(signers[0]?.taskId ?? '');
      const reader = await EventReader.open(signer, '0');
      try {
        const changes = await take(world, reader, 6);
        same(changes.at(-1)?.type, 'order.completed', 'the last');
        const sequences = changes.map(({ sequence }) => sequence);
        same(
          sequences,
          [...sequences].sort((a, b) => a - b),
          'their order',
        );
      } finally {
        reader.close();
      }
    },
    'end with the session': async (world) => {
      const order = await world.order([{}, {}]);
      const signer = await world.open(taskOf(order).id);
      const reader = await EventReader.open(signer);
      given(await signer.call('closeTask'), 204);
      // The next change is told to nobody any more.
      await completes(world, order, 1);
      same(await reader.next(), undefined, 'the next event');
    },
    'are refused for a place that is none': async (world) => {
      const signer = await world.signer();
      const headers = { 'last-event-id': 'yesterday' };
      refused(await signer.call('streamTaskEvents', { headers }), 'invalid-request', 400);
    },
  },
  { section: 'What a signer does, events' },
);

/** So many changes, each as the contract says, with its sequence as its id. */
async function take(world: World, reader: EventReader, count: number): Promise<readonly StatusChange[]> {
  const changes: StatusChange[] = [];
  while (changes.length < count) {
    const event = await reader.next();
    holds(event, `${count} events`, changes);
    const change = JSON.parse(event.data) as StatusChange;
    same(world.contract.faultOfSchema('StatusChange', change), undefined, 'what is wrong with the event');
    same([event.id, event.event], [String(change.sequence), 'change'], 'id and event');
    changes.push(change);
  }
  return changes;
}
