/**
 * Keys in the document: `N` goes to what is next to read, `P` to the next place for the signer's mark. Only there, where
 * it has the focus and is no text field (WCAG 2.2, 2.1.4 Character Key Shortcuts).
 */
import { obstacleTo } from '../session/readiness.ts';
import { placesTour } from './late-places.ts';
import type { SigningContext } from './rooms.ts';
import type { StepRequest } from './step-context.ts';
import type { WorkState } from './work-step.ts';

export function documentKeys(event: KeyboardEvent, state: WorkState, context: SigningContext): void {
  const { key, ctrlKey, metaKey, altKey } = event;
  if (ctrlKey || metaKey || altKey || event.composedPath()[0] instanceof HTMLInputElement) return;
  const wish = wishFor(key.toLowerCase(), state, context);
  if (!wish) return;
  event.preventDefault();
  context.ask(wish);
}

function wishFor(key: string, state: WorkState, context: SigningContext): StepRequest | undefined {
  if (key === 'p') return placesTour(state, context)?.next;
  const obstacle = key === 'n' ? obstacleTo(state) : undefined;
  return obstacle?.type === 'unread'
    ? { type: 'document', actionId: obstacle.actionId, page: obstacle.page }
    : undefined;
}
