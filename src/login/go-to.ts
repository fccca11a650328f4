/** Leads a page to another address. The one it goes to does not learn where from: a task's URL is for its signer. */
import { LoginError } from './authenticator.ts';

/** @throws {LoginError} for an address that is no page: what a service or a provider sends must not run here */
export function goTo(url: string, from: Document): void {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new LoginError('login-failed', 'address');
  // A link, for its referrer policy; outside of the page, where no listener of the page takes the click for its own.
  const link = from.createElement('a');
  link.href = url;
  link.referrerPolicy = 'no-referrer';
  link.click();
}
