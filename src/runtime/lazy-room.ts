/**
 * One room of screens that comes later: loads it with its words, in the language that is spoken, and tells what
 * has become of it. Knows no screen.
 */
import { later, type Later } from '../messages/later.ts';
import type { Messages } from '../messages/messages.ts';
import type { Arrival, Room } from '../steps/rooms.ts';

export class LazyRoom<Screens, Words> {
  readonly #screens: Later<Screens>;
  readonly #words: (messages: Messages) => Later<Words>;
  readonly #changed: (waitedFor: boolean) => void;
  #there: Room<Screens, Words> | undefined;
  #spoken: Messages | undefined;
  #awaited = false;
  /** The languages in which it did not come while it was waited for. */
  readonly #failed = new Set<Messages>();
  readonly #loading = new Set<Messages | undefined>();

  /** @param changed when it has come or failed, and whether a screen is waiting for that */
  constructor(
    load: () => Promise<Screens>,
    words: (messages: Messages) => Later<Words>,
    changed: (waitedFor: boolean) => void,
  ) {
    this.#screens = later(load);
    this.#words = words;
    this.#changed = changed;
  }

  get screens(): Screens | undefined {
    return this.#screens.value();
  }

  /** The language in which it will be needed. */
  speak(messages: Messages): void {
    this.#spoken = messages;
  }

  /** Loads it without a word where that fails: nobody waits for it yet. */
  fetch(): void {
    this.#load(this.#spoken);
  }

  /** The room as it is needed now. The words of the language before stay until those of the new one are there. */
  at(messages: Messages): Arrival<Room<Screens, Words>> {
    this.#spoken = messages;
    const there = this.there(messages);
    if (there && this.#words(messages).value()) return there;
    if (this.#failed.has(messages)) return there ?? 'failed';
    this.#awaited ||= !there;
    this.#load(messages);
    return there ?? 'coming';
  }

  /** The room if it has come, for what can do without it: nothing but the words of another language is loaded. */
  there(messages: Messages): Room<Screens, Words> | undefined {
    const screens = this.#screens.value();
    const words = this.#words(messages).value();
    if (screens && words) this.#there = { screens, words };
    else if (this.#there && !this.#failed.has(messages)) this.#load(messages);
    return this.#there;
  }

  loadAgain(): void {
    if (this.#failed.size === 0) return;
    this.#failed.clear();
    this.#changed(this.#awaited);
  }

  #load(messages: Messages | undefined): void {
    const words = messages && this.#words(messages);
    if (this.#loading.has(messages) || (this.#screens.value() && (!words || words.value()))) return;
    this.#loading.add(messages);
    const over = (came: boolean) => {
      this.#loading.delete(messages);
      if (!came && messages && (this.#awaited || this.#there)) this.#failed.add(messages);
      this.#changed(this.#awaited);
      if (came && messages) this.#awaited = false;
    };
    Promise.all([this.#screens.load(), words?.load()]).then(
      () => over(true),
      () => over(false),
    );
  }
}
