/** What the screen is given, and what becomes of what it asks for. Holds what is of the screen alone. */
import type { LitElement } from 'lit';
import { SigningBeforeSubmitEvent } from '../events/before-submit-event.ts';
import type { Messages } from '../messages/messages.ts';
import type { StepContext, StepRequest } from '../steps/step-context.ts';
import { DownloadController } from './download-controller.ts';
import type { FocusController } from './focus-controller.ts';
import { isFramed } from './login-place.ts';
import { PageController } from './page-controller.ts';
import { randomKey } from './random-key.ts';
import { sessionEventFor } from './request-events.ts';
import { Rooms } from './rooms.ts';
import type { SessionController, State } from './session-controller.ts';

export class ScreenController {
  readonly #element: LitElement;
  readonly #session: SessionController;
  readonly #focus: FocusController;
  readonly #downloads: DownloadController;
  readonly #pages: PageController;
  readonly #rooms: Rooms;
  #showGaps = false;
  #place: string | undefined;
  #onPage = false;
  /** What stands in the code field; held nowhere else, and gone when it has opened a task. */
  #codeText = '';

  constructor(element: LitElement, session: SessionController, focus: FocusController) {
    this.#element = element;
    this.#session = session;
    this.#focus = focus;
    this.#pages = new PageController(element);
    this.#rooms = new Rooms(
      element,
      () => focus.follow(true),
      (parts) => session.takeLate(parts),
    );
    this.#downloads = new DownloadController(element, (actionId, wish) => session.download(actionId, wish));
  }

  set codeText(text: string) {
    this.#codeText = text;
    this.#element.requestUpdate();
  }

  stepped(before: State, after: State): void {
    if ('task' in after && after.task) this.#codeText = '';
    if (before.status !== after.status) this.#showGaps = this.#onPage = false;
    this.#rooms.near(after);
  }

  context(messages: Messages, language: string): StepContext {
    const { documents, state, taskUrl } = this.#session;
    const shown = 'shown' in state ? state.shown : undefined;
    const progress = documents.progressOf(shown);
    return {
      messages,
      language,
      document: documents.get(shown),
      loaded: progress && progress.loadedBytes / progress.totalBytes,
      showGaps: this.#showGaps,
      place: this.#place,
      onPage: this.#onPage,
      downloads: this.#downloads.states,
      framed: isFramed(),
      taskUrl,
      assets: this.#session.assets,
      preview: (action) => this.#session.uploads.preview(action),
      codeText: this.#codeText,
      ...this.#rooms.in(messages),
      ask: (request) => this.#handle(request),
    };
  }

  #handle(request: StepRequest): void {
    const session = this.#session;
    switch (request.type) {
      case 'submit':
        return this.#submit(request.missing);
      case 'retry':
        return session.open();
      case 'load-again':
        return this.#rooms.loadAgain();
      case 'login':
        return session.logIn(request.mode);
      case 'download':
        return this.#downloads.start(request.actionId, request.version);
      case 'download-seen':
        return this.#downloads.seen(request.actionId, request.version);
      case 'upload':
        return session.uploads.choose(request.actionId, request.file);
      case 'code-text':
        this.codeText = request.text;
        return;
      case 'document':
        this.#pages.show(request.page);
        // The way to the next document goes with the press, and its tab tells which one it is.
        if (request.page === undefined) void this.#focus.moveTo(`tab-${request.actionId}`);
        break;
      case 'place':
        this.#place = request.placeId;
        this.#onPage = true;
        this.#pages.show(request.placeId);
        this.#element.requestUpdate();
        break;
      case 'field':
        return this.#goToField(request.field);
      case 'code':
        session.give({ referenceCode: request.code });
        break;
    }
    const event = sessionEventFor(request, session.state);
    if (event) session.send(event);
  }

  #submit(missing: string | undefined): void {
    const { state } = this.#session;
    if (state.status !== 'signing') return;
    if (missing !== undefined) {
      this.#showGaps = true;
      return this.#goToField(missing);
    }
    if (!this.#element.dispatchEvent(new SigningBeforeSubmitEvent(state.task.id))) return;
    this.#session.send({ type: 'submit-asked', key: randomKey() });
  }

  #goToField(field: string): void {
    this.#onPage = false;
    this.#element.requestUpdate();
    void this.#focus.moveTo(field);
  }
}
