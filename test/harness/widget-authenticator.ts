/** A way to log in that a test leads by the hand: it notes each login, and ends it as it is told. */
import {
  LoginError,
  type Authenticator,
  type LoginFailureCode,
  type LoginRequest,
  type LoginResult,
  type LoginReturn,
} from '../../src/login/authenticator.ts';

export class WidgetAuthenticator implements Authenticator {
  readonly prepared: string[] = [];
  readonly logins: LoginRequest[] = [];
  /** What the page has come back with, for the next one to ask. */
  returned: LoginReturn | undefined;
  readonly returnsAskedFor: string[] = [];
  readonly #ends: { done: (result: LoginResult) => void; undone: (error: unknown) => void }[] = [];

  prepare({ offer }: Pick<LoginRequest, 'offer'>): void {
    this.prepared.push(offer.id);
  }

  login(request: LoginRequest): Promise<LoginResult> {
    this.logins.push(request);
    return new Promise((done, undone) => this.#ends.push({ done, undone }));
  }

  takeReturn(taskUrl: string): Promise<LoginReturn> | undefined {
    this.returnsAskedFor.push(taskUrl);
    const returned = this.returned;
    this.returned = undefined;
    return returned && Promise.resolve(returned);
  }

  get last(): LoginRequest {
    const last = this.logins.at(-1);
    if (!last) throw new Error('Nobody has asked to log in.');
    return last;
  }

  /** Ends a login, the last one unless it is told which, with an ID token. */
  succeed(index = this.logins.length - 1): void {
    const loginId = this.logins[index]?.offer.id ?? '';
    this.#ends[index]?.done({ type: 'id-token', loginId, unverifiedIdToken: `id-token-${loginId}` });
  }

  fail(code: LoginFailureCode, index = this.logins.length - 1): void {
    this.#ends[index]?.undone(new LoginError(code));
  }
}
