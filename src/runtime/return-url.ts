/** Leaves the page for the return URL of the task, where the page has not kept it back. */
import { SigningBeforeNavigateEvent } from '../events/before-navigate-event.ts';
import type { Fact } from '../session/effect.ts';
import type { Task } from '../task/contract.ts';

/** The return URL for what has become of the task, if there is one. */
export function returnUrlFor(fact: Fact, task: Task | undefined): string | undefined {
  switch (fact.type) {
    case 'completed':
    case 'rejected':
    case 'postponed':
    case 'cancelled':
      return task?.redirects[fact.type];
    default:
      return undefined;
  }
}

/** A task says where to go, but not what to run: only an address of the web is gone to. */
export function goBack(url: string, element: EventTarget): void {
  if (!/^https?:\/\//i.test(url)) return;
  if (element.dispatchEvent(new SigningBeforeNavigateEvent(url))) window.location.assign(url);
}
