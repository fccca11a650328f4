import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkCharacter, CODE_ALPHABET } from '../../../../src/task/reference-code.ts';
import type { TestService } from '../../../harness/test-service.ts';
import { expectProblem } from '../expect-problem.ts';

let addresses = 0;
/** A caller whom nobody has seen before. */
const stranger = () => ({ 'x-forwarded-for': `198.51.100.${++addresses}`, 'user-agent': 'stranger' });

export function referenceCodes(service: () => TestService): void {
  const codeOf = async (task = {}) => {
    const order = await service().orderOf({ referenceCode: true, ...task });
    return { order, code: order.tasks[0]?.referenceCode ?? '' };
  };
  const guess = () => {
    const random = Array.from({ length: 10 }, () => CODE_ALPHABET.charAt(Math.floor(Math.random() * 32)));
    return `${random.join('')}${checkCharacter(random.join(''))}`;
  };

  describe('a reference code', () => {
    test('is made where it is asked for, and told again to the customer', async () => {
      const { order, code } = await codeOf();
      assert.equal((await service().readOrder(order.id)).tasks[0]?.referenceCode, code);
      assert.equal((await service().order()).tasks[0]?.referenceCode, undefined);
    });

    test('opens as people type it', async () => {
      const { order, code } = await codeOf();
      for (const typed of [
        code,
        code.toLowerCase(),
        ` ${code.replace('-', ' ')} `,
        code.replaceAll('0', 'o'),
      ]) {
        const { task } = await service().open({ referenceCode: typed }, stranger());
        assert.equal(task.id, order.tasks[0]?.id);
      }
    });

    test('spends nothing and is asked of as a link is: for a login, or an artifact', async () => {
      const { code } = await codeOf({
        authentication: { methods: ['urn:eid:test:high'] },
        subject: { name: 'Kari', eid: { claim: 'national_id', value: '01017012345' } },
      });
      const { login } = expectProblem(
        await service().tryToOpen({ referenceCode: code }, stranger()),
        'login-required',
      );
      assert.ok(login?.startUrl.startsWith(`${service().url}/logins/${login.id}/start`));
      const shut = await codeOf({ authentication: { artifact: true } });
      expectProblem(await service().tryToOpen({ referenceCode: shut.code }, stranger()), 'artifact-required');
    });

    test('that is unknown, malformed or dead gets one answer', async () => {
      const { code } = await codeOf();
      await (await service().open({ referenceCode: code }, stranger())).complete();
      const overdue = await codeOf({ deadline: 'PT1H' });
      const withdrawn = await codeOf();
      await service().withdraw(withdrawn.order);
      await service().holdClock(new Date(Date.now() + 7_200_000));
      const bodies = [];
      for (const wrong of [
        guess(),
        'AAAAA-AAAAAA',
        'x',
        '💥'.repeat(10),
        code,
        withdrawn.code,
        overdue.code,
      ]) {
        const answer = await service().tryToOpen({ referenceCode: wrong }, stranger());
        bodies.push({ ...expectProblem(answer, 'task-not-found'), requestId: '' });
      }
      await service().holdClock(undefined);
      for (const body of bodies) assert.deepEqual(body, bodies[0]);
      const told = (await service().readOrder(withdrawn.order.id)).tasks[0]?.referenceCode;
      assert.equal(told, undefined, 'A code that leads nowhere is not told any more.');
    });
  });

  describe('whoever guesses codes', () => {
    test('is held off after five failures, also with the right code, and let in again after 15 minutes', async () => {
      const { code } = await codeOf();
      const caller = stranger();
      const at = new Date('2027-04-01T12:00:00.000Z');
      await service().holdClock(at);
      for (let failures = 0; failures < 5; failures += 1) {
        expectProblem(await service().tryToOpen({ referenceCode: guess() }, caller), 'task-not-found');
      }
      const held = await service().tryToOpen({ referenceCode: code }, caller);
      expectProblem(held, 'too-many-attempts');
      assert.equal(held.headers.get('retry-after'), '900');
      await service().holdClock(new Date(at.getTime() + 899_000));
      const nearly = await service().tryToOpen({ referenceCode: code }, caller);
      expectProblem(nearly, 'too-many-attempts');
      assert.equal(nearly.headers.get('retry-after'), '1');
      await service().holdClock(new Date(at.getTime() + 900_000));
      await service().open({ referenceCode: code }, caller);
      await service().holdClock(undefined);
    });

    test('gets no more tries by guessing many at once', async () => {
      const caller = stranger();
      const answers = await Promise.all(
        Array.from({ length: 40 }, () => service().tryToOpen({ referenceCode: guess() }, caller)),
      );
      const codes = answers.map(({ body }) => body.code);
      assert.equal(codes.filter((code) => code === 'task-not-found').length, 5);
      assert.equal(codes.filter((code) => code === 'too-many-attempts').length, 35);
    });

    test('gets twenty an hour from one address, whatever they call themselves', async () => {
      const { code } = await codeOf();
      const { 'x-forwarded-for': address } = stranger();
      const as = (index: number) => ({ 'x-forwarded-for': address, 'user-agent': `client-${index}` });
      for (let index = 0; index < 20; index += 1) {
        expectProblem(await service().tryToOpen({ referenceCode: guess() }, as(index)), 'task-not-found');
      }
      expectProblem(await service().tryToOpen({ referenceCode: code }, as(21)), 'too-many-attempts');
      await service().open({ referenceCode: code }, stranger());
    });

    test('is not anybody who types the right code, however often', async () => {
      const { code } = await codeOf();
      const caller = stranger();
      for (let times = 0; times < 25; times += 1) await service().open({ referenceCode: code }, caller);
    });

    test('is the same caller with and without a port, and in either form of an IPv4 address', async () => {
      const forms = [
        '192.0.2.7',
        '192.0.2.7:40001',
        '[::ffff:192.0.2.7]:40002',
        '::ffff:c000:207',
        '::ffff:192.0.2.7',
      ];
      for (const address of forms) {
        const caller = { 'x-forwarded-for': address, 'user-agent': 'one' };
        expectProblem(await service().tryToOpen({ referenceCode: guess() }, caller), 'task-not-found');
      }
      const sixth = { 'x-forwarded-for': '192.0.2.7:40003', 'user-agent': 'one' };
      expectProblem(await service().tryToOpen({ referenceCode: guess() }, sixth), 'too-many-attempts');
      const neighbour = { 'x-forwarded-for': '::ffff:c000:208', 'user-agent': 'one' };
      expectProblem(await service().tryToOpen({ referenceCode: guess() }, neighbour), 'task-not-found');
    });

    test('is not helped by the network that an IPv6 address comes with', async () => {
      const from = (host: number) => ({ 'x-forwarded-for': `2001:db8:1:2::${host}`, 'user-agent': 'one' });
      for (let host = 1; host <= 5; host += 1) {
        expectProblem(await service().tryToOpen({ referenceCode: guess() }, from(host)), 'task-not-found');
      }
      expectProblem(await service().tryToOpen({ referenceCode: guess() }, from(6)), 'too-many-attempts');
    });
  });
}
