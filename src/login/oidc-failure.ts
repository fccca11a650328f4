/** What went wrong in a browser flow, in the widget's codes. No text of a provider gets into an error. */
import { LoginError } from './authenticator.ts';

/** Errors that mean: the signer did not go through with it (RFC 6749 section 4.1.2.1, OpenID Connect Core 3.1.2.6). */
const CANCELLED = ['access_denied', 'login_required', 'interaction_required'];

export function loginErrorOf(error: unknown): LoginError {
  if (error instanceof LoginError) return error;
  const { name = '', message = '', error: oauthCode, form } = error as Partial<OauthFailure>;
  if (name === 'ErrorResponse') {
    const reason = /^[a-z_]{1,64}$/.test(oauthCode ?? '') ? oauthCode : 'error-malformed';
    // `form` is there when it is the token endpoint that refuses, where the signer has long done their part.
    const cancelled = !form && CANCELLED.includes(reason ?? '');
    return new LoginError(cancelled ? 'login-cancelled' : 'login-failed', reason, { cause: error });
  }
  // A fetch that reached nobody, or a module that did, is a TypeError in every browser.
  if (name === 'TypeError' || name === 'ErrorTimeout') {
    return new LoginError(navigator.onLine === false ? 'offline' : 'service-unavailable', 'unreachable', {
      cause: error,
    });
  }
  // The library has only this text for an answer that is no OAuth error: status text, and status in brackets.
  if (/^[^(]*\(5\d\d\)/.test(message))
    return new LoginError('service-unavailable', 'provider', { cause: error });
  return new LoginError('login-failed', 'answer-refused', { cause: error });
}

interface OauthFailure {
  readonly name: string;
  readonly message: string;
  readonly error: string;
  readonly form: unknown;
}
