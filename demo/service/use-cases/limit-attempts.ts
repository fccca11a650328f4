/**
 * Holds off whoever guesses codes: five failures in 15 minutes for a client, twenty in an hour for an address.
 * Counted in the database, before anything is looked for, so that every instance and every moment counts.
 */
import { ServiceProblem } from '../domain/problem.ts';
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
export const LONGEST_WINDOW_SECONDS = ADDRESS_LIMIT.windowSeconds;

export interface Attempt {
  /** It was no failure. */
  succeeded(): Promise<void>;
}

/** @throws too-many-attempts */
export async function limitAttempts(context: ServiceContext, caller: Caller): Promise<Attempt> {
  const { database, credentials } = context;
  const network = networkOf(caller.address);
  // Hashed with the service's key: the table is no list of who was here.
  const client = credentials.hashToken(JSON.stringify(['client', network, caller.userAgent]));
  const address = credentials.hashToken(JSON.stringify(['address', network]));
  const seconds = await reserve(client, CLIENT_LIMIT);
  if (seconds > 0) throw heldOff(seconds);
  const addressSeconds = await reserve(address, ADDRESS_LIMIT);
  if (addressSeconds > 0) {
    // This try is not made, and so it has not failed.
    await releaseAttempt(database, client);
    throw heldOff(addressSeconds);
  }
  return {
    async succeeded() {
      await releaseAttempt(database, client);
      await releaseAttempt(database, address);
    },
  };

  function reserve(hash: string, limit: AttemptLimit): Promise<number> {
    return reserveAttempt(database, hash, limit);
  }
}

function heldOff(retryAfterSeconds: number): ServiceProblem {
  return new ServiceProblem('too-many-attempts', { retryAfterSeconds });
}

/** Whoever has an IPv6 address has a whole network of them (RFC 6177): its first 64 bits count as one. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !address.includes(':')) return mapped ?? address;
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...right];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
