import { heading } from '../check.ts';
import { given, holds, refused, same } from '../expect.ts';
import type { Answer, Asked } from '../service.ts';
import { documentOf, PDF, PDF_SHA256, sha256, taskOf, type World } from '../world.ts';

const UNSATISFIABLE = ['bytes=999999999-', 'bytes=-0'];

export const bytes = heading('Documents', {
  'are given to the signer, byte for byte, with their digest': async (world) => {
    const signer = await world.signer();
    const { document } = signer.document();
    const facts = { size: document.size, sha256: document.sha256, pages: document.pages };
    same(facts, { size: PDF.length, sha256: PDF_SHA256, pages: 2 }, 'what the task tells of the document');
    whole(await signer.bytesOf(), PDF);
    whole(await signer.bytesOf({ query: { version: 'original' } }), PDF);
  },
  'are given to the signer in parts': async (world) => {
    const signer = await world.signer();
    await inParts((asked) => signer.bytesOf(asked), PDF);
  },
  'are given to the customer, whole and in parts': async (world) => {
    const read = customersReader(world, await world.order());
    whole(await read({ query: { version: 'original' } }), PDF);
    await inParts((asked) => read({ query: { version: 'original' }, ...asked }), PDF);
  },
  'of another order, or of none, are not there': async (world) => {
    const [signer, order] = [await world.signer(), await world.order()];
    const params = { documentId: (await world.upload(world.otherPdf())).id };
    refused(await signer.bytesOf({ params }), 'not-found', 404);
    refused(await signer.bytesOf({ params: { documentId: 'doc_unknown' } }), 'not-found', 404);
    refused(await customersReader(world, order)({ params }), 'not-found', 404);
  },
  'are not there in a version that is none': async (world) => {
    const order = await world.order();
    const query = { version: 'nicest' };
    refused(await (await world.open(taskOf(order).id)).bytesOf({ query }), 'invalid-request', 400);
    refused(await customersReader(world, order)({ query }), 'invalid-request', 400);
  },
  'have no sealed version before the last has signed': async (world) => {
    const order = await world.order([{}, {}]);
    const [signer] = await Promise.all(order.tasks.map(({ id }) => world.open(id)));
    holds(signer, 'a signer', order.tasks);
    const read = customersReader(world, order);
    const looks = async () => {
      refused(await signer.bytesOf({ query: { version: 'sealed' } }), 'not-sealed-yet', 409);
      refused(await read({ query: { version: 'sealed' } }), 'not-sealed-yet', 409);
      refused(await read(), 'not-sealed-yet', 409);
    };
    await looks();
    given(await signer.complete(), 200);
    same((await world.readOrder(order.id)).status, 'open', 'the status after one of two');
    await looks();
  },
});

/** What the customer reads of the order's first document: sealed, unless the original is asked for. */
export function customersReader(world: World, order: Parameters<typeof documentOf>[0]) {
  return (asked: Asked = {}): Promise<Answer> =>
    world.service.call('readOrderDocument', {
      ...asked,
      params: { orderId: order.id, documentId: documentOf(order).id, ...asked.params },
    });
}

export function whole(answer: Answer, expected: Uint8Array): void {
  given(answer, 200);
  same(sha256(answer.bytes), sha256(expected), 'the SHA-256 of the bytes');
  same(answer.headers.get('repr-digest'), digestOf(expected), 'Repr-Digest');
  same(answer.headers.get('accept-ranges'), 'bytes', 'Accept-Ranges');
}

/** RFC 9110 section 14: from, from to, the last; and what lies outside. */
export async function inParts(read: (asked: Asked) => Promise<Answer>, expected: Uint8Array): Promise<void> {
  const size = expected.length;
  const ranges: readonly (readonly [string, number, number])[] = [
    ['bytes=0-99', 0, 99],
    ['bytes=100-199', 100, 199],
    [`bytes=${size - 10}-`, size - 10, size - 1],
    ['bytes=-7', size - 7, size - 1],
    [`bytes=10-${size * 2}`, 10, size - 1],
  ];
  for (const [range, first, last] of ranges) {
    const answer = await read({ headers: { range } });
    given(answer, 206);
    same(answer.headers.get('content-range'), `bytes ${first}-${last}/${size}`, `Content-Range of ${range}`);
    holds(
      answer.bytes.equals(expected.subarray(first, last + 1)),
      `the bytes of ${range}`,
      answer.bytes.length,
    );
    same(answer.headers.get('repr-digest'), digestOf(expected), 'Repr-Digest, of the whole');
  }
  for (const range of UNSATISFIABLE) {
    const answer = await read({ headers: { range } });
    same(answer.status, 416, `the status of ${range}`);
    same(answer.headers.get('content-range'), `bytes */${size}`, `Content-Range of ${range}`);
  }
}

/** RFC 9530. */
function digestOf(all: Uint8Array): string {
  return `sha-256=:${Buffer.from(sha256(all), 'hex').toString('base64')}:`;
}
