/** A real mail server on loopback: it takes what is sent to it, or refuses as a test tells it. */
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { Received } from './received.ts';

export interface ReceivedMail extends Email {
  /** Whom the envelope names, which is who gets it. */
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly source: string;
}

export interface MailRefusal {
  /** RFC 5321 section 4.2. */
  readonly code: number;
  /** At the recipient, or, by default, when the whole mail has come. */
  readonly at?: 'recipient';
}

export class MailReceiver {
  readonly mails = new Received<ReceivedMail>();
  readonly tries = new Received<string>();
  /** By how many tries there have been before. */
  refuses: (nth: number) => MailRefusal | undefined = () => undefined;
  readonly #server: SMTPServer;

  private constructor() {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 100,
      onRcptTo: ({ address }, _session, done) => {
        const refusal = this.refuses(this.tries.all.length);
        if (refusal?.at !== 'recipient') return done();
        this.tries.add(address);
        done(failure(refusal));
      },
      onData: (stream, { envelope }, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          const source = Buffer.concat(parts).toString();
          const to = envelope.rcptTo.map(({ address }) => address);
          const refusal = this.refuses(this.tries.all.length);
          this.tries.add(/^Message-ID: (.*)$/im.exec(source)?.[1]?.trim() ?? '');
          if (refusal) return done(failure(refusal));
          const from = envelope.mailFrom ? envelope.mailFrom.address : '';
          void PostalMime.parse(source).then((mail) => {
            this.mails.add({ ...mail, envelope: { from, to }, source });
            done();
          }, done);
        });
      },
    });
  }

  /** @param port 0 takes one that is free */
  static async start(port = 0): Promise<MailReceiver> {
    const receiver = new MailReceiver();
    await new Promise<void>((resolve, reject) => {
      receiver.#server.on('error', reject);
      receiver.#server.listen(port, '127.0.0.1', resolve);
    });
    return receiver;
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(resolve));
  }
}

function failure({ code }: MailRefusal): Error {
  return Object.assign(new Error('Not here.'), { responseCode: code });
}
