/**
 * Runs in every page before anything else, and tells of what passes too quickly to be looked at: each event that a
 * script dispatches, each request that a script makes, and each time the address is rewritten. Changes nothing.
 */

export interface Testimony {
  readonly type: 'event' | 'request' | 'address';
  /** The page's address at that moment. */
  readonly address: string;
  /** Of the event: its type and all that a listener can read of it. Of a request: where it goes. Of an address: the one before. */
  readonly text: string;
  /** When its document began, which tells it from the one before at the same address. */
  readonly documentBegan: number;
  /** Since then, as the document's resource entries have it. */
  readonly milliseconds: number;
}

export const TELL = 'tellTheTest';

/** Sent into the page as text: it must stand alone. */
export function beWitness(tell: string): void {
  const say = (type: Testimony['type'], text: string) => {
    const { timeOrigin: documentBegan } = performance;
    const address = location.href;
    const testimony: Testimony = { type, address, text, documentBegan, milliseconds: performance.now() };
    // It is not there in the first, empty document of a window.
    const call = (window as unknown as Record<string, ((text: string) => void) | undefined>)[tell];
    call?.(JSON.stringify(testimony));
  };

  const readable = (_name: string, value: unknown) =>
    value instanceof EventTarget || typeof value === 'function' ? undefined : value;
  const membersOf = (event: Event) => {
    const members: Record<string, unknown> = {};
    for (
      let level: object = event;
      level !== Event.prototype;
      level = Object.getPrototypeOf(level) as object
    ) {
      for (const name of Object.getOwnPropertyNames(level)) members[name] = Reflect.get(event, name);
    }
    return JSON.stringify(members, readable);
  };
  const { dispatchEvent } = EventTarget.prototype;
  EventTarget.prototype.dispatchEvent = function (event: Event) {
    say('event', `${event.type} ${membersOf(event)}`);
    return dispatchEvent.call(this, event);
  };

  const { fetch } = window;
  window.fetch = (input, init) => {
    say('request', input instanceof Request ? input.url : String(input));
    return fetch(input, init);
  };
  const { send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.send = function (body) {
    say('request', 'XMLHttpRequest');
    send.call(this, body);
  };

  const { replaceState } = history;
  history.replaceState = function (...arguments_) {
    const before = location.href;
    replaceState.apply(this, arguments_);
    say('address', before);
  };
}
