/**
 * Answers kept under an Idempotency-Key. A key is claimed inside the transaction of the request that it
 * belongs to: a second request with the key waits at the database until the first has ended, and then
 * finds its answer, or, where the first came to nothing, takes the key itself.
 */
import type { Sql } from '../ports/database.ts';
import { ServiceProblem } from '../domain/problem.ts';

export interface IdempotentRequest {
  /** Who and what: the same key elsewhere is another key. */
  readonly scope: string;
  readonly key: string;
  readonly bodySha256: string;
}

/** @returns the answer given before; undefined when the key is now this transaction's own */
export async function claimIdempotencyKey<Answer>(
  sql: Sql,
  request: IdempotentRequest,
  now: Date,
): Promise<Answer | undefined> {
  const { scope, key, bodySha256 } = request;
  const claimed = await sql.query<{ key: string }>(
    `insert into idempotency_keys (scope, key, body_sha256, created_at) values ($1, $2, $3, $4)
     on conflict do nothing returning key`,
    [scope, key, bodySha256, now],
  );
  if (claimed.length > 0) return undefined;
  const kept = await readKey<Answer>(sql, request);
  if (kept?.bodySha256 !== bodySha256) throw new ServiceProblem('idempotency-key-reused');
  return kept.answer ?? undefined;
}

/** Whether the request was answered before, and nothing that it asks for need be worked out again. */
export async function isAnswered(sql: Sql, request: IdempotentRequest): Promise<boolean> {
  return (await readKey(sql, request))?.bodySha256 === request.bodySha256;
}

async function readKey<Answer>(
  sql: Sql,
  { scope, key }: IdempotentRequest,
): Promise<{ bodySha256: string; answer: Answer | null } | undefined> {
  const [kept] = await sql.query<{ bodySha256: string; answer: Answer | null }>(
    'select body_sha256 as "bodySha256", answer from idempotency_keys where scope = $1 and key = $2',
    [scope, key],
  );
  return kept;
}

export async function keepAnswer(sql: Sql, request: IdempotentRequest, answer: unknown): Promise<void> {
  await sql.query('update idempotency_keys set answer = $3 where scope = $1 and key = $2', [
    request.scope,
    request.key,
    JSON.stringify(answer),
  ]);
}
