/** The element: attributes in, screens and events out; no HTTP, no PDF, no login. */
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { DocumentEngine } from './document/document-engine.ts';
import type { DocumentView } from './document/document-view.ts';
import { SigningBeforeNavigateEvent } from './events/before-navigate-event.ts';
import { SigningBeforeSubmitEvent } from './events/before-submit-event.ts';
import { eventFor } from './events/fact-events.ts';
import { SigningStatusChangeEvent } from './events/status-change-event.ts';
import { DownloadController } from './runtime/download-controller.ts';
import { LanguageController } from './runtime/language-controller.ts';
import { randomKey } from './runtime/random-key.ts';
import { SessionController, type SessionSettings, type State } from './runtime/session-controller.ts';
import { draftGaps } from './session/draft.ts';
import type { Fact } from './session/effect.ts';
import type { Failure } from './session/failure.ts';
import { taskOf } from './session/session-state.ts';
import { assertNever, type WidgetStatus } from './session/status.ts';
import { openingStep } from './steps/panel-steps.ts';
import { screen } from './steps/screen.ts';
import { GAP_FIELD } from './steps/sign-panel.ts';
import type { StepContext, StepRequest } from './steps/step-context.ts';
import { createTaskClient } from './task/client-http.ts';
import type { TaskClient } from './task/client.ts';
import type { Task } from './task/contract.ts';
import { styles } from './theme/styles.ts';

/** In a constant of its own, so that a bundler leaves the address to the running module. */
const HERE = import.meta.url;

/**
 * Signs documents: give it the URL of a task, and it shows the documents, takes the consent and the
 * signature, sends them, and shows a receipt.
 *
 * Its height is definite (`100dvh` unless the page says otherwise), so that the bar with the button is
 * always in reach.
 *
 * @fires signing-ready - the task is open
 * @fires signing-document-ready - the first page is painted
 * @fires signing-status-change - `status` has changed
 * @fires signing-page-viewed - a page has been in view
 * @fires signing-before-submit - cancelable: the signer has pressed "sign"
 * @fires signing-before-navigate - cancelable: the page is about to be left
 * @fires signing-completed - the service has confirmed the signature
 * @fires signing-rejected - the task was rejected while open
 * @fires signing-expired - the deadline passed while open
 * @fires signing-deleted - the sender withdrew the task while open
 * @fires signing-error - something went wrong, with a stable `code`
 * @slot header - above the title, for the sender's own mark
 * @slot footer - under the bar and under the receipt
 * @slot completed - in the receipt, for what comes next
 * @slot loading - in place of the outline while something is loading
 * @csspart frame - everything
 * @csspart header - the order's title and its sender
 * @csspart body - between header and footer
 * @csspart footer - holds the bar
 * @csspart bar - the row with the buttons
 * @csspart button - every button
 * @csspart sign-button - the button that goes on to sign, and the one that signs
 * @csspart sign-panel - the last step before signing
 * @csspart document - the viewer; its parts are `document-controls`, `document-scroller`, `document-page`
 * @csspart panel - a screen of few words
 * @csspart receipt - the receipt
 * @csspart notice - a message within a screen
 * @cssproperty --signing-color-accent - buttons, links, what is chosen
 * @cssproperty --signing-color-on-accent - text on the accent
 * @cssproperty --signing-color-accent-soft - the ground of what is chosen
 * @cssproperty --signing-color-surface - cards and bars
 * @cssproperty --signing-color-ground - behind them
 * @cssproperty --signing-color-text - text
 * @cssproperty --signing-color-muted - text of less weight
 * @cssproperty --signing-color-border - lines
 * @cssproperty --signing-radius - of corners
 * @cssproperty --signing-font - the typeface
 * @cssproperty --signing-font-signature - the typeface of a typed signature
 */
export class SigningWidget extends LitElement {
  static override styles = styles;

  /** The task's URL. Setting it opens the task; taking it away closes it. */
  @property() src = '';

  /** At the end, follow the task's return URL (http and https only). Else only events tell of the end. */
  @property({ type: Boolean }) navigate = false;

  /** The folder of `pdfjs/`, as a URL. Default: `assets/` beside this module. */
  @property() assets: string | undefined;

  /** Speaks to the service; replaced by tests and by hosts with their own transport. Read when a task is opened. */
  @property({ attribute: false }) client: TaskClient = createTaskClient();

  /** Draws documents in place of pdf.js. Read when a task is opened. */
  @property({ attribute: false }) documentEngine: DocumentEngine | undefined;

  @state() private showGaps = false;

  protected readonly session = new SessionController(this, {
    settings: () => this.#settings(),
    stepped: (before, after, facts) => this.#stepped(before, after, facts),
  });
  readonly #downloads = new DownloadController(this, (actionId, version) =>
    this.session.download(actionId, version),
  );
  readonly #language = new LanguageController(this, () => this.task?.locale);
  readonly #internals = this.attachInternals();
  #hadFocus = false;
  #moveFocus = false;
  #pageToShow: number | undefined;

  /** Where the widget stands. */
  get status(): WidgetStatus {
    return this.session.state.status;
  }

  /** The open task, as the service last told it. */
  get task(): Task | undefined {
    return taskOf(this.session.state);
  }

  /** Why the widget is `failed`, or what it says beside the signing. */
  get error(): Failure | undefined {
    const { state } = this.session;
    if (state.status === 'failed') return state.failure;
    return 'notice' in state ? state.notice : undefined;
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang'];
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    this.requestUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#internals.states.add(this.status);
    // Taken out of the page before, and put back: what was open is opened again.
    if (this.hasUpdated && this.src && this.status === 'idle') this.open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Moved within the page, it comes back in the same task, and nothing has to be opened again.
    queueMicrotask(() => {
      if (!this.isConnected) this.session.suspend();
    });
  }

  /** Opens the task of `src`, also when one is open already. */
  open(): void {
    this.session.send({ type: 'open-asked' });
  }

  /** Reads the task again, in the session that there is, and shows what it says. */
  reload(): void {
    this.session.send({ type: 'open-asked' });
  }

  /** Ends the session, and forgets what the signer has filled in. */
  close(): void {
    this.session.send({ type: 'close-asked' });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('src')) {
      if (this.src) this.open();
      else this.close();
    }
    this.#hadFocus = Boolean(this.shadowRoot?.activeElement);
  }

  protected override render(): TemplateResult {
    const { messages, tag } = this.#language;
    const { state } = this.session;
    if (!messages) return html`<div class="frame" part="frame">${openingStep()}</div>`;
    return html`<div class="frame" part="frame" lang=${tag} dir=${messages.direction}>
      ${screen(state, this.#context(messages))}
      <p class="visually-hidden" role="status">${messages.announce[state.status]}</p>
    </div>`;
  }

  protected override updated(): void {
    this.#scrollToPage();
    // Only a focus that was here is moved: a page's own is not ours to take.
    const move = this.#moveFocus && this.#hadFocus;
    this.#moveFocus = false;
    if (!move) return;
    const step = this.renderRoot.querySelector<HTMLElement>('[data-focus]');
    if (step) step.focus();
    else this.renderRoot.querySelector<HTMLElement>('#task-title')?.focus({ preventScroll: true });
  }

  #context(messages: StepContext['messages']): StepContext {
    const { documents, state } = this.session;
    const shown = 'shown' in state ? state.shown : undefined;
    const progress = documents.progressOf(shown);
    return {
      messages,
      language: this.#language.tag,
      document: documents.get(shown),
      viewReady: documents.viewReady,
      loaded: progress && progress.loadedBytes / progress.totalBytes,
      showGaps: this.showGaps,
      downloads: this.#downloads.states,
      framed: window.top !== window.self,
      taskUrl: undefined,
      codeText: '',
      ask: (request) => this.#handleRequest(request),
    };
  }

  #settings(): SessionSettings {
    const { src, client, documentEngine: engine } = this;
    const assets = this.assets ? new URL(this.assets, document.baseURI) : new URL('assets/', HERE);
    return { src, client, engine, assets };
  }

  #stepped(before: State, after: State, facts: readonly Fact[]): void {
    if (before.status !== after.status) {
      this.#internals.states.delete(before.status);
      this.#internals.states.add(after.status);
      this.#moveFocus = after.status !== 'opening';
      this.showGaps = false;
      const { task } = this;
      const event = new SigningStatusChangeEvent(after.status, before.status, task?.status, task?.sequence);
      this.dispatchEvent(event);
    }
    for (const fact of facts) {
      const event = eventFor(fact, taskOf(after));
      if (event) this.dispatchEvent(event);
      if (fact.type === 'completed') this.#followRedirect(taskOf(after)?.redirects.completed);
    }
  }

  #followRedirect(url: string | undefined): void {
    if (!this.navigate || url === undefined || !/^https?:\/\//i.test(url)) return;
    if (this.dispatchEvent(new SigningBeforeNavigateEvent(url))) window.location.assign(url);
  }

  #handleRequest(request: StepRequest): void {
    const { session } = this;
    const { run } = session.state;
    const shown = 'shown' in session.state ? session.state.shown : undefined;
    switch (request.type) {
      case 'continue':
        return session.send({ type: 'sign-asked' });
      case 'back':
        return session.send({ type: 'back-asked' });
      case 'submit':
        return this.#submit();
      case 'draft':
        return session.send({ type: 'draft-changed', draft: request.draft });
      case 'document':
        this.#pageToShow = request.page;
        return session.send({ type: 'document-chosen', actionId: request.actionId });
      case 'page-shown':
        if (shown) session.send({ type: 'page-shown', run, actionId: shown, page: request.page });
        return;
      case 'painted':
        if (shown) session.send({ type: 'document-painted', run, actionId: shown });
        return;
      case 'code-text':
      case 'code':
      case 'login':
      case 'cancel-login':
      case 'reject':
      case 'reason':
      case 'confirm-rejection':
      case 'keep-task':
      case 'postpone':
      case 'cancel':
      case 'stay':
        return;
      case 'retry':
        return this.open();
      case 'check-now':
        return session.send({ type: 'look-again' });
      case 'download':
        return this.#downloads.start(request.actionId, request.version);
      default:
        return assertNever(request);
    }
  }

  #submit(): void {
    const { state } = this.session;
    if (state.status !== 'signing') return;
    const [gap] = draftGaps(state.task, state.draft);
    if (gap) {
      this.showGaps = true;
      const field = GAP_FIELD[gap];
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#${field}`)?.focus());
      return;
    }
    if (!this.dispatchEvent(new SigningBeforeSubmitEvent(state.task.id))) return;
    this.session.send({ type: 'submit-asked', key: randomKey() });
  }

  /** A page that was asked for before its document was there is shown when it is. */
  #scrollToPage(): void {
    const page = this.#pageToShow;
    const view = this.renderRoot.querySelector<DocumentView>('signing-document-view');
    if (page === undefined || !view?.document) return;
    this.#pageToShow = undefined;
    void view.updateComplete.then(() => view.scrollToPage(page));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'signing-widget': SigningWidget;
  }
}
