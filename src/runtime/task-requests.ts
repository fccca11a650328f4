/**
 * Carries out the effects of a session that ask the service; their results come back as events. What comes
 * after the run that asked has ended is dropped.
 */
import type { LoginReturn } from '../login/authenticator.ts';
import type { Failure } from '../session/failure.ts';
import type { SessionEvent } from '../session/session-event.ts';
import { taskOf, type OpenedBy, type SessionState } from '../session/session-state.ts';
import { assertNever } from '../session/status.ts';
import type { DownloadState, DownloadWish } from '../steps/step-context.ts';
import type { Access, Answer, OpenBy } from '../task/client.ts';
import type { DocumentAction, Task } from '../task/contract.ts';
import { documentActionOf } from '../task/document-action.ts';
import { failureOf } from '../task/problem.ts';
import { TaskError } from '../task/task-error.ts';
import { Documents } from './documents.ts';
import { loginFailure } from './login-answer.ts';
import type { PageReports } from './page-reports.ts';
import { takeReturned, type ReturnedProof } from './returned-login.ts';
import type { SessionSettings } from './session-settings.ts';
import { TaskAccess, type Target } from './task-access.ts';
import type { TaskEffect } from './task-effect.ts';

export interface RequestingSession {
  readonly state: SessionState<Task>;
  /** Aborted at the end of the run. */
  readonly signal: AbortSignal;
  settings(): SessionSettings;
  send(event: SessionEvent<Task>): void;
  /** After each use of the session at the service. */
  used(access: TaskAccess): void;
}

interface Opened {
  readonly access: TaskAccess;
  readonly settings: SessionSettings;
}

export class TaskRequests {
  readonly documents: Documents;
  readonly #session: RequestingSession;
  #opened: Opened | undefined;
  #given: OpenBy | undefined;
  #returned: Promise<LoginReturn | undefined> | undefined;
  /** It comes with what documents are shown with: before, no page has been seen. */
  #reports: Promise<PageReports> | undefined;
  /** A look at the task, and whether another one was asked for meanwhile: many news are one look. */
  #reading: { again: boolean } | undefined;

  constructor(session: RequestingSession, changed: () => void) {
    this.#session = session;
    this.documents = new Documents((arriving) => {
      const { state } = session;
      if (arriving !== undefined && 'broken' in state && state.broken[arriving]) {
        session.send({ type: 'document-resumed', run: state.run, actionId: arriving });
      }
      changed();
    });
  }

  get access(): TaskAccess | undefined {
    return this.#opened?.access;
  }

  /** What the next opening is done with. */
  give(credential: OpenBy): void {
    this.#given = credential;
  }

  giveReturn(returned: Promise<LoginReturn | undefined>): void {
    this.#returned = returned;
  }

  /** By what the next opening goes; `undefined` when a code has to be asked for first. */
  openedBy(target: Target): OpenedBy | undefined {
    if (this.#returned) return 'login';
    if (this.#given) return 'referenceCode' in this.#given ? 'code' : 'task';
    if (target.address) return 'task';
    const access = this.#fits(target) ? this.access : undefined;
    if (access?.byCode) return 'code';
    return access?.address ? 'task' : undefined;
  }

  run(effect: TaskEffect, run: number): void {
    const { access } = this;
    switch (effect.type) {
      case 'open-task':
        return this.#openTask(run);
      case 'read-task':
        return this.#readTask(run);
      case 'complete':
        return this.#ask(
          async (opened, signal) => {
            // The service may ask that every page was seen: what is known here is told first.
            await this.#reported((reports) => reports.flush());
            const { complete } = await import('./signing-chunk.ts');
            return complete(effect, taskOf(this.#session.state), opened.access, opened.access.client, signal);
          },
          (answer) => this.#session.send({ type: 'completion-confirmed', run, ...answer }),
          (failure) => this.#session.send({ type: 'completion-refused', run, failure }),
        );
      case 'reject':
        return this.#wish(
          (granted) => access?.client.reject(granted, effect.reason),
          (answer) => this.#session.send({ type: 'rejection-confirmed', run, ...answer }),
          (failure) => this.#session.send({ type: 'rejection-refused', run, failure }),
        );
      case 'leave':
        return this.#wish(
          (granted) => access?.client[effect.way](granted),
          (answer) => this.#session.send({ type: 'left', run, ...answer }),
          (failure) => this.#session.send({ type: 'leave-refused', run, failure }),
        );
      case 'show-document':
        return this.#showDocument(effect.actionId, run);
      case 'report-pages':
        void this.#reported((reports) => reports.add(effect.actionId, effect.pages));
        return;
      case 'keep':
        if (access?.storage) access.storage.kept = effect.kept;
        return;
      case 'forget-draft':
        if (access?.storage) access.storage.kept = undefined;
        return;
      case 'end-session':
        access?.end();
        this.#opened = this.#given = this.#returned = undefined;
        return;
      default:
        return assertNever(effect);
    }
  }

  /** @throws {TaskError} */
  async download(actionId: string, wish: DownloadWish): Promise<DownloadState | undefined> {
    const action = this.#action(actionId);
    const { access } = this;
    if (!action || !access) return undefined;
    const { download } = await import('./signing-chunk.ts');
    return download(action, wish, access, access.client, this.#session.signal);
  }

  /** Ends what waits; requests under way end with the run's signal. */
  stop(): void {
    this.#reading = undefined;
    void this.#reported((reports) => reports.stop());
    this.documents.close();
  }

  #openTask(run: number): void {
    const settings = this.#session.settings();
    const { target } = settings;
    if (!target || target === 'invalid') {
      this.#opened = undefined;
      const failure = { code: 'task-not-found', retryable: false } as const;
      return this.#session.send({ type: 'task-unopened', run, failure });
    }
    const access = this.#accessTo(target, settings);
    this.#opened = { access, settings };
    const returned = this.#returned;
    this.#returned = undefined;
    if (returned) this.#openReturned(returned, access, run);
    else this.#open(access, run);
    // After the task: what is asked for first gets the connections that are open already.
    this.documents.preload(settings.engine, settings.assets);
    this.#reports = import('./document-room.ts').then(({ reportsOf }) =>
      reportsOf(this.#session, run, access),
    );
    this.#reports.catch(() => undefined);
  }

  /** @param then what is told after the task is there */
  #open(access: TaskAccess, run: number, then?: ReturnedProof): void {
    this.#ask(
      (_opened, signal) => access.open(signal),
      (answer) => {
        this.#session.send({ type: 'task-opened', run, ...answer, kept: access.storage?.kept });
        void then?.(run).then((event) => this.#session.send(event));
      },
      (failure) => this.#session.send({ type: 'task-unopened', run, failure }),
    );
  }

  #openReturned(returned: Promise<LoginReturn | undefined>, access: TaskAccess, run: number): void {
    const { signal } = this.#session;
    takeReturned(returned, (credential) => access.give(credential)).then(
      (proof) => {
        if (!signal.aborted) this.#open(access, run, proof);
      },
      (error: unknown) => {
        if (signal.aborted) return;
        this.#session.send({ type: 'login-undone', run, failure: loginFailure(error) });
      },
    );
  }

  /** The same task opened again goes on with the session that there is. */
  #accessTo(target: Target, settings: SessionSettings): TaskAccess {
    const { access: before } = this;
    const fits = before && before.client === settings.client && this.#fits(target);
    const access = fits ? before : new TaskAccess(target, settings.client);
    access.redirectUri = settings.redirectUri;
    access.onUse = () => this.#session.used(access);
    if (this.#given) access.give(this.#given);
    this.#given = undefined;
    return access;
  }

  /** Where no task is named, what is open is the answer to the very same wish, or to another one. */
  #fits(target: Target): boolean {
    const { access, settings } = this.#opened ?? {};
    const { service, address } = target;
    if (access?.service !== service) return false;
    return address ? access.address?.url === address.url : settings?.target === target;
  }

  #readTask(run: number): void {
    if (this.#reading) {
      this.#reading.again = true;
      return;
    }
    const reading = { again: false };
    this.#reading = reading;
    const done = (event: SessionEvent<Task>) => {
      if (this.#reading === reading) this.#reading = undefined;
      if (reading.again) this.#readTask(run);
      this.#session.send(event);
    };
    this.#wish(
      (granted) => this.access?.client.read(granted),
      (answer) => done({ type: 'task-read', run, ...answer }),
      (failure) => done({ type: 'task-unread', run, failure }),
    );
  }

  #showDocument(actionId: string, run: number): void {
    const action = this.#action(actionId);
    if (!action) return;
    this.#ask(
      ({ access, settings }, signal) =>
        this.documents.show(action, { access, client: access.client, ...settingsOf(settings), signal }),
      () => this.#session.send({ type: 'document-loaded', run, actionId }),
      (failure) => this.#session.send({ type: 'document-failed', run, actionId, failure }),
    );
  }

  /** Where that chunk has not come there is no document either, and nothing to report. */
  async #reported(then: (reports: PageReports) => void | Promise<void>): Promise<void> {
    const reports = await this.#reports?.catch(() => undefined);
    if (reports) await then(reports);
  }

  #action(actionId: string): DocumentAction | undefined {
    return documentActionOf(taskOf(this.#session.state), actionId);
  }

  /** A request that is answered with the task. */
  #wish(
    request: (granted: Access) => Promise<Answer> | undefined,
    answered: (answer: Answer) => void,
    refused: (failure: Failure) => void,
  ): void {
    this.#ask(
      ({ access }, signal) =>
        access.call(signal, async (granted) => {
          const answer = await request(granted);
          if (!answer) throw new TaskError({ code: 'session-expired', retryable: true });
          return answer;
        }),
      answered,
      refused,
    );
  }

  #ask<R>(
    request: (opened: Opened, signal: AbortSignal) => Promise<R>,
    answered: (answer: R) => void,
    refused: (failure: Failure) => void,
  ): void {
    const opened = this.#opened;
    if (!opened) return;
    const { signal } = this.#session;
    request(opened, signal).then(
      (answer) => {
        if (!signal.aborted) answered(answer);
      },
      (error: unknown) => {
        if (!signal.aborted) refused(failureOf(error));
      },
    );
  }
}

function settingsOf({ engine, assets }: SessionSettings): Pick<SessionSettings, 'engine' | 'assets'> {
  return { engine, assets };
}
