/** What holds for every answer, whoever asked and whatever for: each answer of a run is held against each of these. */
import type { Problem, ProblemCode } from '../../src/task/contract.ts';
import type { Contract } from './contract.ts';
import type { Answer } from './service.ts';
import type { Target } from './target.ts';

/** `code`: the customer's to pass on. `credential`: an artifact or a token, told once. */
export type SecretKind = 'code' | 'credential';

export interface RuleContext {
  readonly contract: Contract;
  readonly target: Target;
  readonly secrets: ReadonlyMap<string, SecretKind>;
}

export interface AnswerRule {
  readonly says: string;
  /** Where it is written. */
  readonly section: string;
  /** What is wrong with the answer; undefined: nothing. */
  readonly faultOf: (answer: Answer, context: RuleContext) => string | undefined | 'not for it';
}

/** Protocol, "Codes": which statuses a code comes with. */
const STATUSES: Readonly<Record<ProblemCode, readonly number[]>> = {
  // 416: a range that lies outside of the document is a request that cannot be met.
  'invalid-request': [400, 416, 422],
  'consent-missing': [400, 422],
  'action-missing': [400, 422],
  'signature-invalid': [400, 422],
  'document-unsupported': [400, 422],
  'document-unreadable': [400, 422],
  'idempotency-key-reused': [422],
  unauthorized: [401],
  'login-required': [401],
  'artifact-required': [401],
  'session-expired': [401],
  'login-failed': [401],
  'subject-mismatch': [403],
  forbidden: [403],
  'task-not-found': [404],
  'not-found': [404],
  'task-final': [409],
  'task-expired': [409],
  'task-deleted': [409],
  'task-blocked': [409],
  'document-changed': [409],
  'not-sealed-yet': [409],
  'precondition-failed': [412],
  'precondition-required': [428],
  'too-large': [413],
  'unsupported-media-type': [415],
  'too-many-attempts': [429],
  'service-unavailable': [503],
};

/** The same request, as it is, can succeed later, or cannot ever: of the others it depends. */
const RETRYABLE: Partial<Readonly<Record<ProblemCode, boolean>>> = {
  'too-many-attempts': true,
  'service-unavailable': true,
  'not-sealed-yet': true,
  'task-blocked': true,
  'task-final': false,
  'task-expired': false,
  'task-deleted': false,
  'idempotency-key-reused': false,
  'precondition-failed': false,
  'precondition-required': false,
};

const EXPOSED = ['etag', 'content-range', 'repr-digest', 'retry-after'];

/** Answers that are there to tell artifacts. */
const TELLS_ARTIFACTS: readonly string[] = ['createOrder', 'createArtifact'];

export const RULES: readonly AnswerRule[] = [
  {
    says: 'has a status that the contract documents for the operation',
    section: 'openapi.yaml, responses',
    faultOf: ({ operation, status }, { contract }) =>
      contract.operation(operation).statuses.includes(status) ? undefined : `${status} is not documented`,
  },
  {
    says: 'has a body as the contract says',
    section: 'openapi.yaml, schemas',
    faultOf: (answer, { contract }) => contract.faultOfBody(answer),
  },
  {
    says: 'has the headers that the contract documents, as it says',
    section: 'openapi.yaml, headers',
    faultOf: (answer, { contract }) => {
      // The one link has a tag where the whole task is told, and not where its summary or the page is.
      if (answer.operation === 'readTask' && !('subject' in ((answer.json ?? {}) as object)))
        return 'not for it';
      return contract.faultyHeaders(answer).join(', ') || undefined;
    },
  },
  {
    says: 'that refuses is application/problem+json, and says the status that it has',
    section: 'RFC 9457; Codes',
    faultOf: ({ status, mediaType, json }) => {
      if (status < 400) return 'not for it';
      if (mediaType !== 'application/problem+json') return `the type is ${mediaType}`;
      const told = (json as Problem | undefined)?.status;
      return told === status ? undefined : `status is ${told}`;
    },
  },
  {
    says: 'that refuses has a code that belongs to its status',
    section: 'Codes',
    faultOf: ({ status, json }) => {
      if (status < 400) return 'not for it';
      const { code } = (json ?? {}) as Problem;
      return STATUSES[code]?.includes(status) ? undefined : `${code} does not come with ${status}`;
    },
  },
  {
    says: 'that refuses says whether the same request can succeed later',
    section: 'Codes',
    faultOf: ({ status, json }) => {
      if (status < 400) return 'not for it';
      const { code, retryable } = (json ?? {}) as Problem;
      if (typeof retryable !== 'boolean') return 'retryable is not said';
      const expected = RETRYABLE[code];
      return expected === undefined || expected === retryable ? undefined : `retryable is ${retryable}`;
    },
  },
  {
    says: 'is not to be stored by anyone on the way (no-store)',
    section: 'Task URL',
    faultOf: ({ headers }) =>
      /\bno-store\b/.test(headers.get('cache-control') ?? '')
        ? undefined
        : `Cache-Control is ${headers.get('cache-control')}`,
  },
  {
    says: 'to a signer names in Vary what it depends on',
    section: 'Task URL',
    faultOf: ({ operation, headers }, { contract }) => {
      if (contract.operation(operation).side !== 'signer') return 'not for it';
      const named = listed(headers.get('vary'));
      const needed = operation === 'readTask' ? ['origin', 'accept', 'authorization'] : ['origin'];
      const missing = named.includes('*') ? [] : needed.filter((name) => !named.includes(name));
      return missing.length > 0 ? `Vary does not name ${missing.join(', ')}` : undefined;
    },
  },
  {
    says: 'to a page of a registered origin can be read by it, with the headers that it needs',
    section: 'Task URL, CORS',
    faultOf: ({ origin, headers }, { target }) => {
      if (origin === undefined || origin !== target.origin) return 'not for it';
      const allowed = headers.get('access-control-allow-origin');
      if (allowed !== origin) return `Access-Control-Allow-Origin is ${allowed}`;
      const exposed = listed(headers.get('access-control-expose-headers'));
      const missing = EXPOSED.filter((name) => !exposed.includes(name));
      return missing.length > 0 ? `not exposed: ${missing.join(', ')}` : undefined;
    },
  },
  {
    says: 'to anyone else can be read by no page',
    section: 'Task URL, CORS',
    faultOf: ({ origin, headers }, { target }) => {
      if (origin !== undefined && origin === target.origin) return 'not for it';
      const allowed = headers.get('access-control-allow-origin');
      if (allowed === null || (allowed === target.origin && origin === undefined)) return undefined;
      return allowed === target.origin ? undefined : `Access-Control-Allow-Origin is ${allowed}`;
    },
  },
  {
    says: 'holds no artifact, code or token but where one is asked for',
    section: 'Opening a task; What a customer does',
    faultOf: ({ operation, text, json }, { contract, secrets }) => {
      if (TELLS_ARTIFACTS.includes(operation)) return 'not for it';
      const isCustomers = contract.operation(operation).side === 'customer';
      const { token: own } = (json ?? {}) as { token?: string };
      const found = (text.match(/[\w-]{11,}/g) ?? []).find((word) => {
        const kind = secrets.get(word);
        return kind !== undefined && word !== own && !(kind === 'code' && isCustomers);
      });
      return found === undefined ? undefined : `it holds a ${secrets.get(found)}`;
    },
  },
];

function listed(header: string | null): readonly string[] {
  return (header ?? '').toLowerCase().split(/\s*,\s*/);
}
