/** Where a customer's webhooks come in: a receiver on loopback that verifies each by Standard Webhooks. */
import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { WebhookEvent } from '../../src/task/contract.ts';
import { HttpReceiver, type GivenAnswer } from '../harness/http-receiver.ts';
import { Departure } from './expect.ts';
import type { WebhookReach } from './target.ts';

export interface ReceivedHook {
  readonly id: string;
  /** Why it cannot be believed; undefined: it is signed with the secret, and fresh. */
  readonly fault: string | undefined;
  readonly event: WebhookEvent;
}

/** One address of the receiver, which a check has for itself. */
export interface Hooks {
  readonly url: string;
  readonly secret: string;
  /** What came, in its order; waits until so many have. @throws Departure */
  first(count: number, withinSeconds?: number): Promise<readonly ReceivedHook[]>;
  /** How many have come. */
  soFar(): number;
}

const LONGEST_WAIT_SECONDS = 20;

export class WebhookInbox {
  readonly #answers = new Map<string, (nth: number) => GivenAnswer>();

  private constructor(
    private readonly receiver: HttpReceiver,
    private readonly url: string,
  ) {
    receiver.answers = (_nth, { path }) => this.#answers.get(path)?.(this.#at(path).length - 1) ?? {};
  }

  static async start({ port, url }: WebhookReach): Promise<WebhookInbox> {
    const receiver = await HttpReceiver.start(port);
    return new WebhookInbox(receiver, url ?? receiver.url);
  }

  /** @param answers by how many came there before; left out, 204 */
  hooks(answers?: (nth: number) => GivenAnswer): Hooks {
    const name = crypto.randomUUID();
    const url = `${this.url.replace(/\/$/, '')}/${name}`;
    const path = `${new URL(this.receiver.url).pathname}/${name}`;
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    if (answers) this.#answers.set(path, answers);
    return {
      url,
      secret,
      soFar: () => this.#at(path).length,
      first: async (count, withinSeconds = LONGEST_WAIT_SECONDS) => {
        const until = Date.now() + withinSeconds * 1000;
        while (this.#at(path).length < count) {
          const more = this.receiver.requests.first(this.receiver.requests.all.length + 1);
          if (!(await within(more, until - Date.now())))
            throw new Departure(`${count} webhooks within ${withinSeconds} s`, `${this.#at(path).length}`);
        }
        return this.#at(path).map(({ headers, body }) => verified(secret, headers, body));
      },
    };
  }

  stop(): Promise<void> {
    return this.receiver.stop();
  }

  #at(path: string) {
    return this.receiver.requests.all.filter((request) =>
      request.path.endsWith(path.split('/').at(-1) ?? path),
    );
  }
}

function verified(secret: string, headers: Readonly<Record<string, string>>, body: string): ReceivedHook {
  const id = headers['webhook-id'] ?? '';
  try {
    return { id, fault: undefined, event: new Webhook(secret).verify(body, { ...headers }) as WebhookEvent };
  } catch (error) {
    return { id, fault: String(error), event: JSON.parse(body) as WebhookEvent };
  }
}

async function within(promise: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), Math.max(0, milliseconds));
  });
  return Promise.race([promise.then(() => true), late]).finally(() => clearTimeout(timer));
}
