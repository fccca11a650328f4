/**
 * Asks before a link leads out of the document: shows where to, so that a document cannot send a signer to
 * another site unseen. Opens nothing by itself.
 */
import type { DocumentViewStrings } from '../document-view-strings.js';
import { destinationOf } from '../link-url.js';

export interface LinkQuestion {
  readonly root: ShadowRoot;
  readonly strings: DocumentViewStrings;
  /** As `harmlessUrl()` gives it. */
  readonly href: string;
  /** Where the focus goes back to. */
  readonly link: HTMLElement;
}

export function askToFollow({ root, strings, href, link }: LinkQuestion): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'question';
  const question = document.createElement('p');
  question.id = 'link-question';
  question.append(strings.linkLeadsTo, ' ', destination(href));
  dialog.setAttribute('aria-labelledby', question.id);

  const address = document.createElement('p');
  address.className = 'address';
  address.dir = 'ltr';
  address.textContent = href;

  const open = document.createElement('a');
  open.href = href;
  open.target = '_blank';
  open.rel = 'noopener noreferrer';
  open.referrerPolicy = 'no-referrer';
  open.textContent = strings.openLink;
  open.addEventListener('click', () => dialog.close());

  const stay = document.createElement('button');
  stay.type = 'button';
  // Whoever presses Enter twice stays.
  stay.autofocus = true;
  stay.textContent = strings.stayInDocument;
  stay.addEventListener('click', () => dialog.close());

  const choice = document.createElement('div');
  choice.append(stay, open);
  dialog.append(question, address, choice);
  dialog.addEventListener('close', () => {
    dialog.remove();
    link.focus({ preventScroll: true });
  });
  // Keys are not for the view behind it.
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  root.append(dialog);
  dialog.showModal();
}

/** The host alone, whole and in ASCII: what stands before and after it in an address is there to be misread. */
function destination(href: string): HTMLElement {
  const name = document.createElement('strong');
  name.dir = 'ltr';
  name.textContent = destinationOf(href);
  return name;
}
