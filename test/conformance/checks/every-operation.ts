/** What holds for every operation alike, walked through the contract. */
import type { PasskeyCeremony, SignatureChallenge } from '../../../src/task/contract.ts';
import { heading } from '../check.ts';
import type { Operation } from '../contract.ts';
import { given, refused, same } from '../expect.ts';
import type { Asked } from '../service.ts';
import type { Signer } from '../signer.ts';
import { taskOf, type World } from '../world.ts';

/** More than any JSON of the protocol. */
const TOO_LARGE_BYTES = 4 * 1024 * 1024;

export const everyOperation = heading(
  'Every operation',
  {
    'that takes JSON refuses what is none, as invalid': async (world) => {
      for (const { id, asked } of await doors(world)) {
        for (const body of ['', '{"', 'null', '[]', '{"surprise": 1}', '"\\u0000"'])
          refused(await world.service.call(id, { ...asked, ...json(body, asked) }), 'invalid-request', 400);
      }
    },
    'that takes JSON refuses another kind': async (world) => {
      for (const { id, asked } of await doors(world)) {
        for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml']) {
          const headers = { ...asked.headers, 'content-type': type };
          const answer = await world.service.call(id, { ...asked, headers, body: '{}' });
          refused(answer, 'unsupported-media-type', 415);
        }
      }
    },
    'that takes JSON refuses what is too large': async (world) => {
      const body = JSON.stringify({ surprise: 'x'.repeat(TOO_LARGE_BYTES) });
      for (const { id, asked } of await doors(world))
        refused(await world.service.call(id, { ...asked, ...json(body, asked) }), 'too-large', 413);
    },
    'on a task whose id is none finds none': async (world) => {
      const { session } = await world.signer();
      for (const operation of world.contract.operations.values()) {
        if (!operation.path.startsWith('/tasks/{taskId}')) continue;
        const asked = { as: session.token, params: { taskId: "o'clock" } };
        const answer = await world.service.call(operation.id, { ...asked, ...bodyFor(operation) });
        refused(answer, 'task-not-found', 404);
      }
    },
    'on an action or document that the task has none of finds none': async (world) => {
      const signer = await world.signer();
      for (const operation of world.contract.operations.values()) {
        if (!/\{(actionId|documentId|challengeId)\}/.test(operation.path) || operation.side !== 'signer')
          continue;
        const answer = await signer.call(operation.id, bodyFor(operation));
        same([answer.status, codeOf(answer.json)], [404, 'not-found'], `the answer of ${operation.id}`);
      }
    },
  },
  { section: 'Codes; openapi.yaml' },
);

interface Door {
  readonly id: Operation['id'];
  readonly asked: Asked;
}

/** Every operation that takes JSON, with who may call it and what it is called for. */
async function doors(world: World): Promise<readonly Door[]> {
  const order = await world.order([{ signatureMethods: ['passkey', 'consent'] }]);
  const signer = await world.open(taskOf(order).id);
  const ceremony = await ceremonyOf(signer);
  const params = { orderId: order.id, taskId: signer.taskId, actionId: signer.document().id };
  const tokens = {
    taskSession: signer.session.token,
    apiKey: world.target.apiKey,
    passkeyCeremony: ceremony,
  };
  return [...world.contract.operations.values()].flatMap(({ id, bearer, takesJson }) => {
    const as = bearer === undefined ? null : tokens[bearer];
    // Where there are no passkeys, there is nobody who could call it.
    return takesJson && as !== undefined ? [{ id, asked: { params, as, ...headersFor(id, signer) } }] : [];
  });
}

/** Undefined where there are no passkeys. */
async function ceremonyOf(signer: Signer): Promise<string | undefined> {
  const body = { method: 'passkey' };
  const { json } = await signer.call<SignatureChallenge>('createSignatureChallenge', { body });
  if (json.window === undefined) return undefined;
  const secret = new URL(json.window).hash.slice(1);
  const begun = await signer.world.service.call<PasskeyCeremony>('beginPasskeyCeremony', {
    body: { secret },
  });
  return given(begun, 201).token;
}

function headersFor(id: Operation['id'], { etag }: Signer): Asked {
  if (id !== 'completeTask') return {};
  return { headers: { 'idempotency-key': crypto.randomUUID(), 'if-match': etag } };
}

function json(body: string, { headers }: Asked): Asked {
  return { body, headers: { ...headers, 'content-type': 'application/json' } };
}

function bodyFor({ id, takesJson }: Operation): Asked {
  if (id === 'putUpload') return { body: 'x', headers: { 'content-type': 'application/octet-stream' } };
  if (id === 'reportPagesViewed') return { body: { pages: [[1, 1]], sha256: '0'.repeat(64) } };
  return takesJson ? { body: {} } : {};
}

function codeOf(json: unknown): unknown {
  return (json as { code?: unknown } | undefined)?.code;
}
