/**
 * The rooms of screens that do not come with the shell: which is near, which is there, and their styles. A room is
 * asked for before it is needed, so that no step waits on a good line.
 */
import { adoptStyles, type CSSResult, type LitElement, type ReactiveController } from 'lit';
import type { Messages } from '../messages/messages.ts';
import { EMPTY_DRAFT, type Draft } from '../session/draft.ts';
import type { LateParts } from '../session/late-parts.ts';
import type { StepContext } from '../steps/step-context.ts';
import { isOfTheWayIn } from '../steps/problem-panel.ts';
import { LazyRoom } from './lazy-room.ts';
import type { State } from './session-controller.ts';

export class Rooms implements ReactiveController {
  readonly #element: LitElement;
  readonly #arrived: () => void;
  readonly #late: (parts: LateParts) => void;
  readonly #entry = new LazyRoom(
    () => import('./entry-chunk.ts'),
    ({ entry }) => entry,
    (awaited) => this.#changed(awaited),
  );
  readonly #reading = new LazyRoom(
    () => import('./document-room.ts'),
    ({ document }) => document,
    // The focus stays: whoever waits for the document has the screen around it.
    () => this.#changed(false),
  );
  readonly #signing = new LazyRoom(
    () => import('./signing-chunk.ts'),
    ({ signing }) => signing,
    (awaited) => this.#changed(awaited),
  );
  #styled: readonly CSSResult[] = [];

  /**
   * @param arrived when what a screen was waiting for is there, or will not come; before it is drawn
   * @param late takes the parts of the flow that come with the signing
   */
  constructor(
    element: LitElement,
    arrived: () => void = () => undefined,
    late: (parts: LateParts) => void = () => undefined,
  ) {
    this.#element = element;
    this.#arrived = arrived;
    this.#late = late;
    element.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('online', this.loadAgain);
  }

  hostDisconnected(): void {
    window.removeEventListener('online', this.loadAgain);
  }

  /** Loads what will soon be needed from here. */
  near(state: State): void {
    switch (state.status) {
      case 'code-required':
      case 'login-required':
      case 'logging-in':
        return this.#entry.fetch();
      case 'idle':
      case 'opening':
        return;
      case 'failed':
        if (isOfTheWayIn(state.failure)) this.#entry.fetch();
        return;
      case 'reviewing':
        if (state.painted.length > 0 || state.attempt || state.notice || hasBegun(state.draft))
          this.#signing.fetch();
        return;
      default:
        return this.#signing.fetch();
    }
  }

  /** What a screen asks for its rooms. */
  in(
    messages: Messages,
  ): Pick<StepContext, 'entry' | 'reading' | 'signing' | 'signingIfThere' | 'redrawAfter'> {
    // With its words: a room that is fetched without them would be waited for after all.
    this.#entry.speak(messages);
    this.#signing.speak(messages);
    return {
      entry: () => this.#entry.at(messages),
      reading: () => this.#reading.at(messages),
      signing: () => this.#signing.at(messages),
      signingIfThere: () => this.#signing.there(messages),
      redrawAfter: (coming) => {
        coming.then(
          () => this.#element.requestUpdate(),
          () => undefined,
        );
      },
    };
  }

  readonly loadAgain = (): void => {
    this.#entry.loadAgain();
    this.#reading.loadAgain();
    this.#signing.loadAgain();
  };

  #changed(awaited: boolean): void {
    const { renderRoot } = this.#element;
    const parts = this.#signing.screens?.lateParts;
    if (parts) this.#late(parts);
    const styles = [this.#entry, this.#reading, this.#signing].flatMap(
      ({ screens }) => screens?.styles ?? [],
    );
    if (styles.length > this.#styled.length) {
      this.#styled = styles;
      const { elementStyles } = this.#element.constructor as typeof LitElement;
      adoptStyles(renderRoot as ShadowRoot, [...elementStyles, ...styles]);
    }
    if (awaited) this.#arrived();
    this.#element.requestUpdate();
  }
}

/** The signer was signing when the page was left or loaded again. */
function hasBegun({ consented, method, hand }: Draft): boolean {
  return consented || method !== undefined || hand !== EMPTY_DRAFT.hand;
}
