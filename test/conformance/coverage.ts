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

/** What cannot be had from outside, or only by harm. */
const REASONS: Partial<Record<`${OperationId} ${number}`, string>> = {};

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
