/**
 * To whom a passkey belongs: not to a task, but to the person in all orders of one customer. Two customers that speak
 * of the same person share nothing.
 */
import type { OrderRecord, TaskRecord } from '../storage/order-record.ts';
import type { ServiceContext } from './service-context.ts';

export interface PasskeySubject {
  /** What passkeys are found by. */
  readonly hash: string;
  /** What the authenticator keeps them under, BASE64URL: 256 bits that tell nobody who it is (section 14.6.1). */
  readonly handle: string;
}

export function passkeySubjectOf(
  { credentials }: ServiceContext,
  order: Pick<OrderRecord, 'customerId'>,
  { subject }: Pick<TaskRecord, 'subject'>,
): PasskeySubject {
  const { id, reference, eid } = subject;
  const lasting =
    reference !== undefined
      ? ['reference', reference]
      : eid
        ? ['eid', eid.claim, eid.value]
        : ['subject', id];
  const hash = credentials.hashToken(JSON.stringify(['passkey-subject', order.customerId, ...lasting]));
  return { hash, handle: credentials.deriveToken('passkey-user', hash) };
}
