/** The worker's side: does one order after the other, and asks its owner for what it must not do itself. */
import { parentPort, type TransferListItem } from 'node:worker_threads';
import type { FromWorker, ToWorker } from './messages.ts';

export type CallOwner = (name: string, argument: unknown) => Promise<unknown>;

/** @param work gets the unchecked order that the owner has sent */
export function serveWorker(work: (order: unknown, callOwner: CallOwner) => unknown): void {
  const port = parentPort;
  if (port === null) throw new TypeError('This module runs in a worker.');
  const open = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  let calls = 0;
  const say = (message: FromWorker, transfer: readonly TransferListItem[] = []) =>
    port.postMessage(message, transfer);
  const callOwner: CallOwner = (name, argument) =>
    new Promise((resolve, reject) => {
      const id = ++calls;
      open.set(id, { resolve, reject });
      say({ kind: 'call', id, name, argument });
    });
  const run = async (order: unknown) => {
    try {
      const value = await work(order, callOwner);
      say({ kind: 'done', value }, value instanceof Uint8Array && ownsBuffer(value) ? [value.buffer] : []);
    } catch (error) {
      say({ kind: 'failed', error });
    }
  };
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'run') void run(message.order);
    else {
      const call = open.get(message.id);
      open.delete(message.id);
      if (message.kind === 'answer') call?.resolve(message.value);
      else call?.reject(message.error);
    }
  });
  say({ kind: 'ready' });
}

/** Only a buffer that nothing else looks into can be handed over. */
function ownsBuffer(bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer && bytes.length === bytes.buffer.byteLength;
}
