/**
 * Server-Sent Events from bytes, as the HTML standard reads them (section 9.2.6 "Interpreting an event stream");
 * `EventSource` itself cannot send a token. Knows nothing of tasks.
 */
export interface ServerEvent {
  readonly type: string;
  readonly data: string;
  /** The last one that the stream has told. */
  readonly lastEventId: string;
}

/** A stream that never ends a line or an event must not fill the memory. */
const MOST_CHARACTERS = 65_536;

export class EventStreamTooLong extends Error {
  override readonly name = 'EventStreamTooLong';
}

export class EventStreamParser {
  readonly #onEvent: (event: ServerEvent) => void;
  readonly #onRetry: (milliseconds: number) => void;
  /** A character may be cut in two by the line; a byte order mark at the start is dropped by itself. */
  readonly #decoder = new TextDecoder();
  #rest = '';
  #skipLineFeed = false;
  #data: string[] = [];
  #type = '';
  #lastEventId = '';

  constructor(onEvent: (event: ServerEvent) => void, onRetry: (milliseconds: number) => void) {
    this.#onEvent = onEvent;
    this.#onRetry = onRetry;
  }

  /** @throws {EventStreamTooLong} */
  push(bytes: Uint8Array): void {
    let text = this.#decoder.decode(bytes, { stream: true });
    // The line feed of a CRLF that was cut in two ends no second line.
    if (this.#skipLineFeed && text !== '') {
      if (text.startsWith('\n')) text = text.slice(1);
      this.#skipLineFeed = false;
    }
    this.#rest += text;
    if (this.#rest.endsWith('\r')) this.#skipLineFeed = true;
    const lines = this.#rest.split(/\r\n|\n|\r/);
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#line(line);
    const held = this.#rest.length + this.#data.reduce((sum, line) => sum + line.length + 1, 0);
    if (held > MOST_CHARACTERS) throw new EventStreamTooLong();
  }

  #line(line: string): void {
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    // A line that starts with one is a comment, which keeps the line alive.
    if (colon === 0) return;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') this.#data.push(value);
    else if (field === 'event') this.#type = value;
    else if (field === 'id' && !value.includes('\0')) this.#lastEventId = value;
    else if (field === 'retry' && /^\d{1,9}$/.test(value)) this.#onRetry(Number(value));
  }

  #dispatch(): void {
    const data = this.#data;
    const type = this.#type || 'message';
    this.#data = [];
    this.#type = '';
    if (data.length > 0) this.#onEvent({ type, data: data.join('\n'), lastEventId: this.#lastEventId });
  }
}
