import type { Login, NewTask, SignatureChallenge } from '../../../src/task/contract.ts';
import { heading } from '../check.ts';
import { fragmentOf, logInAtPage, logInAtService } from '../eid-login.ts';
import { given, holds, NotChecked, refused, same } from '../expect.ts';
import type { Signer } from '../signer.ts';
import type { EidLogin } from '../target.ts';
import { taskOf, type World } from '../world.ts';
import { challengeOf } from '../challenge.ts';

export const logins = heading('Logging in with an eID', {
  'is asked for where the task does, with an address that is always there': async (world) => {
    const login = await offered(world);
    same(Object.keys(login).sort(), ['id', 'startUrl'], 'what is told where no page can run it');
  },
  'is told in full to a page that can run it, and to no other': async (world) => {
    const { redirectUri } = eidOf(world);
    if (redirectUri === undefined) throw new NotChecked('no --eid-redirect-uri');
    const login = await offered(world, { redirectUri });
    holds(
      login.issuer && login.clientId && login.scope && login.nonce,
      'issuer, client, scope and nonce',
      login,
    );
    same(login.acrValues, [eidOf(world).acr], 'acrValues');
    const other = await offered(world, { redirectUri: 'https://stranger.example/login/callback' });
    same(other.nonce, undefined, 'the nonce for a page that is not registered');
  },
  'by the service comes back to the page that asked, and opens the task once': async (world) => {
    const { person } = eidOf(world);
    const login = await offered(world);
    const returnUrl = `${registered(world)}/agreements/7?tab=2`;
    const back = await logInAtService(world, login, person, returnUrl);
    same(`${back.origin}${back.pathname}${back.search}`, returnUrl, 'where it comes back');
    same(fragmentOf(back).get('login'), login.id, 'the login in the fragment');
    const artifact = fragmentOf(back).get('artifact') ?? '';
    world.service.ledger.keepSecret(artifact);
    given(await world.tryToOpen({ artifact }), 201);
    refused(await world.tryToOpen({ artifact }), 'task-not-found', 404);
  },
  'by the service comes back to the task’s own page where no other is named': async (world) => {
    const login = await offered(world);
    const back = await logInAtService(world, login, eidOf(world).person);
    holds(/\/tasks\/[\w-]+$/.test(back.pathname), 'the task URL', back.pathname);
    given(await world.tryToOpen({ artifact: fragmentOf(back).get('artifact') ?? '' }), 201);
  },
  'by the service comes back to no page that is not registered': async (world) => {
    const { id } = await offered(world);
    for (const address of [
      'https://stranger.example/',
      `${world.target.origin ?? ''}.stranger.example/`,
      '//x',
    ]) {
      const answer = await world.service.call('startLogin', {
        params: { loginId: id },
        query: { return: address },
        origin: null,
      });
      refused(answer, 'invalid-request', 400);
    }
  },
  'that there is none of cannot be started or ended': async ({ service }) => {
    refused(
      await service.call('startLogin', { params: { loginId: 'login_unknown' } }),
      'task-not-found',
      404,
    );
    const query = { state: 'unknown', code: 'x' };
    refused(await service.call('finishLogin', { query }), 'task-not-found', 404);
    refused(await service.call('finishLogin', { query: { state: 'x'.repeat(501) } }), 'invalid-request', 400);
  },
  'is over when the person breaks off, or is somebody else': async (world) => {
    const { other, cancel } = eidOf(world);
    const returnUrl = `${registered(world)}/`;
    for (const [fields, why] of [
      [cancel, 'cancelled'],
      [other, 'mismatch'],
    ] as const) {
      if (!fields) throw new NotChecked('no --eid-other or --eid-cancel');
      const login = await offered(world);
      const told = fragmentOf(await logInAtService(world, login, fields, returnUrl));
      same([told.get('login-error'), told.get('login')], [why, login.id], 'what the page is told');
      same(told.get('artifact'), null, 'an artifact');
    }
  },
  'by a page opens the task with the ID token, once': async (world) => {
    const { person, redirectUri } = eidOf(world);
    if (redirectUri === undefined) throw new NotChecked('no --eid-redirect-uri');
    const login = await offered(world, { redirectUri });
    const idToken = await logInAtPage(world, login, person, redirectUri);
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const body = { login: { id: login.id, idToken } };
    const opened = given(await world.tryToOpen(body, { headers }), 201);
    same(
      given(await world.tryToOpen(body, { headers }), 201).token,
      opened.token,
      'the token under the same key',
    );
    const replayed = refused(await world.tryToOpen(body), 'login-failed', 401);
    holds(replayed.login && replayed.login.id !== login.id, 'a fresh login', replayed.login);
  },
  'counts for this login only, and as it was signed': async (world) => {
    const { person, redirectUri } = eidOf(world);
    if (redirectUri === undefined) throw new NotChecked('no --eid-redirect-uri');
    const [login, another] = [await offered(world, { redirectUri }), await offered(world, { redirectUri })];
    const idToken = await logInAtPage(world, login, person, redirectUri);
    refused(await world.tryToOpen({ login: { id: another.id, idToken } }), 'login-failed', 401);
    // Each with a login of its own: one that has failed counts for nothing any more.
    for (const forge of [withAnotherClaim, withAnotherSignature, withoutSignature]) {
      const own = await offered(world, { redirectUri });
      const forged = forge(await logInAtPage(world, own, person, redirectUri));
      refused(await world.tryToOpen({ login: { id: own.id, idToken: forged } }), 'login-failed', 401);
    }
    refused(await world.tryToOpen({ login: { id: login.id } }), 'login-failed', 401);
    refused(await world.tryToOpen({ login: { id: 'login_unknown', idToken } }), 'task-not-found', 404);
  },
  'of another person is a mismatch, which names nobody': async (world) => {
    const { other, redirectUri, value } = eidOf(world);
    if (redirectUri === undefined || !other) throw new NotChecked('no --eid-redirect-uri or --eid-other');
    const login = await offered(world, { redirectUri });
    const idToken = await logInAtPage(world, login, other, redirectUri);
    const answer = await world.tryToOpen({ login: { id: login.id, idToken }, redirectUri });
    const problem = refused(answer, 'subject-mismatch', 403);
    holds(problem.login && problem.login.id !== login.id, 'a fresh login', problem.login);
    holds(
      !answer.text.includes(value) && !answer.text.includes('Nordmann'),
      'no name and no number',
      answer.text,
    );
  },
  'is not needed where an artifact opens the task as well': async (world) => {
    const task = loginTask(world);
    const authentication = { ...task.authentication, artifact: true };
    const order = await world.order([{ ...task, authentication }]);
    refused(await world.tryToOpen({ taskId: taskOf(order).id }), 'login-required', 401);
    given(await world.tryToOpen({ artifact: (await world.artifactFor(order)).artifact }), 201);
  },
  'is not to be had round by an artifact where the task asks for it alone': async (world) => {
    const order = await world.order([loginTask(world)]);
    const params = { orderId: order.id, taskId: taskOf(order).id };
    refused(await world.service.call('createArtifact', { params }), 'forbidden', 403);
  },
  'signs: by a page, with a nonce that is over what is signed': async (world) => {
    const { person, redirectUri } = eidOf(world);
    if (redirectUri === undefined) throw new NotChecked('no --eid-redirect-uri');
    const signer = await world.signer(signedByEid(world));
    const body = { method: 'eid', redirectUri };
    const challenge = given(await signer.call<SignatureChallenge>('createSignatureChallenge', { body }), 201);
    const { login } = challenge;
    holds(login, 'a login', challenge);
    same(login.nonce, challengeOf(signer.task, challenge.random), 'the nonce');
    const idToken = await logInAtPage(world, login, person, redirectUri);
    const signature = { method: 'eid', login: { id: login.id, idToken } } as const;
    const task = given(await signer.complete({ body: signer.completion({ signature }) }), 200);
    same(task.signature?.methods, ['eid'], 'how it was signed');
  },
  'that was to sign opens nothing': async (world) => {
    const { person, redirectUri } = eidOf(world);
    if (redirectUri === undefined) throw new NotChecked('no --eid-redirect-uri');
    const login = await loginToSign(await world.signer(signedByEid(world)), redirectUri);
    const idToken = await logInAtPage(world, login, person, redirectUri);
    const opening = await world.tryToOpen({ login: { id: login.id, idToken } });
    holds(opening.status === 401 || opening.status === 404, 'a refusal', opening.status);
  },
  'signs: by the service, for whoever logged in': async (world) => {
    const { person } = eidOf(world);
    const signer = await world.signer(signedByEid(world));
    const body = { method: 'eid' };
    const challenge = given(await signer.call<SignatureChallenge>('createSignatureChallenge', { body }), 201);
    holds(challenge.login, 'a login', challenge);
    const back = await logInAtService(world, challenge.login, person, `${registered(world)}/`);
    const artifact = fragmentOf(back).get('artifact') ?? '';
    world.service.ledger.keepSecret(artifact);
    const { id } = challenge.login;
    const signature = { method: 'eid', login: { id, artifact } } as const;
    given(await signer.complete({ body: signer.completion({ signature }) }), 200);
  },
  'signs nothing for another person, or with what is made up': async (world) => {
    const { other, redirectUri } = eidOf(world);
    if (redirectUri === undefined || !other) throw new NotChecked('no --eid-redirect-uri or --eid-other');
    const signer = await world.signer(signedByEid(world));
    const signs = async (idToken: (login: Login) => Promise<string>) => {
      const login = await loginToSign(signer, redirectUri);
      const signature = { method: 'eid', login: { id: login.id, idToken: await idToken(login) } } as const;
      return signer.complete({ body: signer.completion({ signature }) });
    };
    refused(await signs((login) => logInAtPage(world, login, other, redirectUri)), 'subject-mismatch', 403);
    refused(await signs(async () => 'x.y.z'), 'login-failed', 401);
    same((await signer.read()).status, 'ready', 'the status after that');
  },
});

export function eidOf({ target }: World): EidLogin {
  if (!target.eid) throw new NotChecked('no eID to log in with (--acr, --eid-claim, --eid-person)');
  return target.eid;
}

function registered({ target }: World): string {
  if (target.origin === undefined) throw new NotChecked('no registered origin (--origin)');
  return target.origin;
}

/** Opened by nothing but a login of the test person. */
export function loginTask(world: World): Partial<NewTask> & Pick<NewTask, 'subject'> {
  const { acr, claim, value } = eidOf(world);
  return {
    subject: { name: 'Kari Nordmann', eid: { claim, value } },
    authentication: { methods: [acr] },
  };
}

async function loginToSign(signer: Signer, redirectUri: string): Promise<Login> {
  const body = { method: 'eid', redirectUri };
  const { login } = given(await signer.call<SignatureChallenge>('createSignatureChallenge', { body }), 201);
  holds(login, 'a login in the challenge', login);
  return login;
}

function partsOf(token: string): readonly [string, string, string] {
  const [head = '', payload = '', signature = ''] = token.split('.');
  return [head, payload, signature];
}

function withAnotherClaim(token: string): string {
  const [head, payload, signature] = partsOf(token);
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  const changed = Buffer.from(JSON.stringify({ ...claims, extra: 1 })).toString('base64url');
  return [head, changed, signature].join('.');
}

function withAnotherSignature(token: string): string {
  const [head, payload, signature] = partsOf(token);
  return [head, payload, `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`].join('.');
}

/** RFC 8725 section 2.1. */
function withoutSignature(token: string): string {
  const [, payload] = partsOf(token);
  const head = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
  return `${head}.${payload}.`;
}

function signedByEid(world: World): Partial<NewTask> {
  return { subject: loginTask(world).subject, signatureMethods: ['eid'] };
}

async function offered(world: World, more: { redirectUri?: string } = {}): Promise<Login> {
  const order = await world.order([loginTask(world)]);
  const { login } = refused(
    await world.tryToOpen({ taskId: taskOf(order).id, ...more }),
    'login-required',
    401,
  );
  holds(login, 'a login in the problem', login);
  return login;
}
