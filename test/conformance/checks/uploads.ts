import type { NewTask, NewUploadAction, Order, UploadedFile } from '../../../src/task/contract.ts';
import { lockedPdfBytes } from '../../harness/document-pdf.ts';
import { jpegOf } from '../../harness/jpeg-picture.ts';
import { pngOf } from '../../harness/signature-png.ts';
import { heading } from '../check.ts';
import { Departure, given, holds, refused, same } from '../expect.ts';
import type { Signer } from '../signer.ts';
import { PDF, sha256, taskOf, type World } from '../world.ts';
import { inParts, whole } from './bytes.ts';

const PICTURE = pngOf();

export const uploads = heading('Files of the signer’s own', {
  'are asked for in the task': async (world) => {
    const signer = await world.signer(
      asksFor({ description: 'Both sides', accept: ['image/png'], maxSize: 20_000 }),
    );
    const { upload, status } = signer.uploadAction();
    const { title, description, accept, maxSize, file } = upload;
    same([title, description, accept, maxSize], ['Identity card', 'Both sides', ['image/png'], 20_000], 'it');
    same([status, file], ['pending', undefined], 'what has come');
  },
  'are PDFs and pictures, whatever they say that they are': async (world) => {
    for (const [bytes, mediaType] of [
      [PICTURE, 'image/png'],
      [jpegOf(), 'image/jpeg'],
      [PDF, 'application/pdf'],
    ] as const) {
      const signer = await world.signer(asksFor());
      const task = given(await signer.upload(bytes, 'Ausweis – Åse.dat'), 200);
      const file = fileOf(signer, task);
      same(
        [file.mediaType, file.size, file.sha256],
        [mediaType, bytes.length, sha256(bytes)],
        'what is told of it',
      );
      same(file.name, 'Ausweis – Åse.dat', 'its name');
    }
  },
  'are shown back to the signer, whole and in parts': async (world) => {
    const signer = await world.signer(asksFor());
    const params = { actionId: signer.uploadAction().id };
    refused(await signer.call('readUpload', { params }), 'not-found', 404);
    given(await signer.upload(PICTURE), 200);
    const read = (asked = {}) => signer.call<unknown>('readUpload', { ...asked, params });
    whole(await read(), PICTURE);
    await inParts(read, PICTURE);
  },
  'change the tag, since they are what is signed': async (world) => {
    const signer = await world.signer(asksFor());
    const first = await signer.upload(PICTURE);
    holds(first.headers.get('etag') !== signer.etag, 'another tag', first.headers.get('etag'));
    const again = await signer.upload(PICTURE);
    same(again.headers.get('etag'), first.headers.get('etag'), 'the tag of the same bytes');
    const other = await signer.upload(jpegOf());
    holds(other.headers.get('etag') !== first.headers.get('etag'), 'another tag', other.headers.get('etag'));
    const body = signer.completion({}, given(other, 200));
    refused(await signer.complete({ body }), 'precondition-failed', 412);
  },
  'are taken away again, which may be said twice': async (world) => {
    const signer = await world.signer(asksFor());
    const params = { actionId: signer.uploadAction().id };
    given(await signer.upload(PICTURE), 200);
    for (let count = 0; count < 2; count += 1) {
      const task = given(await signer.call('removeUpload', { params }), 200);
      same(signer.uploadAction(task).upload.file, undefined, 'the file');
    }
    refused(await signer.call('readUpload', { params }), 'not-found', 404);
  },
  'are refused for what they are': async (world) => {
    const signer = await world.signer(asksFor({ accept: ['application/pdf', 'image/png'], maxSize: 4096 }));
    refused(await signer.upload(jpegOf()), 'unsupported-media-type', 415);
    refused(await signer.upload(Buffer.from('<html>')), 'unsupported-media-type', 415);
    refused(await signer.upload(Buffer.alloc(5000, PICTURE)), 'too-large', 413);
    refused(await signer.upload(lockedPdfBytes()), 'document-unsupported');
    const broken = await signer.upload(PICTURE.subarray(0, PICTURE.length - 20));
    holds(
      ['document-unreadable', 'document-unsupported'].includes(codeOf(broken)),
      'half a picture refused',
      codeOf(broken),
    );
    refused(await signer.upload(PICTURE, 'x'.repeat(3000)), 'invalid-request', 400);
    same(signer.uploadAction(await signer.read()).upload.file, undefined, 'the file after that');
  },
  'go where one is asked for, and nowhere else': async (world) => {
    const signer = await world.signer(asksFor());
    for (const actionId of [signer.document().id, 'act_unknown']) {
      const headers = { 'content-type': 'image/png' };
      refused(
        await signer.call('putUpload', { params: { actionId }, headers, body: PICTURE }),
        'not-found',
        404,
      );
      refused(await signer.call('removeUpload', { params: { actionId } }), 'not-found', 404);
    }
  },
  'have to be there before the task is completed': async (world) => {
    const signer = await world.signer(asksFor());
    refused(await signer.complete(), 'action-missing');
    const { id } = signer.uploadAction();
    const { actions } = signer.completion();
    const invented = { id, documentSha256: sha256('nothing') };
    const body = signer.completion({ actions: [...actions, invented] });
    refused(await signer.complete({ body }), 'action-missing');
    const task = given(await signer.upload(PICTURE), 200);
    const swapped = signer.completion({ actions: [...actions, invented] }, task);
    refused(await signer.complete({ etag: await signer.tag(), body: swapped }), 'document-changed', 409);
  },
  'are the customer’s to read once they are signed, and not before': async (world) => {
    const order = await world.order([asksFor(), {}]);
    const signer = await world.open(taskOf(order).id);
    const task = given(await signer.upload(PICTURE, 'card.png'), 200);
    same((await world.readOrder(order.id)).uploads, [], 'what the customer is told before');
    const answer = await signer.complete({ etag: await signer.tag(), body: signer.completion({}, task) });
    given(answer, 200);
    const [told, ...more] = (await world.readOrder(order.id)).uploads;
    holds(told && more.length === 0, 'one upload', [told, ...more]);
    same([told.taskId, told.name, told.sha256], [signer.taskId, 'card.png', sha256(PICTURE)], 'what is told');
    const read = readerOf(world, order, told.id);
    whole(await read(), PICTURE);
    await inParts(read, PICTURE);
    same(
      (await readerOf(world, order, 'upload_unknown')()).status,
      404,
      'the status of one that is not there',
    );
    refused(await signer.upload(jpegOf()), 'task-final', 409);
    const params = { actionId: signer.uploadAction().id };
    refused(await signer.call('removeUpload', { params }), 'task-final', 409);
  },
});

export function asksFor(action: Partial<NewUploadAction> = {}): Partial<NewTask> {
  return {
    actions: [
      { document: 'contract', type: 'sign' },
      { type: 'upload', title: 'Identity card', ...action },
    ],
  };
}

function fileOf(signer: Signer, task: Signer['task']): UploadedFile {
  const { file } = signer.uploadAction(task).upload;
  if (!file) throw new Departure('the file in the task', 'none');
  return file;
}

function readerOf(world: World, { id }: Order, uploadId: string) {
  return (asked = {}) =>
    world.service.call<unknown>('readOrderUpload', { ...asked, params: { orderId: id, uploadId } });
}

function codeOf({ json }: { json: unknown }): string {
  return (json as { code: string }).code;
}
