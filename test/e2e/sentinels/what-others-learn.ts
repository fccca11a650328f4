/** What everyone else is answered: another signer of the order, its customer, another customer, and strangers. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { inflateSync } from 'node:zlib';
import type { Order } from '../../../src/task/contract.ts';
import { BY_ARTIFACT, BY_CODE, BY_EID, orderFor, taskOf } from './orders.ts';
import type { SentinelKind } from './sentinels.ts';
import { seesTheReceipt, signs } from './signs-and-leaves.ts';
import { API_KEY, OTHER_API_KEY } from './site-protocol.ts';
import { gather, visit, type Stage, type Visit } from './stage.ts';
import { leaksOf } from './what-a-tab-keeps.ts';
import { WAYS_IN, type WayIn } from './ways-in.ts';

export function whatOthersLearn(stage: () => Stage): void {
  describe('an order that three have signed, each by a way of their own', () => {
    let order: Order;
    let returnUrl = '';
    /** Of the second signer, who came by a code. */
    let token = '';

    before(async () => {
      returnUrl = stage().embedding.framePage('about:blank');
      const redirects = { completed: returnUrl };
      order = await orderFor(stage().site, { ...BY_ARTIFACT, redirects }, BY_CODE, BY_EID);
    });

    const comes = (title: string, index: number): Promise<Visit> =>
      visit(stage(), wayCalled(title), { orderId: order.id, task: taskOf(order, index) });

    test('whoever is led back to the customer after signing takes nothing along', async () => {
      const one = await comes('the task’s own page with the artifact in the query', 0);
      const { page } = one.watched;
      await signs(page);
      await page.waitForURL(returnUrl);
      assert.deepEqual(await leaksOf(one), []);
      const asked = stage().requestsHere.filter(({ url }) => url === returnUrl);
      assert.deepEqual(
        asked.map(({ referer }) => referer),
        [''],
      );
      assert.equal(await page.evaluate(() => document.referrer), '');
      await page.goBack();
      await seesTheReceipt(page);
      assert.deepEqual(await leaksOf(one), []);
      await gather(stage(), one);
      await one.watched.close();
    });

    for (const [title, index] of [
      ['an embedded widget with a reference-code attribute', 1],
      ['an eID in the page, by the service', 2],
    ] as const) {
      test(`nothing is left behind by signing, after ${title}`, async () => {
        const one = await comes(title, index);
        await signs(one.watched.page);
        await seesTheReceipt(one.watched.page);
        assert.deepEqual(await leaksOf(one), []);
        await gather(stage(), one);
        if (index === 1) token = one.own.of('session token')[0] ?? '';
        await one.watched.close();
      });
    }

    const leaksIn = (texts: Readonly<Record<string, string>>, allowed?: readonly SentinelKind[]) =>
      stage().sentinels.leaksIn(texts, allowed);

    test('another signer of the order reads nothing of how the others came in', async () => {
      const taskPath = `/tasks/${taskOf(order, 1).id}`;
      const ask = asker(stage(), token);
      const task = await ask(taskPath);
      assert.equal(task.status, 200);
      const events = await readEvents(`${stage().site.addresses.serviceUrl}${taskPath}/events`, token);
      assert.match(events, /task\.completed/);
      const { text: sealed } = await untilOk(() =>
        ask(`${taskPath}/documents/${order.documents[0]?.id}?version=sealed`),
      );
      assert.match(sealed, /^%PDF/);
      assert.deepEqual(leaksIn({ task: task.text, events, sealed: pdfText(sealed) }), []);
    });

    test('the customer reads codes, which it hands out, and neither artifacts nor tokens', async () => {
      const ask = asker(stage(), API_KEY);
      const one = (await ask(`/orders/${order.id}`)).text;
      const list = (await ask('/orders')).text;
      const history = (await ask(`/orders/${order.id}/history`)).text;
      const sealed = pdfText((await ask(`/orders/${order.id}/documents/${order.documents[0]?.id}`)).text);
      for (const text of [one, list, history]) assert.ok(text.includes(order.id));
      assert.deepEqual(leaksIn({ one, list }, ['reference code']), []);
      const open = await orderFor(stage().site, BY_CODE);
      stage().sentinels.add('reference code', taskOf(open).referenceCode);
      assert.equal(leaksIn({ open: (await ask(`/orders/${open.id}`)).text }).length, 1);
      assert.match(history, /task\.authenticated/);
      assert.deepEqual(leaksIn({ history, sealed }), []);
    });

    test('another customer is told that there is no such order', async () => {
      const ask = asker(stage(), OTHER_API_KEY);
      const taskPath = `/orders/${order.id}/tasks/${taskOf(order).id}`;
      const refused = await Promise.all([
        ask(`/orders/${order.id}`),
        ask(`/orders/${order.id}/history`),
        ask(`/orders/${order.id}/documents/${order.documents[0]?.id}`),
        ask(`${taskPath}/artifacts`, { method: 'POST' }),
        ask(taskPath, { method: 'DELETE' }),
      ]);
      assert.deepEqual([...new Set(refused.map(({ status }) => status))], [404]);
      const list = await ask('/orders');
      assert.deepEqual(JSON.parse(list.text), { orders: [] });
      for (const { text } of [...refused, list]) assert.deepEqual(leaksIn({ text }), []);
    });

    test('whoever has only the address of a task is told how to open it, and no more', async () => {
      for (const { id } of order.tasks) {
        const { status, text } = await asker(stage(), undefined)(`/tasks/${id}`);
        assert.equal(status, 200);
        assert.deepEqual(leaksIn({ text }), []);
      }
    });

    test('a session opens its own task, and none of the others of the order', async () => {
      const { status, text } = await asker(stage(), token)(`/tasks/${taskOf(order, 0).id}`);
      assert.ok(status === 401 || status === 403 || status === 404, String(status));
      assert.deepEqual(leaksIn({ text }), []);
    });
  });
}

function wayCalled(title: string): WayIn {
  const way = WAYS_IN.find((one) => one.title === title);
  if (!way) throw new Error(`There is no way “${title}”.`);
  return way;
}

interface Reply {
  readonly status: number;
  readonly text: string;
}

function asker({ site }: Stage, bearer: string | undefined) {
  return async (path: string, init: RequestInit = {}): Promise<Reply> => {
    const headers: Record<string, string> = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
    const response = await fetch(`${site.addresses.serviceUrl}${path}`, { ...init, headers });
    const headerText = JSON.stringify([...response.headers]);
    const body = Buffer.from(await response.arrayBuffer()).toString('latin1');
    // The answer's headers are a part of the answer, and go behind the body, which is read as what it is.
    return { status: response.status, text: response.ok ? body : `${body}\n${headerText}` };
  };
}

async function untilOk(ask: () => Promise<Reply>): Promise<Reply> {
  for (;;) {
    const answer = await ask();
    if (answer.status === 200) return answer;
    assert.equal(answer.status, 409);
  }
}

/** From the beginning of the order until the reader's own task is in it as completed, as a late widget would. */
async function readEvents(url: string, token: string): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, 'last-event-id': '0' };
  const { body } = await fetch(url, { headers });
  let text = '';
  for await (const chunk of body ?? []) {
    text += Buffer.from(chunk as Uint8Array).toString('utf8');
    if (text.includes('order.completed')) break;
  }
  return text;
}

/** A PDF as it is, and all of its streams that are packed, unpacked. */
function pdfText(pdf: string): string {
  const texts = [pdf];
  for (const match of pdf.matchAll(/stream\r?\n/g)) {
    const start = match.index + match[0].length;
    const packed = Buffer.from(pdf.slice(start, pdf.indexOf('endstream', start)), 'latin1');
    try {
      texts.push(inflateSync(packed).toString('latin1'));
    } catch {
      // Not packed: it is in the file as it is.
    }
  }
  return texts.join('\n');
}
