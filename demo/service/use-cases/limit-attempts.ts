/**
 * Holds off whoever guesses codes: five failures in 15 minutes for a client, twenty in an hour for an address.
 * Counted in the database, before anything is looked for, so that every instance and every moment counts.
 */
import { isIP } from 'node:net';
import { ServiceProblem } from '../domain/problem.ts';
import type { Sql } from '../ports/database.ts';
import { releaseAttempt, reserveAttempt, type AttemptLimit } from '../storage/failed-attempts.ts';
import type { ServiceContext } from './service-context.ts';

export interface Caller {
  /** IP address, as the nearest proxy that is trusted tells it. */
  readonly address: string;
  /** Tells the clients behind one address apart, as far as they let it. */
  readonly userAgent: string;
}

const CLIENT_LIMIT: AttemptLimit = { failures: 5, windowSeconds: 15 * 60 };
const ADDRESS_LIMIT: AttemptLimit = { failures: 20, windowSeconds: 60 * 60 };
const LOGIN_LIMIT: AttemptLimit = { failures: 30, windowSeconds: 15 * 60 };
const UPLOAD_LIMIT: AttemptLimit = { failures: 30, windowSeconds: 15 * 60 };
export const LONGEST_WINDOW_SECONDS = ADDRESS_LIMIT.windowSeconds;

/**
 * Makes a try that may fail, and counts it when it does. One of the same caller waits for the other: so many get
 * through at once as may fail, and no right one is refused for those under way.
 *
 * @param work undefined when it has failed
 * @throws too-many-attempts
 */
export async function limitAttempts<Found>(
  { database, credentials }: ServiceContext,
  caller: Caller,
  work: (sql: Sql) => Promise<Found | undefined>,
): Promise<Found | undefined> {
  const network = networkOf(caller.address);
  // Hashed with the service's key: the table is no list of who was here.
  const client = credentials.hashToken(JSON.stringify(['client', network, caller.userAgent]));
  const address = credentials.hashToken(JSON.stringify(['address', network]));
  const { found, seconds } = await database.transaction(async (sql) => {
    const clientSeconds = await reserveAttempt(sql, client, CLIENT_LIMIT);
    if (clientSeconds > 0) return { seconds: clientSeconds };
    const addressSeconds = await reserveAttempt(sql, address, ADDRESS_LIMIT);
    if (addressSeconds > 0) {
      // This try is not made, and so it has not failed.
      await releaseAttempt(sql, client);
      return { seconds: addressSeconds };
    }
    const result = await work(sql);
    if (result === undefined) return { seconds: 0 };
    await releaseAttempt(sql, client);
    await releaseAttempt(sql, address);
    return { found: result, seconds: 0 };
  });
  if (seconds > 0) throw heldOff(seconds);
  return found;
}

/** Each login that is asked for leaves a row, and each that fails a line in the history: not without end. */
export async function limitLogins(context: ServiceContext, caller: Caller, taskId: string): Promise<void> {
  await limitTask(context, 'logins', caller, taskId, LOGIN_LIMIT);
}

/** Each upload is looked through, which takes its time, and one that is taken leaves a line in the history. */
export async function limitUploads(context: ServiceContext, caller: Caller, taskId: string): Promise<void> {
  await limitTask(context, 'uploads', caller, taskId, UPLOAD_LIMIT);
}

async function limitTask(
  { database, credentials }: ServiceContext,
  what: string,
  caller: Caller,
  taskId: string,
  limit: AttemptLimit,
): Promise<void> {
  const key = credentials.hashToken(JSON.stringify([what, networkOf(caller.address), taskId]));
  const seconds = await reserveAttempt(database, key, limit);
  if (seconds > 0) throw heldOff(seconds);
}

function heldOff(retryAfterSeconds: number): ServiceProblem {
  return new ServiceProblem('too-many-attempts', { retryAfterSeconds });
}

/**
 * Whoever has an IPv6 address has at least a network of 64 bits of them (RFC 4291 section 2.5.1): it counts as one.
 * Proxies write addresses with and without ports, and IPv4 in two forms.
 */
export function networkOf(address: string): string {
  const [, bracketed, withPort] = /^(?:\[([^\]]+)\](?::\d+)?|(\d+(?:\.\d+){3}):\d+)$/.exec(address) ?? [];
  const bare = (bracketed ?? withPort ?? address).split('%')[0] ?? '';
  if (isIP(bare) !== 6) return bare;
  const groups = groupsOf(bare);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (!isMapped)
    return groups
      .slice(0, 4)
      .map((group) => group.toString(16))
      .join(':');
  const [high = 0, low = 0] = groups.slice(6);
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** The eight numbers of an IPv6 address that is one. */
function groupsOf(address: string): number[] {
  const quad = /(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address)?.slice(1).map(Number);
  const [a = 0, b = 0, c = 0, d = 0] = quad ?? [];
  const hex = quad
    ? address.replace(/[^:]+$/, `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`)
    : address;
  const [head = '', tail] = hex.split('::');
  const numbers = (text: string) => (text === '' ? [] : text.split(':').map((group) => parseInt(group, 16)));
  const [left, right] = [numbers(head), numbers(tail ?? '')];
  return [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right];
}
