/** A stream of Server-Sent Events (HTML Standard, section 9.2), for as long as the reader stays. */
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import type { StatusChange } from '../../../src/task/contract.ts';
import type { Followed } from '../use-cases/follow-task.ts';

/** What a reader waits, at least, before it comes back after a break. */
const RETRY_MILLISECONDS = 2000;

/** Streams of one session; the oldest ends for a new one: a reader that came back has left it behind. */
const MOST_STREAMS = 4;

export class StreamLimit {
  readonly #streams = new Map<string, AbortController[]>();

  /** @returns what ends the stream; the caller aborts it when the reader has gone */
  begin(sessionHash: string): AbortController {
    const streams = this.#streams.get(sessionHash) ?? [];
    const stream = new AbortController();
    this.#streams.set(sessionHash, [...streams, stream]);
    stream.signal.addEventListener('abort', () => {
      const left = (this.#streams.get(sessionHash) ?? []).filter((other) => other !== stream);
      if (left.length > 0) this.#streams.set(sessionHash, left);
      else this.#streams.delete(sessionHash);
    });
    if (streams.length >= MOST_STREAMS) streams[0]?.abort();
    return stream;
  }

  endAll(): void {
    for (const stream of [...this.#streams.values()].flat()) stream.abort();
  }
}

/** @param follow its signal is aborted when the reader has gone */
export async function sendEvents(
  reply: FastifyReply,
  gone: AbortController,
  follow: (signal: AbortSignal) => Promise<Followed>,
): Promise<FastifyReply> {
  reply.raw.once('close', () => gone.abort());
  // A refusal is an answer like any other: nothing has been sent until there is something to follow.
  const changes = await follow(gone.signal);
  return reply
    .header('content-type', 'text/event-stream')
    .header('x-accel-buffering', 'no')
    .send(Readable.from(linesOf(changes), { objectMode: true }));
}

async function* linesOf(changes: Followed): AsyncGenerator<string> {
  yield `retry: ${RETRY_MILLISECONDS}\n\n`;
  for await (const change of changes) yield change === 'still-here' ? ': still here\n\n' : eventOf(change);
}

function eventOf(change: StatusChange): string {
  return `id: ${change.sequence}\nevent: change\ndata: ${JSON.stringify(change)}\n\n`;
}
