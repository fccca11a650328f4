/**
 * Which language the widget speaks: the element's own `lang`, the task's, the nearest in the page,
 * the browser's. The words of the one before stay until those of the new one are there.
 */
import type { LitElement, ReactiveController } from 'lit';
import { languageFor, loadMessages, type Language } from '../messages/languages.ts';
import type { Messages } from '../messages/messages.ts';

export class LanguageController implements ReactiveController {
  readonly #element: LitElement;
  readonly #taskLocale: () => string | undefined;
  #wanted: Language | undefined;
  #spoken: { readonly language: Language; readonly messages: Messages } | undefined;

  constructor(element: LitElement, taskLocale: () => string | undefined) {
    this.#element = element;
    this.#taskLocale = taskLocale;
    element.addController(this);
  }

  /** `undefined` until the first words are there. */
  get messages(): Messages | undefined {
    return this.#spoken?.messages;
  }

  get tag(): string {
    return this.#spoken?.language.tag ?? 'en';
  }

  hostUpdate(): void {
    const language = languageFor([
      this.#element.getAttribute('lang'),
      this.#taskLocale(),
      nearestLanguage(this.#element),
      ...navigator.languages,
    ]);
    if (language.name === this.#wanted?.name && language.tag === this.#wanted.tag) return;
    this.#wanted = language;
    void loadMessages(language).then((messages) => {
      if (this.#wanted !== language) return;
      this.#spoken = { language, messages };
      this.#element.requestUpdate();
    });
  }
}

/** The nearest `lang` above the element, through the shadow roots that it may stand in. */
function nearestLanguage(element: Element): string | null {
  for (let node: Node | null = element.parentNode; node; node = node.parentNode ?? hostOf(node)) {
    const lang = node instanceof Element ? node.getAttribute('lang') : null;
    if (lang) return lang;
  }
  return null;
}

function hostOf(node: Node): Element | null {
  return node instanceof ShadowRoot ? node.host : null;
}
