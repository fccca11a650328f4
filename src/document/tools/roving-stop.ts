/**
 * The row of tools is one stop for the Tab key, and the arrow keys go through it: it stands between the title
 * and the pages, and whoever wants to read should not have to step over each tool
 * (https://www.w3.org/WAI/ARIA/apg/patterns/toolbar/). The stop is the first tool again when the focus has
 * gone: a narrower view may not show the one that had it.
 */

const STOPS = 'button, input';

/** What can be focused in the row now: what a narrow view leaves out has no box. */
export function stopsIn(row: Element): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>(STOPS)].filter((stop) => stop.getClientRects().length > 0);
}

export function handleToolFocus({ currentTarget, target }: FocusEvent): void {
  for (const stop of (currentTarget as Element).querySelectorAll<HTMLElement>(STOPS))
    stop.tabIndex = stop === target ? 0 : -1;
}

export function handleToolBlur({ currentTarget, relatedTarget }: FocusEvent): void {
  const row = currentTarget as Element;
  if (!(relatedTarget instanceof Node && row.contains(relatedTarget))) resetStop(row);
}

export function resetStop(row: Element): void {
  const [first] = stopsIn(row);
  if (!first) return;
  for (const stop of row.querySelectorAll<HTMLElement>(STOPS)) stop.tabIndex = stop === first ? 0 : -1;
}

/** Whether the key was one that moves in the row. */
export function moveInRow(event: KeyboardEvent): boolean {
  const row = event.currentTarget as Element;
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
  if (target instanceof HTMLInputElement && isForText(key, target)) return false;
  const stops = stopsIn(row);
  const at = stops.findIndex((stop) => stop === target);
  const to = goal(key, at, stops.length, getComputedStyle(row).direction === 'rtl');
  if (at < 0 || to === undefined) return false;
  event.preventDefault();
  stops[to]?.focus();
  return true;
}

function goal(key: string, at: number, count: number, isRightToLeft: boolean): number | undefined {
  const step = isRightToLeft ? -1 : 1;
  switch (key) {
    case 'ArrowRight':
      return (at + step + count) % count;
    case 'ArrowLeft':
      return (at - step + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/** In the box the arrows move through the number first, and on from its edge. */
function isForText(key: string, { selectionStart, selectionEnd, value }: HTMLInputElement): boolean {
  if (key === 'Home' || key === 'End') return true;
  if (selectionStart !== selectionEnd) return true;
  return selectionStart !== (key === 'ArrowRight' ? value.length : 0);
}
