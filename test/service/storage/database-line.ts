/** A line to a server that a test can cut, close and open again. It knows bytes, and no protocol. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Line {
  /** The address with this line in it. */
  readonly url: string;
  /** Ends every connection at once; new ones are refused until `restore`. */
  cut(): Promise<void>;
  restore(): Promise<void>;
  /** The next time that a client sends this, the server gets it, and its answer never arrives. */
  loseAnswerTo(text: string): void;
}

export async function openLine(serverUrl: string): Promise<Line> {
  const target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let fatal: string | undefined;
  const hold = (socket: Socket) => {
    sockets.add(socket);
    // A cut line is what this is for.
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  };
  const listener = createServer((client) => {
    const server = connect(Number(target.port), target.hostname);
    hold(client);
    hold(server);
    client.on('data', (bytes) => {
      if (fatal !== undefined && bytes.includes(fatal)) {
        fatal = undefined;
        server.removeAllListeners('data');
        // By the time of its first byte the server has done what it was asked for.
        server.once('data', () => client.destroy());
      }
      server.write(bytes);
    });
    server.on('data', (bytes) => client.write(bytes));
    client.on('close', () => server.destroy());
    server.on('close', () => client.destroy());
  });
  let port = 0;
  const restore = async () => {
    listener.listen(port, '127.0.0.1');
    await once(listener, 'listening');
    ({ port } = listener.address() as AddressInfo);
    // It ends with the test, whoever forgets it.
    listener.unref();
  };
  await restore();
  const url = new URL(serverUrl);
  url.port = String(port);
  return {
    url: url.href,
    restore,
    async cut() {
      const closed = once(listener, 'close');
      listener.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    loseAnswerTo: (text) => {
      fatal = text;
    },
  };
}
