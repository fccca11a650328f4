/**
 * The links of a page, as links over its picture: reached by keys where the text has them. What becomes of one
 * that is followed is not decided here.
 */
import type { LinkTarget, PageLink, PageRegion, PageSize } from '../document-engine.js';
import type { DocumentViewStrings } from '../document-view-strings.js';
import { destinationOf } from '../link-url.js';
import type { PageSheet } from '../page-sheet.js';
import { nameFrom, piecesIn, piecesOf } from './link-names.js';

export interface LinksOnPage {
  readonly links: readonly PageLink[];
  /** Of the page as the document turns it. */
  readonly size: PageSize;
  readonly strings: DocumentViewStrings;
  follow(target: LinkTarget, link: HTMLElement): void;
}

export function placeLinks({ text }: PageSheet, { links, size, strings, follow }: LinksOnPage): void {
  const turned = Number(text.dataset.mainRotation ?? 0);
  const placed = links.map((link) => {
    const element = anchor(link, follow);
    Object.assign(element.style, placeIn(link.region, size, turned));
    text.append(element);
    return { link, element };
  });
  // All is measured before anything moves: each change would have the browser lay the page out again.
  const pieces = piecesOf(text);
  const measured = placed.map(({ link, element }) => {
    const box = element.getBoundingClientRect();
    const under = piecesIn(box, pieces);
    return { link, element, under, words: nameFrom(box, under) };
  });
  for (const { link, element, under, words } of measured) {
    const holder = link.id && text.querySelector<HTMLElement>(`[data-links~="${CSS.escape(link.id)}"]`);
    if (holder) {
      takePlaceOf(holder, element);
    } else {
      under.at(-1)?.element.after(element);
    }
    const said = holder ? holder.textContent.replaceAll(/\s+/g, ' ').trim() : words;
    element.ariaLabel = said || link.name || fallbackName(link.target, strings);
  }
}

/** The words that the structure gives to a link are its name, and are not read a second time beside it. */
function takePlaceOf(holder: HTMLElement, element: HTMLElement): void {
  if (holder.ariaHidden === 'true') {
    // One more line of the same link: it can be pressed, and is not another stop.
    element.ariaHidden = 'true';
    element.tabIndex = -1;
  }
  holder.before(element);
  holder.ariaHidden = 'true';
}

function anchor({ target }: PageLink, follow: LinksOnPage['follow']): HTMLAnchorElement {
  const element = document.createElement('a');
  element.className = 'link';
  element.draggable = false;
  // Shown by the browser where the pointer is. It is never followed: whatever opens it asks first.
  element.href = target.type === 'url' ? target.href : '#';
  element.rel = 'noopener noreferrer';
  element.referrerPolicy = 'no-referrer';
  element.target = target.type === 'url' ? '_blank' : '';
  element.addEventListener('click', (event) => {
    event.preventDefault();
    follow(target, element);
  });
  // The middle button opens in another tab, and would not ask.
  element.addEventListener('auxclick', (event) => {
    event.preventDefault();
    if (event.button === 1) follow(target, element);
  });
  return element;
}

function fallbackName(target: LinkTarget, strings: DocumentViewStrings): string {
  return target.type === 'url' ? strings.linkTo(destinationOf(target.href)) : strings.linkInDocument;
}

/** In parts of the text's layer, which lies as the page does before the document turns it. */
function placeIn({ x, y, width, height }: PageRegion, page: PageSize, turned: number) {
  const left = x / page.width;
  const top = y / page.height;
  const across = width / page.width;
  const down = height / page.height;
  const right = 1 - left - across;
  const bottom = 1 - top - down;
  switch (turned) {
    case 90:
      return inParts(top, right, down, across);
    case 180:
      return inParts(right, bottom, across, down);
    case 270:
      return inParts(bottom, left, down, across);
    default:
      return inParts(left, top, across, down);
  }
}

function inParts(left: number, top: number, width: number, height: number) {
  const percent = (share: number) => `${(100 * share).toFixed(3)}%`;
  return { left: percent(left), top: percent(top), width: percent(width), height: percent(height) };
}
