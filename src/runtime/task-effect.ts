import type { Effect } from '../session/effect.ts';

/** Carried out by what is loaded when it is needed for the first time. */
const LATE = [
  'log-in',
  'ask-challenge',
  'prove',
  'stop-proving',
  'upload',
  'remove-upload',
  'stop-upload',
] as const satisfies readonly Effect['type'][];

export type LateEffect = Effect & { readonly type: (typeof LATE)[number] };

/** Carried out by asking the service, with what is there from the beginning. */
export type TaskEffect = Exclude<Effect, LateEffect | { readonly type: 'wait' }>;

export function isLate(effect: Effect): effect is LateEffect {
  return (LATE as readonly string[]).includes(effect.type);
}
