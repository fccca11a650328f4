/** Every answer that came in a run, as far as it has to be known at the end: what was seen, and what was wrong with it. */
import type { ProblemCode } from '../../src/task/contract.ts';
import type { Contract, OperationId } from './contract.ts';
import { RULES, type AnswerRule, type SecretKind } from './every-answer.ts';
import { told } from './expect.ts';
import type { Answer } from './service.ts';
import type { Target } from './target.ts';

export interface RuleResult {
  readonly rule: AnswerRule;
  /** How many answers the rule was for. */
  readonly looked: number;
  readonly faults: readonly string[];
}

export class Ledger {
  readonly #seen = new Map<OperationId, Set<number>>();
  readonly #codes = new Set<ProblemCode>();
  readonly #rules = new Map<AnswerRule, { looked: number; faults: Set<string> }>(
    RULES.map((rule) => [rule, { looked: 0, faults: new Set() }]),
  );
  /** Artifacts, codes and tokens that answers have told: to be looked for where they must not be. */
  readonly #secrets = new Map<string, SecretKind>();

  constructor(
    private readonly contract: Contract,
    private readonly target: Target,
  ) {}

  note(answer: Answer): void {
    const statuses = this.#seen.get(answer.operation) ?? new Set();
    this.#seen.set(answer.operation, statuses.add(answer.status));
    const { code } = (answer.json ?? {}) as { code?: ProblemCode };
    if (answer.status >= 400 && code !== undefined) this.#codes.add(code);
    const { contract, target } = this;
    for (const [rule, result] of this.#rules) {
      const fault = rule.faultOf(answer, { contract, target, secrets: this.#secrets });
      if (fault === 'not for it') continue;
      result.looked += 1;
      if (fault !== undefined) result.faults.add(`${fault}: ${told(answer)}`);
    }
  }

  keepSecret(secret: string | undefined, kind: SecretKind = 'credential'): void {
    if (secret !== undefined) this.#secrets.set(secret, kind);
  }

  get rules(): readonly RuleResult[] {
    return [...this.#rules].map(([rule, { looked, faults }]) => ({ rule, looked, faults: [...faults] }));
  }

  saw(operation: OperationId, status: number): boolean {
    return this.#seen.get(operation)?.has(status) ?? false;
  }

  sawCode(code: ProblemCode): boolean {
    return this.#codes.has(code);
  }
}
