/**
 * One screen in a situation that it takes a while to get into: a state and what goes with it, drawn as the
 * element draws it. It keeps what is typed, and does nothing else that it is asked for.
 */
import { html, LitElement, type TemplateResult } from 'lit';
import type { OpenDocument } from '../src/document/document-engine.ts';
import { Rooms } from '../src/runtime/rooms.ts';
import { FALLBACK, languageFor, loadMessages } from '../src/messages/languages.ts';
import { EMPTY_DRAFT } from '../src/session/draft.ts';
import { screen } from '../src/steps/screen.ts';
import type { State, StateOf, StepContext, StepRequest } from '../src/steps/step-context.ts';
import type { Task } from '../src/task/contract.ts';
import { styles } from '../src/theme/styles.ts';
import { sampleDocument } from './sample-engine.ts';
import { sampleBytes, sampleTask, TASK_URL } from './sample-task.ts';

export type Situation = Partial<Pick<StepContext, 'framed' | 'codeText' | 'loaded'>>;

class ScreenPreview extends LitElement {
  static override styles = styles;

  present: () => Promise<State> = async () => ({ status: 'idle', run: 1 });
  situation: Situation = {};
  #state: State | undefined;
  readonly #rooms = new Rooms(this);
  #messages = FALLBACK;
  #document: OpenDocument | undefined;

  get status(): string | undefined {
    return this.#state?.status;
  }

  protected override async firstUpdated(): Promise<void> {
    const [state, messages] = await Promise.all([this.present(), loadMessages(languageFor([this.lang]))]);
    this.#messages = messages;
    this.#document = sampleDocument(sampleBytes('agreement'));
    this.#state = state;
    this.requestUpdate();
  }

  /** The words are those of the language that is spoken by now. */
  protected override updated(): void {
    if (this.#state) this.#rooms.near(this.#state);
  }

  protected override render(): TemplateResult {
    if (!this.#state) return html``;
    return html`<div class="frame" part="frame" lang=${this.lang} dir=${this.#messages.direction}>
      ${screen(this.#state, this.#context())}
    </div>`;
  }

  #context(): StepContext {
    return {
      messages: this.#messages,
      language: this.lang,
      document: this.#document,
      loaded: undefined,
      showGaps: false,
      place: undefined,
      onPage: false,
      downloads: new Map(),
      framed: false,
      taskUrl: TASK_URL,
      assets: new URL('widget-assets/', document.baseURI),
      codeText: '',
      preview: () => 'coming',
      ...this.#rooms.in(this.#messages),
      ...this.situation,
      ask: (request) => this.#handleRequest(request),
    };
  }

  #handleRequest(request: StepRequest): void {
    if (request.type === 'code-text') this.situation = { ...this.situation, codeText: request.text };
    this.requestUpdate();
  }
}

if (!customElements.get('screen-preview')) customElements.define('screen-preview', ScreenPreview);

/** A task at work, with its document read. */
export async function atWork<Status extends 'reviewing' | 'signing'>(
  status: Status,
  part: Partial<StateOf<'reviewing'>> = {},
  taskPart: Partial<Task> = {},
): Promise<State> {
  const task = await sampleTask({ allow: { reject: true, postpone: true, download: true }, ...taskPart });
  const [action] = task.actions;
  const id = action?.id ?? '';
  return {
    run: 1,
    task,
    etag: undefined,
    draft: EMPTY_DRAFT,
    seen: {},
    loaded: [id],
    shown: id,
    painted: [id],
    broken: {},
    breaks: 0,
    undrawn: {},
    attempt: undefined,
    proof: undefined,
    notice: undefined,
    declining: undefined,
    leaving: undefined,
    sessionEnds: false,
    uploads: {},
    ...part,
    status,
  };
}
