/** The element: attributes in, screens and events out; no HTTP, no PDF, no login. */
import { html, LitElement, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { DocumentEngine } from './document/document-engine.ts';
import { SigningActivityEvent } from './events/activity-event.ts';
import { eventFor } from './events/fact-events.ts';
import { SigningStatusChangeEvent } from './events/status-change-event.ts';
import type { Authenticator } from './login/authenticator.ts';
import { ActivityController } from './runtime/activity-controller.ts';
import { FocusController } from './runtime/focus-controller.ts';
import { LanguageController } from './runtime/language-controller.ts';
import { goBack, returnUrlFor } from './runtime/return-url.ts';
import { ScreenController } from './runtime/screen-controller.ts';
import { SessionController, type State } from './runtime/session-controller.ts';
import type { SessionSettings } from './runtime/session-settings.ts';
import type { Source } from './runtime/sources.ts';
import { takeSource } from './runtime/take-source.ts';
import type { Fact } from './session/effect.ts';
import type { Failure } from './session/failure.ts';
import type { LoginMode } from './session/login-offer.ts';
import { taskOf } from './session/session-state.ts';
import type { WidgetStatus } from './session/status.ts';
import { openingStep } from './steps/panel-steps.ts';
import { screen } from './steps/screen.ts';
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
 * @fires signing-postponed - the signer has left the task for later
 * @fires signing-cancelled - the signer has broken off
 * @fires signing-expired - the deadline passed while open
 * @fires signing-deleted - the sender withdrew the task while open
 * @fires signing-order-change - others have signed or said no, or the order has moved on
 * @fires signing-session-expiring - the session ends soon unless the signer goes on
 * @fires signing-activity - the signer is doing something; at most once a minute
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

  /** In place of decorators, which need more code than they are worth in what every page loads first. */
  static override properties: PropertyDeclarations = {
    src: {},
    artifact: {},
    service: {},
    referenceCode: { attribute: 'reference-code' },
    login: {},
    loginRedirectUri: { attribute: 'login-redirect-uri' },
    navigate: { type: Boolean },
    assets: {},
    client: { attribute: false },
    documentEngine: { attribute: false },
    authenticator: { attribute: false },
  };

  /** The task's URL. Setting it opens the task; taking it away closes it. An artifact in it is taken out at once. */
  src = '';

  /** An artifact for `src`, instead of one in it. Taken at once, and gone from here. */
  artifact: string | null | undefined;

  /** The service's URL, for a task that a code leads to. Without a code the signer is asked for it. */
  service: string | null | undefined;

  /** The code. Taken at once, and gone from here. */
  referenceCode: string | null | undefined;

  /** Where the signer logs in, when a login is asked for. */
  login: LoginMode = 'auto';

  /** The page of this origin that ends a login in the browser. Without one the service runs the login. */
  loginRedirectUri: string | undefined;

  /** At the end, follow the task's return URL (http and https only). Else only events tell of the end. */
  navigate = false;

  /** The folder of `pdfjs/`, as a URL. Default: `assets/` beside this module. */
  assets: string | undefined;

  /** Speaks to the service; replaced by tests and by hosts with their own transport. Read when a task is opened. */
  client: TaskClient = createTaskClient();

  /** Draws documents in place of pdf.js. Read when a task is opened. */
  documentEngine: DocumentEngine | undefined;

  /** Logs signers in, in place of the widget's own way. Read when a login is asked for. */
  authenticator: Authenticator | undefined;

  protected readonly session = new SessionController(this, {
    settings: () => this.#settings(),
    stepped: (before, after, facts) => this.#stepped(before, after, facts),
  });
  readonly #language = new LanguageController(this, () => this.task?.locale);
  readonly #focus = new FocusController(this);
  readonly #screen = new ScreenController(this, this.session, this.#focus);
  readonly #internals = this.attachInternals();
  #target: Source['target'];

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

  constructor() {
    super();
    new ActivityController(this, () => this.#handleActivity());
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
    if (this.hasUpdated && this.#target && this.status === 'idle') this.open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Moved within the page, it comes back in the same task, and nothing has to be opened again.
    queueMicrotask(() => {
      if (!this.isConnected) this.session.suspend();
    });
  }

  /** Opens what `src` or `service` says, also when a task is open already. */
  open(): void {
    this.session.open();
  }

  /** Reads the task again, in the session that there is, and shows what it says. */
  reload(): void {
    this.session.open();
  }

  /** Ends the session, and forgets what the signer has filled in. */
  close(): void {
    this.session.send({ type: 'close-asked' });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const given = ['src', 'artifact', 'service', 'referenceCode'] as const;
    if (given.some((name) => changed.has(name))) this.#takeSource(changed);
  }

  protected override render(): TemplateResult {
    const { messages, tag } = this.#language;
    const { state } = this.session;
    if (!messages) return html`<div class="frame" part="frame">${openingStep()}</div>`;
    return html`<div class="frame" part="frame" lang=${tag} dir=${messages.direction}>
      ${screen(state, this.#screen.context(messages, tag))}
      <p class="visually-hidden" role="status">${messages.announce[state.status]}</p>
    </div>`;
  }

  #settings(): SessionSettings {
    const { client, documentEngine: engine, login, authenticator } = this;
    const assets = this.assets ? new URL(this.assets, document.baseURI) : new URL('assets/', HERE);
    const uri = this.loginRedirectUri;
    const redirectUri =
      uri && URL.canParse(uri, document.baseURI) ? new URL(uri, document.baseURI).href : undefined;
    const target = this.#target;
    return { target, client, engine, assets, login, authenticator, redirectUri };
  }

  #stepped(before: State, after: State, facts: readonly Fact[]): void {
    this.#screen.stepped(before, after);
    if (before.status !== after.status) {
      this.#internals.states.delete(before.status);
      this.#internals.states.add(after.status);
      this.#focus.follow(after.status !== 'opening');
      const { task } = this;
      const event = new SigningStatusChangeEvent(after.status, before.status, task?.status, task?.sequence);
      this.dispatchEvent(event);
    } else if (decliningIn(before) !== decliningIn(after)) {
      this.#focus.follow(true);
    }
    for (const fact of facts) {
      const event = eventFor(fact, taskOf(after));
      if (event) this.dispatchEvent(event);
      const url = this.navigate ? returnUrlFor(fact, taskOf(after)) : undefined;
      if (url !== undefined) goBack(url, this);
    }
  }

  #takeSource(changed: PropertyValues<this>): void {
    const source = takeSource(this);
    this.#target = source.target;
    const other = changed.has('src') || (!this.src && changed.has('service'));
    if (!source.target && other) this.close();
    if (source.credential) this.session.give(source.credential);
    if (!source.target) return;
    if (source.mistyped !== undefined) {
      this.#screen.codeText = source.mistyped;
      this.session.send({ type: 'code-asked', notice: { code: 'task-not-found', retryable: false } });
    } else if (other || source.credential) {
      this.open();
    }
  }

  #handleActivity(): void {
    this.dispatchEvent(new SigningActivityEvent());
    this.session.keepAlive();
  }
}

/** Saying no is a panel of its own within a status, and each of its phases looks different. */
function decliningIn(state: State): string | undefined {
  return 'declining' in state ? state.declining?.phase : undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'signing-widget': SigningWidget;
  }
}
