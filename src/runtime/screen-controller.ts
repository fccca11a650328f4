/** What the screen is given, and what becomes of what it asks for. Holds what is of the screen alone. */
import type { LitElement } from 'lit';
import { SigningBeforeSubmitEvent } from '../events/before-submit-event.ts';
import type { Messages } from '../messages/messages.ts';
import { draftGaps } from '../session/draft.ts';
import { GAP_FIELD } from '../steps/gap-field.ts';
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
  /** What stands in the code field; held nowhere else, and gone when it has opened a task. */
  #codeText = '';

  constructor(element: LitElement, session: SessionController, focus: FocusController) {
    this.#element = element;
    this.#session = session;
    this.#focus = focus;
    this.#pages = new PageController(element);
    this.#rooms = new Rooms(element, () => focus.follow(true));
    this.#downloads = new DownloadController(element, (actionId, wish) => session.download(actionId, wish));
  }

  set codeText(text: string) {
    this.#codeText = text;
    this.#element.requestUpdate();
  }

  stepped(before: State, after: State): void {
    if ('task' in after && after.task) this.#codeText = '';
    if (before.status !== after.status) this.#showGaps = false;
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
      downloads: this.#downloads.states,
      framed: isFramed(),
      taskUrl,
      codeText: this.#codeText,
      ...this.#rooms.in(messages),
      ask: (request) => this.#handle(request),
    };
  }

  #handle(request: StepRequest): void {
    const session = this.#session;
    switch (request.type) {
      case 'submit':
        return this.#submit();
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
      case 'code-text':
        this.codeText = request.text;
        return;
      case 'document':
        this.#pages.show(request.page);
        // The way to the next document goes with the press, and its tab tells which one it is.
        if (request.page === undefined) void this.#focus.moveTo(`tab-${request.actionId}`);
        break;
      case 'code':
        session.give({ referenceCode: request.code });
        break;
    }
    const event = sessionEventFor(request, session.state);
    if (event) session.send(event);
  }

  #submit(): void {
    const { state } = this.#session;
    if (state.status !== 'signing') return;
    const [gap] = draftGaps(state.task, state.draft);
    if (gap) {
      this.#showGaps = true;
      this.#element.requestUpdate();
      void this.#focus.moveTo(GAP_FIELD[gap]);
      return;
    }
    if (!this.#element.dispatchEvent(new SigningBeforeSubmitEvent(state.task.id))) return;
    this.#session.send({ type: 'submit-asked', key: randomKey() });
  }
}
