/** A stream of Server-Sent Events (HTML Standard, section 9.2.6), read as a widget does: by fetch, with its bearer. */
import { Departure, given, same } from './expect.ts';
import type { Signer } from './signer.ts';

export interface ServerSentEvent {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

const LONGEST_WAIT_MILLISECONDS = 60_000;

export class EventReader {
  readonly #ready: ServerSentEvent[] = [];
  readonly #decoder = new TextDecoder();
  #rest = '';

  private constructor(
    private readonly chunks: AsyncIterator<Uint8Array>,
    private readonly gone: AbortController,
  ) {}

  /** @param lastEventId of the last event that was received */
  static async open({ world, taskId, session }: Signer, lastEventId?: string): Promise<EventReader> {
    const gone = new AbortController();
    const { answer, body } = await world.service.stream(
      'streamTaskEvents',
      {
        params: { taskId },
        as: session.token,
        headers: {
          accept: 'text/event-stream',
          ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
        },
      },
      gone.signal,
    );
    given(answer, 200);
    same(answer.mediaType, 'text/event-stream', 'the type of the stream');
    if (!body.body) throw new Departure('a stream', 'no body');
    return new EventReader(body.body[Symbol.asyncIterator](), gone);
  }

  /** @returns undefined when the stream has ended */
  async next(): Promise<ServerSentEvent | undefined> {
    const timer = setTimeout(() => this.gone.abort(), LONGEST_WAIT_MILLISECONDS);
    try {
      while (this.#ready.length === 0) {
        const { value, done } = await this.chunks.next();
        if (done) return undefined;
        this.#take(this.#decoder.decode(value, { stream: true }));
      }
    } catch (error) {
      throw new Departure(`an event within ${LONGEST_WAIT_MILLISECONDS / 1000} s`, String(error));
    } finally {
      clearTimeout(timer);
    }
    return this.#ready.shift();
  }

  close(): void {
    this.gone.abort();
  }

  #take(text: string): void {
    const blocks = (this.#rest + text).replaceAll(/\r\n?(?!$)/g, '\n').split('\n\n');
    this.#rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1] ?? '';
      // A comment, or advice on when to come back, is no event.
      if (field('data') !== '')
        this.#ready.push({ id: field('id'), event: field('event'), data: field('data') });
    }
  }
}
