/**
 * A mail server (RFC 5321) and an SMS gateway of one machine: they take what is sent to anybody, and keep the newest of
 * it, to be read by whoever tries out how people are told. They know nothing of signing.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface MailboxMessage {
  /** Counts up from 1. */
  readonly number: number;
  readonly channel: 'email' | 'sms';
  readonly receivedAt: Date;
  readonly from: string;
  readonly to: string;
  /** Of an e-mail. */
  readonly subject?: string;
  readonly text: string;
}

export interface MailboxPorts {
  /** Left out, there is no mail server; 0 takes a port that is free. */
  readonly mailPort?: number;
  /** Left out, there is no SMS gateway; 0 takes a port that is free. */
  readonly smsPort?: number;
}

export interface RunningMailbox {
  readonly mailUrl: string | undefined;
  readonly smsUrl: string | undefined;
  /** The newest first. */
  messages(): readonly MailboxMessage[];
  stop(): Promise<void>;
}

const MOST_MESSAGES = 200;
const LARGEST_BYTES = 256 * 1024;
const HOST = '127.0.0.1';

export async function startMailbox({ mailPort, smsPort }: MailboxPorts): Promise<RunningMailbox> {
  const kept: MailboxMessage[] = [];
  let count = 0;
  const keep = (message: Omit<MailboxMessage, 'number' | 'receivedAt'>) => {
    kept.unshift({ ...message, number: (count += 1), receivedAt: new Date() });
    kept.splice(MOST_MESSAGES);
  };
  const mail = mailPort === undefined ? undefined : await startMailServer(mailPort, keep);
  try {
    const sms = smsPort === undefined ? undefined : await startSmsGateway(smsPort, keep);
    return {
      mailUrl: mail && `smtp://${HOST}:${mail.port}`,
      smsUrl: sms && `http://${HOST}:${sms.port}/messages`,
      messages: () => kept,
      async stop() {
        await Promise.all([mail?.stop(), sms?.stop()]);
      },
    };
  } catch (error) {
    await mail?.stop();
    throw error;
  }
}

type Keep = (message: Omit<MailboxMessage, 'number' | 'receivedAt'>) => void;
interface Listening {
  readonly port: number;
  stop(): Promise<void>;
}

async function startMailServer(port: number, keep: Keep): Promise<Listening> {
  const server = new SMTPServer({
    authOptional: true,
    // It is reached from this machine alone.
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: LARGEST_BYTES,
    closeTimeout: 1000,
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        PostalMime.parse(Buffer.concat(parts))
          .then(({ subject = '', text = '', from }) => {
            const sender = from?.address ?? '';
            const name = from?.name ? `${from.name} <${sender}>` : sender;
            for (const { address } of envelope.rcptTo)
              keep({ channel: 'email', from: name, to: address, subject, text });
            done();
          })
          .catch((error: unknown) => done(error instanceof Error ? error : new Error(String(error))));
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
  // A client that hangs up is no reason to end.
  server.on('error', () => undefined);
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}

async function startSmsGateway(port: number, keep: Keep): Promise<Listening> {
  const server = createServer((request, response) => {
    takeSms(request, keep).then(
      (status) => answer(response, status),
      () => answer(response, 400),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** `POST /messages` with `{"to", "from", "message", "id"}`. @returns the status of the answer */
async function takeSms(request: IncomingMessage, keep: Keep): Promise<number> {
  if (request.method !== 'POST' || request.url !== '/messages') return 404;
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LARGEST_BYTES) return 413;
    parts.push(part);
  }
  const { to, from, message } = JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown>;
  if (typeof to !== 'string' || typeof message !== 'string') return 400;
  keep({ channel: 'sms', from: typeof from === 'string' ? from : '', to, text: message });
  return 202;
}

function answer(response: ServerResponse, status: number): void {
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify({ taken: status === 202 }));
}
