/** A signer with an authenticator at hand, as tests speak of one. */
import assert from 'node:assert/strict';
import type {
  NewTask,
  Passkey,
  PasskeyCeremony,
  PasskeyCreation,
  PasskeyRequest,
  Problem,
  SignatureChallenge,
  Task,
} from '../../src/task/contract.ts';
import type { Signer } from './signer.ts';
import { SoftwareAuthenticator, type Credential, type Misdeeds } from './software-authenticator.ts';
import type { Answer, TestService } from './test-service.ts';

export type Options = Record<string, unknown>;

/** A task that a passkey signs, opened by its link. */
export async function passkeySigner(
  service: TestService,
  task: Partial<NewTask> = {},
  authenticator = new SoftwareAuthenticator(new URL(service.url).origin),
): Promise<PasskeySigner> {
  const order = await service.orderOf({
    subject: { name: 'Kari Nordmann', reference: `person-${crypto.randomUUID()}` },
    signatureMethods: ['passkey', 'consent'],
    ...task,
  });
  return new PasskeySigner(await service.open(order.tasks[0]?.id ?? ''), authenticator);
}

export class PasskeySigner {
  constructor(
    readonly signer: Signer,
    readonly authenticator: SoftwareAuthenticator,
  ) {}

  get service(): TestService {
    return this.signer.service;
  }

  get taskId(): string {
    return this.signer.task.id;
  }

  async challenge(actions?: readonly string[]): Promise<SignatureChallenge> {
    const answer = await this.#post<SignatureChallenge>('createSignatureChallenge', 'signature-challenges', {
      method: 'passkey',
      ...(actions && { actions }),
    });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return answer.body;
  }

  /** What there is to sign, for a subject that has a passkey. */
  async request(): Promise<SignatureChallenge & { readonly publicKey: Options }> {
    const challenge = await this.challenge();
    assert.ok(challenge.publicKey, 'The subject has a passkey.');
    return { ...challenge, publicKey: challenge.publicKey };
  }

  async creation(): Promise<Options> {
    const { status, body } = await this.tryToRegister<PasskeyCreation>({});
    assert.equal(status, 200, JSON.stringify(body));
    return body.publicKey;
  }

  async register(): Promise<Passkey> {
    const credential = this.authenticator.create(await this.creation());
    const { status, body } = await this.tryToRegister<Passkey>({ credential });
    assert.equal(status, 201, JSON.stringify(body));
    return body;
  }

  tryToRegister<Body = Problem>(body: { readonly credential?: Credential }): Promise<Answer<Body>> {
    return this.#post<Body>('registerPasskey', 'passkeys', body);
  }

  async readChallenge<Body = SignatureChallenge>(id: string): Promise<Answer<Body>> {
    const path = `/tasks/${this.taskId}/signature-challenges/${id}`;
    return this.service.call<Body>('readSignatureChallenge', path, { headers: this.signer.headers });
  }

  /** Completes the task with a challenge, and with what the authenticator made of it, or what the service holds. */
  async complete<Body = Task>(
    challenge: Pick<SignatureChallenge, 'id'>,
    credential?: Credential,
    { actions, key }: { readonly actions?: readonly string[]; readonly key?: string } = {},
  ): Promise<Answer<Body>> {
    const whole = this.signer.completion({
      signature: { method: 'passkey', challenge: challenge.id, ...(credential && { credential }) },
    });
    const body = actions
      ? { ...whole, actions: whole.actions.filter(({ id }) => actions.includes(id)) }
      : whole;
    return this.signer.complete<Body>({ body, ...(key !== undefined && { key }) });
  }

  /** Signs as it should be; with misdeeds, as it should not. */
  async signs<Body = Task>(misdeeds: Misdeeds = {}): Promise<Answer<Body>> {
    const challenge = await this.request();
    return this.complete<Body>(challenge, this.authenticator.get(challenge.publicKey, misdeeds));
  }

  #post<Body>(
    operation: 'createSignatureChallenge' | 'registerPasskey',
    path: string,
    body: unknown,
  ): Promise<Answer<Body>> {
    return this.service.call<Body>(operation, `/tasks/${this.taskId}/${path}`, {
      method: 'POST',
      headers: this.signer.headers,
      body,
    });
  }
}

/** The window of the service, as its page acts. */
export class PasskeyWindow {
  private constructor(
    readonly service: TestService,
    readonly ceremony: PasskeyCeremony,
  ) {}

  static async open(service: TestService, { window }: SignatureChallenge): Promise<PasskeyWindow> {
    const { status, body } = await PasskeyWindow.tryToOpen<PasskeyCeremony>(service, window ?? '');
    assert.equal(status, 201, JSON.stringify(body));
    return new PasskeyWindow(service, body);
  }

  static tryToOpen<Body = Problem>(service: TestService, url: string): Promise<Answer<Body>> {
    const secret = new URL(url).hash.slice(1);
    return service.call<Body>('beginPasskeyCeremony', '/passkey-ceremonies', {
      method: 'POST',
      body: { secret },
    });
  }

  register<Body = PasskeyRequest>(credential: Credential): Promise<Answer<Body>> {
    return this.#post<Body>('registerPasskeyInCeremony', 'passkey', credential);
  }

  sign<Body = Problem>(credential: Credential): Promise<Answer<Body>> {
    return this.#post<Body>('signInPasskeyCeremony', 'signature', credential);
  }

  close(): Promise<Answer<Problem>> {
    const call = { method: 'DELETE', headers: this.#headers };
    return this.service.call('endPasskeyCeremony', '/passkey-ceremonies/current', call);
  }

  #post<Body>(
    operation: 'registerPasskeyInCeremony' | 'signInPasskeyCeremony',
    path: string,
    credential: Credential,
  ): Promise<Answer<Body>> {
    const call = { method: 'POST', headers: this.#headers, body: { credential } };
    return this.service.call<Body>(operation, `/passkey-ceremonies/current/${path}`, call);
  }

  get #headers(): Record<string, string> {
    return { authorization: `Bearer ${this.ceremony.token}` };
  }
}
