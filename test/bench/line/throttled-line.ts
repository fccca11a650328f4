/**
 * A line between browser and server: so many bits a second for all connections together, and a round trip of so
 * long. In front of the server rather than in the browser, whose own throttling leaves out what workers ask for.
 * Has no lost packets and no slow start: a connection is as fast as the line from its first byte.
 */
import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface LineSpeed {
  readonly bitsPerSecond: number;
  readonly roundTripMilliseconds: number;
}

export const SLOW_LINE: LineSpeed = { bitsPerSecond: 10e6, roundTripMilliseconds: 40 };

/** What is sent at once: small enough that no connection waits long for another. */
const SLICE_BYTES = 2920;
/** What waits for the line; the server is held up above it, as by a full send buffer. */
const MOST_WAITING_BYTES = 64 * 1024;
/** Made up for where this process came late to send what was waiting, as on a busy machine. */
const MOST_OVERDUE_MILLISECONDS = 200;

/** What one connection still has to get from the server. */
interface Flow {
  readonly client: Socket;
  readonly upstream: Socket;
  readonly waiting: Buffer[];
  waitingBytes: number;
  ended: boolean;
}

export interface ThrottledLine {
  readonly port: number;
  /** What has come to the browser, by the port that the server sees the connection come from. */
  delivered(fromPort: number): number;
  stop(): Promise<void>;
}

export async function startLine(serverPort: number, speed: LineSpeed): Promise<ThrottledLine> {
  const delivered = new Map<number, number>();
  const downlink = new Downlink(speed, (port, bytes) =>
    delivered.set(port, (delivered.get(port) ?? 0) + bytes),
  );
  const clients = new Set<Socket>();
  const proxy = createServer({ noDelay: true }, (client) => {
    clients.add(client);
    client.once('close', () => clients.delete(client));
    carry(client, connect({ port: serverPort, host: '127.0.0.1', noDelay: true }), downlink, speed);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    port: (proxy.address() as AddressInfo).port,
    delivered: (port) => delivered.get(port) ?? 0,
    async stop() {
      for (const client of clients) client.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}

function carry(client: Socket, upstream: Socket, downlink: Downlink, speed: LineSpeed): void {
  const half = speed.roundTripMilliseconds / 2;
  // The kernel has accepted at once; over a line, what a browser sends first follows a round trip of greetings.
  const greetedAt = performance.now() + speed.roundTripMilliseconds;
  const flow: Flow = { client, upstream, waiting: [], waitingBytes: 0, ended: false };
  client.on('data', (data) => {
    const wait = Math.max(0, greetedAt - performance.now()) + half;
    setTimeout(() => upstream.write(data), wait);
  });
  client.on('drain', () => downlink.wake());
  upstream.on('data', (data: Buffer) => downlink.add(flow, data));
  upstream.on('end', () => downlink.end(flow));
  const over = () => {
    downlink.forget(flow);
    client.destroy();
    upstream.destroy();
  };
  client.on('close', over);
  client.on('error', over);
  upstream.on('error', over);
}

/** Shares the line among the connections, a slice for each in turn. */
class Downlink {
  readonly #bytesPerMillisecond: number;
  readonly #half: number;
  readonly #delivered: (port: number, bytes: number) => void;
  readonly #flows = new Set<Flow>();
  #awake = false;
  /** Something waits for the line. */
  #isBusy = false;
  #paidUntil = 0;

  constructor(speed: LineSpeed, delivered: (port: number, bytes: number) => void) {
    this.#bytesPerMillisecond = speed.bitsPerSecond / 8 / 1000;
    this.#half = speed.roundTripMilliseconds / 2;
    this.#delivered = delivered;
  }

  add(flow: Flow, data: Buffer): void {
    flow.waiting.push(data);
    flow.waitingBytes += data.length;
    if (flow.waitingBytes > MOST_WAITING_BYTES) flow.upstream.pause();
    this.#flows.add(flow);
    this.wake();
  }

  end(flow: Flow): void {
    flow.ended = true;
    if (flow.waitingBytes === 0) setTimeout(() => flow.client.end(), this.#half);
  }

  forget(flow: Flow): void {
    this.#flows.delete(flow);
  }

  /** Sends what may be sent by now, and looks again soon while there is more. */
  wake(): void {
    const now = performance.now();
    // Time in which nothing was waiting is gone: a line does not save it up.
    this.#paidUntil = Math.max(this.#paidUntil, this.#isBusy ? now - MOST_OVERDUE_MILLISECONDS : now);
    let sent = true;
    while (sent && this.#paidUntil <= now) {
      sent = false;
      for (const flow of this.#flows) {
        if (this.#paidUntil > now) break;
        // A browser that does not read keeps what is on its way to it waiting.
        if (flow.client.writableNeedDrain) continue;
        this.#sendSlice(flow);
        sent = true;
      }
    }
    this.#isBusy = this.#flows.size > 0;
    if (!this.#isBusy || this.#awake) return;
    this.#awake = true;
    setTimeout(() => {
      this.#awake = false;
      this.wake();
    }, 1);
  }

  #sendSlice(flow: Flow): void {
    const [first] = flow.waiting;
    if (!first) return;
    const slice = first.subarray(0, SLICE_BYTES);
    if (slice.length === first.length) flow.waiting.shift();
    else flow.waiting[0] = first.subarray(slice.length);
    flow.waitingBytes -= slice.length;
    this.#paidUntil += slice.length / this.#bytesPerMillisecond;
    // To the end of the row: who was served is served last in the next round.
    this.#flows.delete(flow);
    if (flow.waitingBytes > 0) this.#flows.add(flow);
    if (flow.waitingBytes < MOST_WAITING_BYTES / 2) flow.upstream.resume();
    const last = flow.ended && flow.waitingBytes === 0;
    const port = flow.upstream.localPort ?? 0;
    setTimeout(() => {
      if (flow.client.destroyed) return;
      this.#delivered(port, slice.length);
      flow.client.write(slice);
      if (last) flow.client.end();
    }, this.#half);
  }
}
