import { heading } from '../check.ts';
import { given, holds, refused, same } from '../expect.ts';
import { taskOf } from '../world.ts';

const LONGEST_REASON = 2048;

export const declining = heading('Saying no, later or stop', {
  'no ends the task, with a reason for the customer': async (world) => {
    const order = await world.order();
    const signer = await world.open(taskOf(order).id);
    const task = given(await signer.decline('rejectTask', { reason: 'Wrong address' }), 200);
    same([task.status, task.final], ['rejected', true], 'status and final');
    const read = await world.readOrder(order.id);
    same(taskOf(read).rejectionReason, 'Wrong address', 'rejectionReason');
    refused(await signer.complete(), 'task-final', 409);
  },
  'no needs no reason, and takes one of 2048 characters': async (world) => {
    given(await (await world.signer()).decline('rejectTask'), 200);
    const signer = await world.signer();
    const long = 'x'.repeat(LONGEST_REASON + 1);
    refused(await signer.decline('rejectTask', { reason: long }), 'invalid-request', 400);
    same((await signer.read()).status, 'ready', 'the status after a reason that is too long');
    given(await signer.decline('rejectTask', { reason: long.slice(1) }), 200);
  },
  'no, said again, changes nothing': async (world) => {
    const signer = await world.signer();
    const first = given(await signer.decline('rejectTask', { reason: 'a' }), 200);
    const again = given(await signer.decline('rejectTask', { reason: 'a' }), 200);
    same([again.status, again.sequence], ['rejected', first.sequence], 'status and sequence');
    const { order } = first;
    const told = (await world.historyOf(order.id)).filter((type) => type === 'task.rejected');
    same(told.length, 1, 'how often the history tells of it');
  },
  'later and stop leave the task as it is, and stand in the history once': async (world) => {
    for (const [what, type] of [
      ['postponeTask', 'task.postponed'],
      ['cancelTask', 'task.cancelled'],
    ] as const) {
      const signer = await world.signer();
      const first = given(await signer.decline(what), 200);
      const again = given(await signer.decline(what), 200);
      same([first.status, again.status], ['ready', 'ready'], 'the status');
      same(again.sequence, first.sequence, 'the sequence when it is said again');
      const history = await world.historyOf(first.order.id);
      same(history.filter((entry) => entry === type).length, 1, `how often the history tells of ${type}`);
      given(await signer.complete({ etag: await signer.tag() }), 200);
    }
  },
  'no and later are the sender’s to allow': async (world) => {
    const signer = await world.signer({ allow: { reject: false, postpone: false } });
    same(signer.task.allow, { reject: false, postpone: false, download: true }, 'what the task allows');
    refused(await signer.decline('rejectTask'), 'forbidden', 403);
    refused(await signer.decline('postponeTask'), 'forbidden', 403);
    same((await signer.read()).status, 'ready', 'the status after that');
    given(await signer.decline('cancelTask'), 200);
  },
  'no is not for a task that waits for others': async (world) => {
    const order = await world.order([{ name: 'first' }, { dependsOn: ['first'] }]);
    const signer = await world.open(taskOf(order, 1).id);
    refused(await signer.decline('rejectTask'), 'task-blocked', 409);
    holds((await world.readOrder(order.id)).status === 'open', 'the order to stay open', order.status);
  },
});
