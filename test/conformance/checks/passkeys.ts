import type {
  NewTask,
  Passkey,
  PasskeyCeremony,
  PasskeyCreation,
  PasskeyRequest,
  SignatureChallenge,
} from '../../../src/task/contract.ts';
import { SoftwareAuthenticator, type Credential } from '../../harness/software-authenticator.ts';
import { challengeOf } from '../challenge.ts';
import { heading } from '../check.ts';
import { given, holds, NotChecked, refused, same } from '../expect.ts';
import type { Signer } from '../signer.ts';
import { taskOf, type World } from '../world.ts';

const LIFE_MINUTES = 10;

export const passkeys = heading('Passkeys', {
  'are asked for with a challenge over what is signed': async (world) => {
    const { signer, authenticator } = await passkeySigner(world);
    const first = await challenges(signer);
    same(first.publicKey, undefined, 'what there is to sign with before there is a passkey');
    const minutes = (Date.parse(first.expiresAt) - Date.now()) / 60_000;
    holds(
      minutes > LIFE_MINUTES - 1 && minutes <= LIFE_MINUTES + 1,
      'a life of ten minutes',
      first.expiresAt,
    );
    same(Buffer.from(first.random, 'base64url').length, 32, 'how many random bytes there are');
    await registers(signer, authenticator);
    const { publicKey, random } = await challenges(signer);
    holds(random !== first.random, 'random bits of its own', random);
    same(publicKey?.['challenge'], challengeOf(signer.task, random), 'the challenge');
    same(publicKey?.['userVerification'], 'required', 'userVerification');
  },
  'are made for the subject, and sign': async (world) => {
    const { signer, authenticator } = await passkeySigner(world);
    await registers(signer, authenticator);
    const { id, publicKey = {} } = await challenges(signer);
    const credential = authenticator.get(publicKey);
    const signature = { method: 'passkey', challenge: id, credential } as const;
    const task = given(await signer.complete({ body: signer.completion({ signature }) }), 200);
    same(task.signature?.methods, ['passkey'], 'how it was signed');
    const types = await world.historyOf(task.order.id);
    holds(types.includes('task.passkey-registered'), 'the registration in the history', types);
  },
  'sign nothing else, and nothing unverified': async (world) => {
    const { signer, authenticator } = await passkeySigner(world);
    await registers(signer, authenticator);
    const { id, publicKey = {} } = await challenges(signer);
    const tries = async (credential: Credential, challenge = id) => {
      const signature = { method: 'passkey', challenge, credential } as const;
      refused(await signer.complete({ body: signer.completion({ signature }) }), 'signature-invalid');
    };
    for (const misdeeds of [
      { challenge: Buffer.alloc(32, 1).toString('base64url') },
      { origin: 'https://stranger.example' },
      { rpId: 'stranger.example' },
      { type: 'webauthn.create' },
      { userVerified: false },
    ] as const)
      await tries(authenticator.get(publicKey, misdeeds));
    await tries(authenticator.get(publicKey), 'challenge_unknown');
    same((await signer.read()).status, 'ready', 'the status after that');
  },
  'are not registered by what is no answer of an authenticator': async (world) => {
    const { signer } = await passkeySigner(world);
    const answer = await signer.call('registerPasskey', { body: { credential: { id: 'x' } } });
    holds(answer.status >= 400 && answer.status < 500, 'a refusal', answer.status);
  },
  'sign in a window of the service, for the session that opened it': async (world) => {
    const { signer, authenticator } = await passkeySigner(world);
    const challenge = await challenges(signer);
    holds(challenge.window, 'a window', challenge);
    const begun = given(await begins(world, challenge), 201);
    world.service.ledger.keepSecret(begun.token);
    same(begun.signer, 'Kari Nordmann', 'whose it is');
    same((await begins(world, challenge)).status, 404, 'the status when it is begun again');
    same((await reads(signer, challenge)).json.status, 'pending', 'the status before');
    const as = begun.token;
    const made = authenticator.create(begun.creation ?? {});
    const { publicKey } = given(
      await world.service.call<PasskeyRequest>('registerPasskeyInCeremony', {
        as,
        body: { credential: made },
      }),
      201,
    );
    const wrong = { credential: authenticator.get(publicKey, { origin: 'https://stranger.example' }) };
    refused(await world.service.call('signInPasskeyCeremony', { as, body: wrong }), 'signature-invalid', 400);
    const signed = { credential: authenticator.get(publicKey) };
    given(await world.service.call('signInPasskeyCeremony', { as, body: signed }), 204);
    const read = await reads(signer, challenge);
    same([given(read, 200).status, read.json.window], ['done', undefined], 'status and window after');
    const stranger = await world.open(signer.taskId);
    holds((await reads(stranger, challenge)).status >= 400, 'it not told to another session', read.status);
    const signature = { method: 'passkey', challenge: challenge.id } as const;
    refused(await stranger.complete({ body: signer.completion({ signature }) }), 'signature-invalid');
    given(await signer.complete({ body: signer.completion({ signature }) }), 200);
  },
  'sign nothing in a window that was broken off': async (world) => {
    const { signer } = await passkeySigner(world);
    const challenge = await challenges(signer);
    const { token } = given(await begins(world, challenge), 201);
    given(await world.service.call('endPasskeyCeremony', { as: token }), 204);
    same((await reads(signer, challenge)).json.status, 'failed', 'the status');
    const signature = { method: 'passkey', challenge: challenge.id } as const;
    refused(await signer.complete({ body: signer.completion({ signature }) }), 'signature-invalid');
  },
  'in a window sign nothing that has been signed meanwhile, and are made once': async (world) => {
    const { signer, authenticator } = await passkeySigner(world);
    const challenge = await challenges(signer);
    const others = [await challenges(signer), await challenges(signer), await challenges(signer)] as const;
    const [late, ready, second] = others;
    const first = given(await begins(world, challenge), 201);
    const open = given(await begins(world, ready), 201);
    const more = given(await begins(world, second), 201);
    const made = (begun: PasskeyCeremony) => ({ credential: authenticator.create(begun.creation ?? {}) });
    const registers = (begun: PasskeyCeremony, body = made(begun)) =>
      world.service.call<PasskeyRequest>('registerPasskeyInCeremony', { as: begun.token, body });
    const { publicKey } = given(await registers(first), 201);
    // Another beside it is for whom an eID or an artifact has let in: this signer came by the link.
    refused(await registers(more), 'forbidden', 403);
    given(await signer.complete(), 200);
    const body = { credential: authenticator.get(publicKey) };
    const signs = await world.service.call('signInPasskeyCeremony', { as: first.token, body });
    refused(signs, 'task-final', 409);
    refused(await registers(open), 'task-final', 409);
    refused(await begins(world, late), 'task-final', 409);
  },
  'in a window need its secret and its token': async (world) => {
    const { service } = world;
    const unknown = await service.call('beginPasskeyCeremony', { body: { secret: 'unknown' } });
    same(unknown.status, 404, 'the status of no window');
    refused(await service.call('beginPasskeyCeremony', { body: {} }), 'invalid-request', 400);
    for (const id of ['endPasskeyCeremony', 'registerPasskeyInCeremony', 'signInPasskeyCeremony'] as const) {
      const { takesJson } = world.contract.operation(id);
      const body = takesJson ? { credential: {} } : undefined;
      for (const as of ['unknown-token-of-nobody', null])
        refused(await service.call(id, { as, body }), 'session-expired', 401);
    }
  },
  'are for tasks that take them': async (world) => {
    const signer = await world.signer();
    for (const method of ['passkey', 'eid']) {
      const answer = await signer.call('createSignatureChallenge', { body: { method } });
      refused(answer, 'signature-invalid');
    }
    refused(
      await signer.call('createSignatureChallenge', { body: { method: 'wish' } }),
      'invalid-request',
      400,
    );
    const params = { challengeId: 'challenge_unknown' };
    same((await signer.call('readSignatureChallenge', { params })).status, 404, 'the status of no challenge');
  },
  'are for tasks that can be signed now': async (world) => {
    const task = signedByPasskey();
    const order = await world.order([
      { ...task, name: 'first' },
      { ...task, dependsOn: ['first'] },
    ]);
    const signer = await world.open(taskOf(order, 1).id);
    const body = { method: 'passkey' };
    refused(await signer.call('createSignatureChallenge', { body }), 'task-blocked', 409);
    refused(await signer.call('registerPasskey', { body: {} }), 'task-blocked', 409);
  },
});

function signedByPasskey(): Partial<NewTask> {
  return {
    subject: { name: 'Kari Nordmann', reference: `person-${crypto.randomUUID()}` },
    signatureMethods: ['passkey', 'consent'],
  };
}

/** @throws NotChecked where no passkey can belong to the service (Web Authentication Level 3, section 5.1.2) */
async function passkeySigner(world: World) {
  const { protocol, hostname, origin } = new URL(world.target.serviceUrl);
  if (protocol !== 'https:' && hostname !== 'localhost')
    throw new NotChecked('passkeys need a service that is reached by a name over TLS, or at localhost');
  return { signer: await world.signer(signedByPasskey()), authenticator: new SoftwareAuthenticator(origin) };
}

async function challenges(signer: Signer): Promise<SignatureChallenge> {
  const body = { method: 'passkey' };
  const challenge = given(await signer.call<SignatureChallenge>('createSignatureChallenge', { body }), 201);
  const { window: address } = challenge;
  if (address !== undefined) signer.world.service.ledger.keepSecret(new URL(address).hash.slice(1));
  return challenge;
}

function begins({ service }: World, { window: address = '' }: SignatureChallenge) {
  const secret = new URL(address).hash.slice(1);
  return service.call<PasskeyCeremony>('beginPasskeyCeremony', { body: { secret } });
}

function reads(signer: Signer, { id }: SignatureChallenge) {
  return signer.call<SignatureChallenge>('readSignatureChallenge', { params: { challengeId: id } });
}

async function registers(signer: Signer, authenticator: SoftwareAuthenticator): Promise<void> {
  const asked = await signer.call<PasskeyCreation>('registerPasskey', { body: {} });
  const { publicKey } = given(asked, 200);
  const body = { credential: authenticator.create(publicKey) };
  given(await signer.call<Passkey>('registerPasskey', { body }), 201);
}
