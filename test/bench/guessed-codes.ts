/**
 * `npm run bench:codes`: guesses reference codes at the real service, and shows how many guesses were looked for
 * at all, and whether the time of an answer tells an unknown code from a malformed or a dead one.
 */
import { CODE_ALPHABET, checkCharacter } from '../../src/task/reference-code.ts';
import { startTestService, type TestService } from '../harness/test-service.ts';

const GUESSES = 10_000;
const TIMED = 1200;
const KINDS = ['unknown', 'malformed', 'dead'] as const;

const service = await startTestService({ trustedProxies: ['127.0.0.1'], logLevel: 'silent' });
try {
  await guessMany(service);
  await timeAnswers(service);
} finally {
  await service.stop();
}

/** One client, one address, the true code among the guesses: nothing of it is found out. */
async function guessMany(at: TestService): Promise<void> {
  const lookUps = countLookUps(at);
  const outcomes = new Map<string, number>();
  const order = await at.orderOf({ referenceCode: true });
  const truth = order.tasks[0]?.referenceCode ?? '';
  for (let guess = 0; guess < GUESSES; guess += 50) {
    const batch = Array.from({ length: 50 }, (_, index) => (guess + index === 5000 ? truth : randomCode()));
    const answers = await Promise.all(
      batch.map((referenceCode) => at.tryToOpen({ referenceCode }, caller('203.0.113.7', 'one'))),
    );
    for (const { status, headers } of answers) {
      const outcome =
        status === 429 ? `429 ${headers.get('retry-after') ? 'with' : 'without'} Retry-After` : status;
      outcomes.set(String(outcome), (outcomes.get(String(outcome)) ?? 0) + 1);
    }
  }
  console.log(`${GUESSES} guesses by one client:`, Object.fromEntries(outcomes), `looked for: ${lookUps()}`);

  const byAddress = new Map<number, number>();
  const before = lookUps();
  for (let client = 0; client < 200; client += 1) {
    for (let guess = 0; guess < 3; guess += 1) {
      const headers = caller('203.0.113.8', `client-${client}`);
      const { status } = await at.tryToOpen({ referenceCode: randomCode() }, headers);
      byAddress.set(status, (byAddress.get(status) ?? 0) + 1);
    }
  }
  console.log(
    '600 guesses by 200 clients of one address:',
    Object.fromEntries(byAddress),
    `looked for: ${lookUps() - before}`,
  );
}

/** Interleaved, each from an address of its own, so that none is held off. */
async function timeAnswers(at: TestService): Promise<void> {
  const order = await at.orderOf({ referenceCode: true });
  const dead = order.tasks[0]?.referenceCode ?? '';
  await at.withdraw(order);
  const codes = { unknown: randomCode, malformed: () => 'not a code', dead: () => dead };
  const times: Record<(typeof KINDS)[number], number[]> = { unknown: [], malformed: [], dead: [] };
  const bodies = new Set<string>();
  for (let index = 0; index < TIMED; index += 1) {
    const kind = KINDS[index % KINDS.length] ?? 'unknown';
    const headers = caller(`10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`, 'timed');
    const startedAt = performance.now();
    const { body } = await at.tryToOpen({ referenceCode: codes[kind]() }, headers);
    times[kind].push(performance.now() - startedAt);
    bodies.add(JSON.stringify({ ...body, requestId: '' }));
  }
  console.log(`answers that differ in status or body: ${bodies.size - 1}`);
  for (const kind of KINDS) {
    const sorted = times[kind].sort((a, b) => a - b);
    const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? NaN).toFixed(2);
    console.log(`${kind.padEnd(9)} median ${at(0.5)} ms, quartiles ${at(0.25)} to ${at(0.75)} ms`);
  }
}

function countLookUps({ running: { database } }: TestService): () => number {
  let count = 0;
  const query = database.query.bind(database);
  Object.assign(database, {
    query: (text: string, values?: readonly unknown[]) => {
      if (text.includes('where reference_code_hash')) count += 1;
      return query(text, values);
    },
  });
  return () => count;
}

function caller(address: string, userAgent: string): Record<string, string> {
  return { 'x-forwarded-for': address, 'user-agent': userAgent };
}

function randomCode(): string {
  const characters = Array.from({ length: 10 }, () => CODE_ALPHABET.charAt(Math.floor(Math.random() * 32)));
  return `${characters.join('')}${checkCharacter(characters.join(''))}`;
}
