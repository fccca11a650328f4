/**
 * Runs a session for an element: events go through `transition()`, effects are run here and nowhere
 * else, and their results come back as events. Knows no screen.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { DocumentEngine } from '../document/document-engine.ts';
import type { Effect, Fact } from '../session/effect.ts';
import type { SessionEvent } from '../session/session-event.ts';
import { INITIAL, taskOf, type SessionState } from '../session/session-state.ts';
import { assertNever } from '../session/status.ts';
import { transition } from '../session/transition.ts';
import type { TaskClient } from '../task/client.ts';
import type { Task } from '../task/contract.ts';
import { failureOf } from '../task/problem.ts';
import { taskAddress, type TaskAddress } from '../task/task-address.ts';
import { TaskError } from '../task/task-error.ts';
import { complete } from './complete.ts';
import { Documents } from './documents.ts';
import { download, type DocumentVersion } from './downloads.ts';
import { PageReports } from './page-reports.ts';
import { TabStorage } from './tab-storage.ts';
import { TaskAccess } from './task-access.ts';

export type State = SessionState<Task>;

/** What the element lends to its session; read anew for each opening. */
export interface SessionSettings {
  readonly src: string;
  readonly client: TaskClient;
  readonly engine: DocumentEngine | undefined;
  readonly assets: URL;
}

export interface SessionHost {
  settings(): SessionSettings;
  /** After each step, with what it told; before the screen is drawn. */
  stepped(before: State, after: State, facts: readonly Fact[]): void;
}

interface Opened {
  readonly access: TaskAccess;
  readonly storage: TabStorage;
  readonly settings: SessionSettings;
}

export class SessionController implements ReactiveController {
  readonly documents: Documents;
  readonly #element: ReactiveControllerHost;
  readonly #host: SessionHost;
  readonly #queue: SessionEvent<Task>[] = [];
  #state: State = INITIAL;
  #running = false;
  #opened: Opened | undefined;
  #abort = new AbortController();
  #wait: ReturnType<typeof setTimeout> | undefined;
  #reports: PageReports | undefined;

  constructor(element: ReactiveControllerHost, host: SessionHost) {
    this.#element = element;
    this.#host = host;
    this.documents = new Documents(() => element.requestUpdate());
    element.addController(this);
  }

  get state(): State {
    return this.#state;
  }

  /** Ends what is under way when the signer or the page opens something else or closes. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#lookAgain);
    window.addEventListener('online', this.#lookAgain);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#lookAgain);
    window.removeEventListener('online', this.#lookAgain);
  }

  /** Events are taken one at a time: a listener that sends another has it taken after this one. */
  send(event: SessionEvent<Task>): void {
    this.#queue.push(event);
    if (this.#running) return;
    this.#running = true;
    try {
      for (let next = this.#queue.shift(); next; next = this.#queue.shift()) this.#take(next);
    } finally {
      this.#running = false;
    }
  }

  /** Lets go of everything without a word to the service, as when the element leaves the page. */
  suspend(): void {
    this.#stop();
    const before = this.#state;
    this.#state = { status: 'idle', run: before.run + 1 };
    this.#host.stepped(before, this.#state, []);
    this.#element.requestUpdate();
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
  async download(actionId: string, version: DocumentVersion): Promise<void> {
    const action = taskOf(this.#state)?.actions.find(({ id }) => id === actionId);
    if (!action || !this.#opened) return;
    const { access, settings } = this.#opened;
    await download(action, version, access, settings.client, this.signal);
  }

  #take(event: SessionEvent<Task>): void {
    const before = this.#state;
    const { state, effects, facts } = transition(before, event);
    this.#state = state;
    if (state.run !== before.run) this.#stop();
    // Documents are held for as long as they can be read: not behind a receipt.
    if ('seen' in before && !('seen' in state)) this.documents.close();
    for (const effect of effects) this.#run(effect, state.run);
    this.#host.stepped(before, state, facts);
    this.#element.requestUpdate();
  }

  #stop(): void {
    this.#abort.abort(new DOMException('The session has ended.', 'AbortError'));
    this.#abort = new AbortController();
    clearTimeout(this.#wait);
    this.#reports?.stop();
    this.documents.close();
  }

  #run(effect: Effect, run: number): void {
    switch (effect.type) {
      case 'open-task':
        return this.#openTask(run);
      case 'read-task':
        return this.#ask(
          (opened, signal) => opened.access.call(signal, (access) => opened.settings.client.read(access)),
          (answer) => this.send({ type: 'task-read', run, ...answer }),
          (failure) => this.send({ type: 'task-unread', run, failure }),
        );
      case 'complete':
        return this.#ask(
          async (opened, signal) => {
            // The service may ask that every page was seen: what is known here is told first.
            await this.#reports?.flush();
            const { access, settings } = opened;
            return complete(effect, taskOf(this.#state), access, settings.client, signal);
          },
          (answer) => this.send({ type: 'completion-confirmed', run, ...answer }),
          (failure) => this.send({ type: 'completion-refused', run, failure }),
        );
      case 'show-document':
        return this.#showDocument(effect.actionId, run);
      case 'wait':
        clearTimeout(this.#wait);
        this.#wait = setTimeout(() => this.#waitOver(run), effect.seconds * 1000);
        return;
      case 'report-pages':
        return this.#reports?.add(effect.actionId, effect.pages);
      case 'keep':
        if (this.#opened) this.#opened.storage.kept = effect.kept;
        return;
      case 'forget-draft':
        if (this.#opened) this.#opened.storage.kept = undefined;
        return;
      case 'end-session':
        this.#opened?.access.end();
        this.#opened = undefined;
        return;
      default:
        return assertNever(effect);
    }
  }

  #openTask(run: number): void {
    const settings = this.#host.settings();
    const address = taskAddress(settings.src, document.baseURI);
    if (!address) {
      this.#opened = undefined;
      this.send({ type: 'task-unopened', run, failure: { code: 'task-not-found', retryable: false } });
      return;
    }
    const { access, storage } = this.#accessTo(address, settings.client);
    this.#opened = { access, storage, settings };
    this.#reports = new PageReports((actionId, pages) => this.#report(actionId, pages, run));
    this.documents.preload(settings.engine, settings.assets);
    this.#ask(
      (opened, signal) => opened.access.open(signal),
      (answer) => this.send({ type: 'task-opened', run, ...answer, kept: storage.kept }),
      (failure) => this.send({ type: 'task-unopened', run, failure }),
    );
  }

  /** The same task opened again goes on with the session that there is. */
  #accessTo(address: TaskAddress, client: TaskClient): Pick<Opened, 'access' | 'storage'> {
    const { access, storage, settings } = this.#opened ?? {};
    if (access && storage && access.address.url === address.url && settings?.client === client) {
      return { access, storage };
    }
    const fresh = new TabStorage(address);
    return { access: new TaskAccess(address, client, fresh), storage: fresh };
  }

  #showDocument(actionId: string, run: number): void {
    const action = taskOf(this.#state)?.actions.find(({ id }) => id === actionId);
    if (!action) return;
    this.#ask(
      ({ access, settings }, signal) => this.documents.show(action, { access, ...settings, signal }),
      () => this.send({ type: 'document-loaded', run, actionId }),
      (failure) => this.send({ type: 'document-failed', run, failure }),
    );
  }

  async #report(actionId: string, pages: readonly (readonly [number, number])[], run: number): Promise<void> {
    const action = taskOf(this.#state)?.actions.find(({ id }) => id === actionId);
    const opened = this.#opened;
    if (!action || !opened || run !== this.#state.run) return;
    const body = { pages: pages.map(([first, last]) => [first, last]), sha256: action.document.sha256 };
    try {
      await opened.access.call(this.signal, (access) =>
        opened.settings.client.reportPages(access, actionId, body),
      );
    } catch (error) {
      // The task has moved on: that the signer has to know, and the task itself tells it best.
      const code = error instanceof TaskError ? error.failure.code : undefined;
      if (code === 'task-final' || code === 'task-expired' || code === 'task-deleted') this.#lookAgain();
      else if (!(error instanceof TaskError) || error.failure.retryable) throw error;
    }
  }

  /** One request of the session; what comes after the session has ended is dropped. */
  #ask<R>(
    request: (opened: Opened, signal: AbortSignal) => Promise<R>,
    answered: (answer: R) => void,
    refused: (failure: ReturnType<typeof failureOf>) => void,
  ): void {
    const opened = this.#opened;
    if (!opened) return;
    const { signal } = this.#abort;
    request(opened, signal).then(
      (answer) => {
        if (!signal.aborted) answered(answer);
      },
      (error: unknown) => {
        if (!signal.aborted) refused(failureOf(error));
      },
    );
  }

  /** Out of sight nobody waits for news, but for the outcome of a signature. */
  #waitOver(run: number): void {
    if (document.hidden && this.#state.status !== 'submitting') return;
    this.send({ type: 'wait-over', run });
  }

  readonly #lookAgain = (): void => {
    if (!document.hidden) this.send({ type: 'look-again' });
  };
}
