/**
 * Runs a session for an element: events go through `transition()`, its effects are carried out, and their
 * results come back as events. Knows no screen.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Effect, Fact } from '../session/effect.ts';
import type { LoginMode } from '../session/login-offer.ts';
import type { SessionEvent } from '../session/session-event.ts';
import { INITIAL, taskOf, type SessionState } from '../session/session-state.ts';
import { earlyTransition } from '../session/early-transition.ts';
import type { LateParts } from '../session/late-parts.ts';
import type { DownloadState, DownloadWish } from '../steps/step-context.ts';
import type { OpenBy } from '../task/client.ts';
import type { Task } from '../task/contract.ts';
import type { Documents } from './documents.ts';
import { EventQueue } from './event-queue.ts';
import { needsWindow } from './login-place.ts';
import { LateRunners } from './late-runners.ts';
import type { LateUploads } from './late-uploads.ts';
import type { LoginSettings } from './logins.ts';
import { returnOf } from './returned-login.ts';
import type { SessionSettings } from './session-settings.ts';
import { isLate } from './task-effect.ts';
import { TaskRequests } from './task-requests.ts';
import type { TaskWatches } from './task-watches.ts';

export type State = SessionState<Task>;

export interface SessionHost {
  settings(): SessionSettings;
  /** After each step, with what it told; before the screen is drawn. */
  stepped(before: State, after: State, facts: readonly Fact[]): void;
}

/** A session that was used within this time needs no request to stay alive. */
const KEEP_ALIVE_MILLISECONDS = 5 * 60_000;

export class SessionController implements ReactiveController {
  readonly #element: ReactiveControllerHost;
  readonly #host: SessionHost;
  readonly #requests: TaskRequests;
  /** They come with what a task is shown with. */
  #watches: TaskWatches | undefined;
  readonly #queue = new EventQueue<SessionEvent<Task>>((event) => this.#take(event));
  readonly #runners: LateRunners;
  #state: State = INITIAL;
  /** They come with the signing; an event that needs them waits. */
  #late: LateParts | undefined;
  #abort = new AbortController();
  #wait: ReturnType<typeof setTimeout> | undefined;
  /** A login that was asked for when its offer had grown old; it goes on when there is a new one. */
  #loginAfter: { readonly mode: LoginMode | undefined } | undefined;

  constructor(element: ReactiveControllerHost, host: SessionHost) {
    this.#element = element;
    this.#host = host;
    const session = this as SessionController;
    this.#requests = new TaskRequests(
      {
        get state() {
          return session.state;
        },
        get signal() {
          return session.signal;
        },
        settings: () => host.settings(),
        send: (event) => this.send(event),
        used: (access) => this.#watches?.used(access),
      },
      () => element.requestUpdate(),
    );
    this.#runners = new LateRunners({
      get access() {
        return session.#requests.access;
      },
      get signal() {
        return session.signal;
      },
      login: () => this.#login(),
      give: (credential: OpenBy) => this.give(credential),
      send: (event: SessionEvent<Task>) => this.send(event),
      settings: () => host.settings(),
      changed: () => element.requestUpdate(),
    });
    element.addController(this);
  }

  get state(): State {
    return this.#state;
  }

  get uploads(): LateUploads {
    return this.#runners.uploads;
  }

  get documents(): Documents {
    return this.#requests.documents;
  }

  /** Ends what is under way when the signer or the page opens something else or closes. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Of the last opening. */
  get assets(): URL {
    return this.#host.settings().assets;
  }

  /** The task's own address, without artifact. */
  get taskUrl(): string | undefined {
    return this.#requests.access?.address?.url;
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#seen);
    window.addEventListener('online', this.lookAgain);
    window.addEventListener('pageshow', this.#cameBack);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#seen);
    window.removeEventListener('online', this.lookAgain);
    window.removeEventListener('pageshow', this.#cameBack);
  }

  /** Takes a credential for the next opening; it is asked about only then. */
  give(credential: OpenBy): void {
    this.#requests.give(credential);
  }

  /** Opens what the settings say, also when something is open already. */
  open(): void {
    const { target, authenticator } = this.#host.settings();
    if (!target || target === 'invalid') return this.send({ type: 'open-asked', by: 'task' });
    const returned = returnOf(target.address?.url ?? `${target.service}/`, authenticator);
    if (returned) this.#requests.giveReturn(returned);
    const by = this.#requests.openedBy(target);
    this.send(by ? { type: 'open-asked', by } : { type: 'code-asked' });
  }

  /** Called inside the click: a window opens nowhere else. */
  logIn(mode: LoginMode | undefined): void {
    const { state } = this;
    if (state.status !== 'login-required' && state.status !== 'logging-in') return;
    if (state.offer && this.#runners.logins.isFresh(state.offer))
      return this.send({ type: 'login-asked', mode });
    this.#loginAfter = { mode };
    this.open();
  }

  /** The signer is at work: their session must not run out under their hands. */
  keepAlive(): void {
    const { status } = this.#state;
    const usedAt = this.#requests.access?.times?.usedAt;
    if (usedAt === undefined || (status !== 'reviewing' && status !== 'signing')) return;
    if (Date.now() - usedAt >= KEEP_ALIVE_MILLISECONDS) this.lookAgain();
  }

  send(event: SessionEvent<Task>): void {
    this.#queue.add(event);
  }

  /** Lets go of everything without a word to the service, as when the element leaves the page. */
  suspend(): void {
    this.show({ status: 'idle', run: this.#state.run + 1 });
  }

  /** Puts the session into a state as it is, with nothing under way: for previews of a single screen. */
  show(state: State): void {
    this.#stop();
    const before = this.#state;
    this.#state = state;
    this.#host.stepped(before, state, []);
    this.#element.requestUpdate();
  }

  /** @throws {TaskError} */
  download(actionId: string, wish: DownloadWish): Promise<DownloadState | undefined> {
    return this.#requests.download(actionId, wish);
  }

  readonly lookAgain = (): void => {
    if (!document.hidden) this.send({ type: 'look-again' });
  };

  #take(event: SessionEvent<Task>): Promise<SessionEvent<Task>> | undefined {
    const before = this.#state;
    const done = earlyTransition(before, event, this.#late);
    if (!done) return this.#whenLate(event);
    const { state, effects, facts } = done;
    this.#state = state;
    if (state.run !== before.run) this.#stop();
    // Documents are held for as long as they can be read: not behind a receipt.
    if ('seen' in before && !('seen' in state))
      [this.documents, this.uploads].forEach((files) => files.close());
    for (const effect of effects) this.#run(effect, state.run);
    this.#host.stepped(before, state, facts);
    this.#element.requestUpdate();
    this.#arrived(before, state);
    return undefined;
  }

  /** They have come with the screens that they are for. */
  takeLate(parts: LateParts): void {
    this.#late = parts;
  }

  /** What it needs is on its way with the screens that it is for, or is asked for now. */
  async #whenLate(event: SessionEvent<Task>): Promise<SessionEvent<Task>> {
    const { run } = this.#state;
    try {
      this.takeLate((await import('./signing-chunk.ts')).lateParts);
      return event;
    } catch {
      return { type: 'part-missing', run, failure: { code: 'offline', retryable: true } };
    }
  }

  /** What begins by itself where the session has come to stand. */
  #arrived(before: State, state: State): void {
    if (before.status === 'opening' && 'task' in state) this.#watches?.used(this.#requests.access);
    if (state.status === 'login-required' && state.offer) this.#runners.logins.offered(state.offer);
    this.#follow();
    const after = this.#loginAfter;
    if (!after || state.status === 'opening') return;
    this.#loginAfter = undefined;
    if (state.status !== 'login-required' || !state.offer) return;
    // Where a window is needed the signer has to press again: it opens only inside a click.
    if (!needsWindow(after.mode ?? this.#login().mode)) {
      this.send({ type: 'login-asked', mode: after.mode });
    }
  }

  #stop(): void {
    this.#abort.abort(new DOMException('The session has ended.', 'AbortError'));
    this.#abort = new AbortController();
    clearTimeout(this.#wait);
    this.#watches?.stop();
    this.#requests.stop();
    this.uploads.close();
  }

  #run(effect: Effect, run: number): void {
    if (effect.type === 'wait') {
      clearTimeout(this.#wait);
      this.#wait = setTimeout(() => this.#waitOver(run), effect.seconds * 1000);
    } else if (isLate(effect)) this.#runners.run(effect, run);
    else this.#requests.run(effect, run);
  }

  #login(): LoginSettings {
    const { target, login, redirectUri, authenticator } = this.#host.settings();
    const service = target && target !== 'invalid' ? target.service : '';
    return { mode: login, redirectUri, authenticator, taskUrl: this.taskUrl ?? `${service}/` };
  }

  #follow(): void {
    if (this.#watches) this.#watches.follow(this.#requests.access);
    else if (taskOf(this.#state)) this.#loadWatches();
  }

  #loadWatches(): void {
    import('./document-room.ts').then(
      ({ TaskWatches }) => {
        if (this.#watches) return;
        this.#watches = new TaskWatches(this);
        if (!taskOf(this.#state)) return;
        this.#watches.used(this.#requests.access);
        this.#follow();
      },
      // Without them the task is looked at now and then, and its session ends without a warning.
      () => undefined,
    );
  }

  /** Out of sight nobody waits for news, but for the outcome of a signature. */
  #waitOver(run: number): void {
    if (document.hidden && this.#state.status !== 'submitting') return;
    this.send({ type: 'wait-over', run });
  }

  readonly #seen = (): void => {
    this.#follow();
    this.lookAgain();
  };

  /** The back button can bring the page back as it was left for a login, waiting for what will not come. */
  readonly #cameBack = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) this.send({ type: 'cancel-login' });
  };
}
