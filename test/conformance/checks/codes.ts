import { heading } from '../check.ts';
import { Departure, given, holds, NotChecked, refused, same } from '../expect.ts';
import { taskOf, type World } from '../world.ts';

/** Crockford's base32: without I, L, O and U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const codes = heading('Reference codes', {
  'are made where a task asks for one': async (world) => {
    const order = await world.order([{ referenceCode: true }, {}]);
    holds(taskOf(order).referenceCode !== undefined, 'a code', taskOf(order));
    same(taskOf(order, 1).referenceCode, undefined, 'a code that nobody asked for');
  },
  'have ten characters and a check character (Luhn mod 32)': async (world) => {
    const order = await world.order(Array.from({ length: 5 }, () => ({ referenceCode: true })));
    for (const { referenceCode = '' } of order.tasks) {
      holds(
        /^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{6}$/.test(referenceCode),
        'XXXXX-XXXXXX',
        referenceCode,
      );
      same(luhnSum(referenceCode.replace('-', '')) % 32, 0, 'the remainder of the check');
    }
    same(new Set(order.tasks.map(({ referenceCode }) => referenceCode)).size, 5, 'how many codes there are');
  },
  'lead to the task however they are typed, again and again': async (world) => {
    const code = await codeOf(world, {});
    for (const typed of [code, code.toLowerCase(), code.replace('-', ''), ` ${code.replace('-', ' ')} `])
      given(await openByCode(world, typed), 201);
  },
  'lead to the login that the task asks for': async (world) => {
    const { eid } = world.target;
    if (!eid) throw new NotChecked('no eID to log in with (--acr, --eid-claim, --eid-person)');
    const code = await codeOf(world, {
      subject: { name: 'Kari Nordmann', eid: { claim: eid.claim, value: eid.value } },
      authentication: { methods: [eid.acr] },
    });
    refused(await openByCode(world, code), 'login-required', 401);
  },
  'and artifacts of one signer are told to no other': async (world) => {
    const way = { referenceCode: true, authentication: { artifact: true } };
    const order = await world.order([way, way], {}, { query: { artifact: 'true' } });
    const signer = await world.open({ artifact: taskOf(order).artifact ?? '' });
    const read = await signer.call('readTask');
    const completed = await signer.complete();
    const { referenceCode, artifact, taskUrl } = taskOf(order, 1);
    for (const { text } of [read, completed]) {
      for (const secret of [referenceCode, referenceCode?.replace('-', ''), artifact, taskUrl])
        holds(secret !== undefined && !text.includes(secret), 'nothing of the other’s', text);
    }
  },
  'open nothing that only an artifact opens': async (world) => {
    const code = await codeOf(world, { authentication: { artifact: true } });
    refused(await openByCode(world, code), 'artifact-required', 401);
  },
});

async function codeOf(world: World, task: object): Promise<string> {
  const { referenceCode } = taskOf(await world.order([{ ...task, referenceCode: true }]));
  if (referenceCode === undefined) throw new Departure('a code', 'none');
  return referenceCode;
}

/** @throws NotChecked where earlier runs have guessed too often from here */
export async function openByCode(world: World, referenceCode: string) {
  const answer = await world.tryToOpen({ referenceCode });
  const wait = answer.headers.get('retry-after');
  if (answer.status === 429)
    throw new NotChecked(
      `codes were guessed from this address before: try again in ${wait} s, or --caller-header`,
    );
  return answer;
}

/** Luhn mod N over all characters, the check character among them: a multiple of N when it fits. */
export function luhnSum(characters: string): number {
  return [...characters].reverse().reduce((sum, character, index) => {
    const addend = (index % 2 === 0 ? 1 : 2) * ALPHABET.indexOf(character);
    return sum + Math.floor(addend / 32) + (addend % 32);
  }, 0);
}
