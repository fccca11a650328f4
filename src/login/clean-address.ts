/** An address without what a login has added to it, and the page's own in it byte for byte. Pure: text in, text out. */
import { membersOf, WINDOW_MARK } from './service-answer.ts';

/** A page may well have a `login` of its own in its query. */
export function withoutAnswer(address: string): string {
  const url = new URL(address);
  url.search = withoutMembers(url.search);
  url.hash = withoutMembers(url.hash);
  return url.href;
}

function withoutMembers(part: string): string {
  const members = membersOf(part);
  const gone = ['artifact', 'login-error', WINDOW_MARK];
  if (members.has('artifact') || members.has('login-error')) gone.push('login');
  const kept = part
    .slice(1)
    .split('&')
    .filter((member) => !gone.includes(member.split('=', 1)[0] ?? ''));
  const rest = kept.join('&');
  return rest && part.charAt(0) + rest;
}
