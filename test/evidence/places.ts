/** Where in an export something stands. */
import type { Evidence } from '../../src/task/contract.ts';
import type { Open } from './checked.ts';

/** Every place that holds a value, as a path to it. */
export function places(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, member]) => places(member, [...path, name]));
}

export function holderAt(evidence: Evidence, path: readonly string[]): Open {
  return path.slice(0, -1).reduce((at, name) => at[name] as Open, evidence as unknown as Open);
}
