/** A receiver of webhooks that notes under which ids each fact was told. */
import { HttpReceiver, type GivenAnswer } from '../harness/http-receiver.ts';
import type { NewOrder, WebhookEvent } from '../../src/task/contract.ts';

const SECRET = `whsec_${Buffer.alloc(32, 0x5e).toString('base64')}`;

export class ToldFacts {
  /** By type, order and task. */
  readonly ids = new Map<string, Set<string>>();
  /** How the next are answered, where it is not well. */
  answer: (() => GivenAnswer) | undefined;

  private constructor(private readonly hooks: HttpReceiver) {
    hooks.answers = (_nth, { headers, body }) => {
      const { type, data } = JSON.parse(body) as WebhookEvent;
      const fact = [type, data.orderId, data.taskId ?? ''].join(' ');
      this.ids.set(fact, (this.ids.get(fact) ?? new Set()).add(headers['webhook-id'] ?? ''));
      return this.answer?.() ?? {};
    };
  }

  static async listen(): Promise<ToldFacts> {
    return new ToldFacts(await HttpReceiver.start());
  }

  /** Those that came under more than one id. */
  get twice(): string[] {
    return [...this.ids].filter(([, ids]) => ids.size > 1).map(([fact]) => fact);
  }

  stop(): Promise<void> {
    return this.hooks.stop();
  }

  /** An order of two signers, whose every end is told here. */
  order(documentId: string): NewOrder {
    const task = (name: string) => ({
      name,
      subject: { name },
      actions: [{ document: 'contract', type: 'sign' as const }],
    });
    return {
      title: 'Tenancy agreement',
      documents: [{ name: 'contract', documentId, title: 'Agreement' }],
      tasks: [task('tenant'), task('landlord')],
      notifications: [
        {
          channel: 'webhook',
          url: this.hooks.url,
          secret: SECRET,
          on: ['task.completed', 'order.completed'],
        },
      ],
    };
  }
}
