import type { Order, OrderPage } from '../../../src/task/contract.ts';
import { lockedPdfBytes, pdfFile } from '../../harness/document-pdf.ts';
import { heading } from '../check.ts';
import { given, holds, NotChecked, refused, same } from '../expect.ts';
import { documentOf, PDF, PDF_SHA256, taskOf, type World } from '../world.ts';

const PAGE = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>';
const SCRIPTED = pdfFile([
  '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>',
  '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
  PAGE,
]);
const LAUNCHING = pdfFile([
  '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /Launch /F (program.exe) >> >>',
  '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
  PAGE,
]);

export const customer = heading('What a customer does', {
  'needs an API key that is known, for all of it': async (world) => {
    for (const { id, bearer } of world.contract.operations.values()) {
      if (bearer !== 'apiKey') continue;
      for (const as of ['another-key-of-nobody', null]) {
        const answer = await world.service.call(id, {
          as,
          params: { orderId: 'ord_x', documentId: 'doc_x' },
        });
        refused(answer, 'unauthorized', 401);
      }
    }
  },
  'is not for a signer’s token, nor the signer’s for an API key': async (world) => {
    const signer = await world.signer();
    const { token } = signer.session;
    refused(await world.service.call('listOrders', { as: token }), 'unauthorized', 401);
    refused(await signer.call('readTask', { as: world.target.apiKey }), 'session-expired', 401);
  },
  'on an order of somebody else is as on none': async (world) => {
    const { otherApiKey } = world.target;
    if (otherApiKey === undefined) throw new NotChecked('no key of another customer (--other-api-key)');
    const { order } = await world.sealed();
    const params = {
      orderId: order.id,
      taskId: taskOf(order).id,
      documentId: documentOf(order).id,
      uploadId: 'upload_x',
      deliveryId: 'ntc_x',
    };
    for (const { id, bearer, path, takesJson } of world.contract.operations.values()) {
      if (bearer !== 'apiKey' || !path.includes('{orderId}')) continue;
      const body = takesJson ? { channel: 'email' } : undefined;
      refused(await world.service.call(id, { as: otherApiKey, params, body }), 'not-found', 404);
    }
    const { orders } = given(await world.service.call<OrderPage>('listOrders', { as: otherApiKey }), 200);
    holds(!orders.some(({ id }) => id === order.id), 'it not in the other’s list', orders.length);
    const stolen = await world.tryToOrder(await world.newOrder(), { as: otherApiKey });
    holds([400, 404].includes(stolen.status), 'a document of somebody else refused', stolen.status);
  },
  'to an order that there is none of is not found': async (world) => {
    const params = { orderId: 'ord_unknown', taskId: 'task_unknown', documentId: 'doc_unknown' };
    for (const { id, bearer, path, takesJson } of world.contract.operations.values()) {
      if (bearer !== 'apiKey' || !path.includes('{orderId}')) continue;
      const body = takesJson ? { channel: 'email' } : undefined;
      const answer = await world.service.call(id, { params, body });
      same(answer.status, 404, `the status of ${id}`);
    }
  },
  'uploads PDFs': async (world) => {
    const { sha256, pages, size } = await world.upload(PDF);
    same({ sha256, pages, size }, { sha256: PDF_SHA256, pages: 2, size: PDF.length }, 'what is told of it');
  },
  'uploads nothing but PDFs': async (world) => {
    for (const type of ['application/json', 'text/plain', 'image/png', 'application/octet-stream'])
      refused(await world.tryToUpload(PDF, type), 'unsupported-media-type', 415);
  },
  'uploads nothing that is too large': async (world) => {
    const { maxDocumentBytes } = world.target;
    if (maxDocumentBytes === undefined) throw new NotChecked('no --max-document-mb');
    refused(await world.tryToUpload(Buffer.alloc(maxDocumentBytes + 1, PDF)), 'too-large', 413);
  },
  'uploads no PDF that nobody should sign': async (world) => {
    for (const [what, file] of [
      ['no PDF', Buffer.from('This is no PDF')],
      ['an empty file', new Uint8Array()],
      ['half a file', PDF.subarray(0, PDF.length / 2)],
      ['an encrypted file', lockedPdfBytes()],
      ['a file with a script', SCRIPTED],
      ['a file that starts a program', LAUNCHING],
    ] as const) {
      const answer = await world.tryToUpload(file);
      holds(answer.status >= 400 && answer.status < 500, `${what} refused`, answer.status);
      const { code } = answer.json as unknown as { code: string };
      const known = ['document-unsupported', 'document-unreadable', 'unsupported-media-type'];
      holds(known.includes(code), `${what} refused for what it is`, code);
    }
  },
  'makes an order, which is told as it was asked for': async (world) => {
    const externalReference = `T-${crypto.randomUUID()}`;
    const request = await world.newOrder([{ name: 'tenant', deadline: 'P14D' }], { externalReference });
    const answer = await world.tryToOrder(request);
    const order = given(answer, 201);
    const location = new URL(answer.headers.get('location') ?? '', `${world.target.serviceUrl}/`);
    holds(
      location.pathname.endsWith(`/orders/${order.id}`),
      'a Location that leads to it',
      location.pathname,
    );
    same([order.title, order.externalReference], [request.title, externalReference], 'title and reference');
    same([order.status, order.onReject], ['open', 'close'], 'status and onReject');
    const { name, sha256 } = documentOf(order);
    same([name, sha256], ['contract', PDF_SHA256], 'name and hash of the document');
    const task = taskOf(order);
    same([task.name, task.status], ['tenant', 'ready'], 'name and status of the task');
    same(
      new URL(task.taskUrl).pathname.endsWith(`/tasks/${task.id}`),
      true,
      'that taskUrl leads to the task',
    );
    same((await world.readOrder(order.id)).sequence >= order.sequence, true, 'that its sequence only grows');
  },
  'makes no order that could never be signed': async (world) => {
    const good = await world.newOrder();
    const { id } = await world.document();
    const named = { name: 'contract', documentId: id, title: 'Agreement' };
    const task = good.tasks[0];
    for (const [what, change] of [
      ['no task', { tasks: [] }],
      ['no document', { documents: [] }],
      ['an unknown member', { surprise: true }],
      ['a document that there is none of', { documents: [{ ...named, documentId: 'doc_unknown' }] }],
      ['two documents of one name', { documents: [named, named] }],
      ['two tasks of one name', { tasks: [task, task] }],
      [
        'an action on a document without name',
        { tasks: [{ ...task, actions: [{ document: 'x', type: 'sign' }] }] },
      ],
      ['nothing to sign', { tasks: [{ ...task, actions: [{ document: 'contract', type: 'view' }] }] }],
      ['a deadline that is none', { tasks: [{ ...task, deadline: 'soon' }] }],
      ['a deadline that has passed', { tasks: [{ ...task, deadline: '2020-01-01T00:00:00Z' }] }],
      ['a way to sign that is none', { tasks: [{ ...task, signatureMethods: ['wish'] }] }],
      [
        'a return address that is no web page',
        { tasks: [{ ...task, redirects: { completed: 'javascript:1' } }] },
      ],
    ] as const) {
      const answer = await world.tryToOrder({ ...good, ...change });
      holds([400, 422].includes(answer.status), `${what} refused`, answer.status);
      refused(answer, 'invalid-request');
    }
  },
  'makes no order whose tasks wait for each other in a circle, or for none': async (world) => {
    const waits = (name: string, ...dependsOn: string[]) => ({ name, dependsOn });
    for (const tasks of [
      [waits('a', 'a')],
      [waits('a', 'b'), waits('b', 'a')],
      [waits('a'), waits('b', 'd'), waits('c', 'b'), waits('d', 'c')],
      [waits('a', 'nobody')],
    ])
      refused(await world.tryToOrder(await world.newOrder(tasks)), 'invalid-request', 400);
  },
  'makes one order under one Idempotency-Key': async (world) => {
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const request = await world.newOrder([{ referenceCode: true, authentication: { artifact: true } }]);
    const asked = { headers, query: { artifact: 'true' } };
    const atOnce = await Promise.all([1, 2, 3].map(() => world.tryToOrder(request, asked)));
    const orders = atOnce.map((answer) => given(answer, 201));
    same(new Set(orders.map(({ id }) => id)).size, 1, 'how many orders there are');
    const again = given(await world.tryToOrder(request, asked), 201);
    same(taskOf(again).referenceCode, taskOf(orders[0] ?? again).referenceCode, 'the code');
    given(await world.tryToOpen({ artifact: taskOf(again).artifact ?? '' }), 201);
    const other = await world.tryToOrder({ ...request, title: 'Another' }, asked);
    refused(other, 'idempotency-key-reused', 422);
  },
  'lists orders, the newest first, page by page, each once': async (world) => {
    const externalReference = `list-${crypto.randomUUID()}`;
    const made: Order[] = [];
    for (let count = 0; count < 5; count += 1) made.push(await world.order([{}], { externalReference }));
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { externalReference, limit: '2', ...(cursor !== undefined && { cursor }) };
      const page: OrderPage = given(await world.service.call<OrderPage>('listOrders', { query }), 200);
      holds(page.orders.length <= 2, 'a page of two at most', page.orders.length);
      ids.push(...page.orders.map(({ id }) => id));
      cursor = page.nextCursor;
      // Those that come meanwhile move no page.
      if (ids.length === 2) await world.order([{}], { externalReference });
    } while (cursor !== undefined && ids.length < 20);
    same(ids, made.map(({ id }) => id).reverse(), 'the orders');
  },
  'lists orders by their status': async (world) => {
    const externalReference = `status-${crypto.randomUUID()}`;
    const [kept, gone] = [
      await world.order([{}], { externalReference }),
      await world.order([{}], { externalReference }),
    ];
    given(await world.service.call('withdrawOrder', { params: { orderId: gone.id } }), 200);
    for (const [status, expected] of [
      ['open', [kept.id]],
      ['deleted', [gone.id]],
      ['completed', []],
    ] as const)
      same(await listed(world, { externalReference, status }), expected, `those that are ${status}`);
  },
  'refuses to list by what is none': async (world) => {
    const wrong: readonly Record<string, string>[] = [
      { status: 'nice' },
      { limit: '0' },
      { limit: '101' },
      { limit: 'x' },
      { cursor: 'nowhere' },
    ];
    for (const query of wrong)
      refused(await world.service.call('listOrders', { query }), 'invalid-request', 400);
  },
});

async function listed(world: World, query: Record<string, string>): Promise<readonly string[]> {
  const page = given(await world.service.call<OrderPage>('listOrders', { query }), 200);
  return page.orders.map(({ id }) => id);
}
