/** The window's one screen: fills in what `passkey.html` has. It knows neither passkeys nor requests. */

export interface ScreenAction {
  readonly label: string;
  readonly press: () => void;
}

export interface Screen {
  readonly heading: string;
  readonly lead?: string;
  readonly notice?: string;
  /** The one clear button. */
  readonly go?: ScreenAction;
  readonly leave?: ScreenAction;
  /** Both buttons stay where they are; neither the one nor the focus is lost while the device asks. */
  readonly busy?: boolean;
}

export interface ScreenFacts {
  readonly sender: string;
  readonly title: { readonly term: string; readonly text: string };
  readonly documents: { readonly term: string; readonly texts: readonly string[] };
  readonly signer: { readonly term: string; readonly text: string };
}

export class WindowView {
  readonly #actions = new Map<string, ScreenAction | undefined>();

  constructor(readonly root: Document) {
    for (const id of ['go', 'leave']) {
      this.#element(id).addEventListener('click', () => {
        if (this.#element(id).getAttribute('aria-disabled') !== 'true') this.#actions.get(id)?.press();
      });
    }
  }

  /** What is signed, for whom and by whom: beside every step. */
  tell({ sender, title, documents, signer }: ScreenFacts): void {
    this.#text('sender', sender);
    this.#text('title-term', title.term);
    this.#text('title', title.text);
    // One document that is called like the whole is not told twice.
    const [only] = documents.texts;
    const alike = documents.texts.length === 1 && only === title.text;
    this.#text('documents-term', alike ? '' : documents.term);
    this.#element('documents').replaceChildren(
      ...(alike ? [] : documents.texts).map((text) => {
        const item = this.root.createElement('li');
        item.textContent = text;
        return item;
      }),
    );
    for (const id of ['documents-term', 'documents']) this.#element(id).hidden = alike;
    this.#text('signer-term', signer.term);
    this.#text('signer', signer.text);
    this.#element('facts').hidden = false;
  }

  forget(): void {
    this.#element('facts').hidden = true;
  }

  show({ heading, lead = '', notice = '', go, leave, busy = false }: Screen): void {
    const before = this.#element('heading').textContent;
    this.#text('heading', heading);
    this.root.title = heading;
    this.#text('lead', lead);
    this.#text('notice', notice);
    this.#action('go', go, busy);
    this.#action('leave', leave, false);
    this.root.querySelector('main')?.setAttribute('aria-busy', String(busy || !go));
    // Another step begins to be read from its heading.
    if (before !== '' && before !== heading) this.#element('heading').focus();
  }

  #action(id: 'go' | 'leave', action: ScreenAction | undefined, busy: boolean): void {
    this.#actions.set(id, action);
    const button = this.#element(id);
    button.hidden = !action;
    this.#text(id, action?.label ?? '');
    if (busy) button.setAttribute('aria-disabled', 'true');
    else button.removeAttribute('aria-disabled');
  }

  #text(id: string, text: string): void {
    this.#element(id).textContent = text;
  }

  #element(id: string): HTMLElement {
    const found = this.root.getElementById(id);
    if (!found) throw new Error(`The page has no #${id}.`);
    return found;
  }
}
