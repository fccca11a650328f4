/** How much of the contract a run has seen: each operation with each status that it documents, and each problem code. */
import type { ProblemCode } from '../../src/task/contract.ts';
import type { Contract, OperationId } from './contract.ts';
import type { Ledger } from './ledger.ts';

export interface Unseen {
  /** `POST /orders 503`, or a problem code. */
  readonly what: string;
  /** Why it does not come from a service that is well; undefined: it could have been seen. */
  readonly reason?: string;
}

export interface Coverage {
  readonly documented: number;
  readonly seen: number;
  readonly unseen: readonly Unseen[];
}

const WELL = 'a service that is well answers no 503';

const WITHOUT_BODY = 'of a body that the operation does not take';
const SHARED = 'documented with another operation’s, and never comes here';
const OWN_LIMIT = 'how many are too many is the service’s own';

/** What cannot be had from outside, or only by harm. */
const REASONS: Partial<Record<`${OperationId} ${number}`, string>> = {
  'removeUpload 400': SHARED,
  'removeUpload 413': SHARED,
  'removeUpload 415': SHARED,
  'removeUpload 422': SHARED,
  'removeUpload 429': SHARED,
  'retryDelivery 409': SHARED,
  'retryDelivery 413': SHARED,
  'retryDelivery 422': SHARED,
  'readOrderUpload 403': SHARED,
  'withdrawOrder 400': WITHOUT_BODY,
  'withdrawOrder 415': WITHOUT_BODY,
  'withdrawTask 400': WITHOUT_BODY,
  'withdrawTask 415': WITHOUT_BODY,
  'createArtifact 400': WITHOUT_BODY,
  'createArtifact 415': WITHOUT_BODY,
  'retryDelivery 400': WITHOUT_BODY,
  'retryDelivery 415': WITHOUT_BODY,
  'createSignatureChallenge 429': OWN_LIMIT,
  'registerPasskey 429': OWN_LIMIT,
};

export function coverageOf(contract: Contract, ledger: Ledger): Coverage {
  const answers = [...contract.operations.values()].flatMap(({ id, method, path, statuses }) =>
    statuses.map((status) => ({
      what: `${method} ${path} ${status}`,
      seen: ledger.saw(id, status),
      reason: status === 503 ? WELL : REASONS[`${id} ${status}`],
    })),
  );
  const codes = contract.codes.map((code) => ({
    what: code,
    seen: ledger.sawCode(code),
    reason: reasonOfCode(code),
  }));
  const all = [...answers, ...codes];
  return {
    documented: all.length,
    seen: all.filter(({ seen }) => seen).length,
    unseen: all
      .filter(({ seen }) => !seen)
      .map(({ what, reason }) => ({ what, ...(reason !== undefined && { reason }) })),
  };
}

function reasonOfCode(code: ProblemCode): string | undefined {
  return code === 'service-unavailable' ? WELL : undefined;
}
