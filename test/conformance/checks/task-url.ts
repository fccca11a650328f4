import { heading } from '../check.ts';
import { given, holds, refused, same } from '../expect.ts';
import { PDF, taskOf } from '../world.ts';

const SUMMARY = ['id', 'status', 'final', 'sender', 'locale', 'authentication'];
/** 128 bits in base64url. */
const SHORTEST_RANDOM = 22;

export const taskUrl = heading('Task URL', {
  'shows a browser the signing page': async (world) => {
    const params = { taskId: taskOf(await world.order()).id };
    const answer = await world.service.call('readTask', { params, headers: { accept: 'text/html' } });
    given(answer, 200);
    same(answer.mediaType, 'text/html', 'the type');
  },
  'has the page at the service’s root too, for codes, and where a login ends': async ({ service }) => {
    for (const path of ['/', '/login/callback']) {
      const answer = await service.plain(path, { headers: { accept: 'text/html' } });
      same(answer.status, 200, `the status of ${path}`);
      same(answer.headers.get('content-type')?.split(';')[0], 'text/html', `the type of ${path}`);
    }
  },
  'gives JSON to whoever takes anything': async (world) => {
    const params = { taskId: taskOf(await world.order()).id };
    const answer = await world.service.call('readTask', { params, headers: { accept: '*/*' } });
    given(answer, 200);
    same(answer.mediaType, 'application/json', 'the type');
  },
  'tells without a session only what is needed to open the task': async (world) => {
    const made = await world.order([{ authentication: { artifact: true } }]);
    const answer = await world.service.call<object>('readTask', { params: { taskId: taskOf(made).id } });
    const summary = given(answer, 200);
    const extra = Object.keys(summary).filter((name) => !SUMMARY.includes(name));
    same(extra, [], 'what is told beside that');
    holds(!/Kari|Nordmann|Agreement|agreement/.test(answer.text), 'no name and no title', answer.text);
    same((summary as { authentication?: object }).authentication, { artifact: true }, 'authentication');
  },
  'tells with a session the whole task, with a tag': async (world) => {
    const signer = await world.signer({ locale: 'nb', message: 'Please sign', deadline: 'P1D' });
    const answer = await signer.call('readTask');
    const task = given(answer, 200);
    holds(/^"[^"]+"$/.test(answer.headers.get('etag') ?? ''), 'a strong ETag', answer.headers.get('etag'));
    same(answer.headers.get('etag'), signer.etag, 'the ETag that the task was opened with');
    same([task.status, task.final, task.locale], ['ready', false, 'nb'], 'status, final and locale');
    same([task.subject.name, task.message], ['Kari Nordmann', 'Please sign'], 'name and message');
    same(signer.document().document.size, PDF.length, 'the size of the document');
    const days = (Date.parse(task.deadline ?? '') - Date.now()) / 86_400_000;
    holds(days > 0.9 && days < 1.1, 'a deadline in a day', task.deadline);
  },
  'moves an artifact from the query into the fragment, for a browser': async (world) => {
    const order = await world.order([{ authentication: { artifact: true } }]);
    const { artifact } = await world.artifactFor(order);
    const answer = await world.service.call('readTask', {
      params: { taskId: taskOf(order).id },
      query: { artifact },
      headers: { accept: 'text/html' },
    });
    given(answer, 303);
    const location = answer.headers.get('location') ?? '';
    const to = new URL(location, world.target.serviceUrl);
    same(new URLSearchParams(to.hash.slice(1)).get('artifact'), artifact, 'the artifact in the fragment');
    holds(!to.search.includes(artifact), 'no artifact in the query', location);
  },
  'redeems no artifact by a GET': async (world) => {
    const order = await world.order([{ authentication: { artifact: true } }]);
    const { artifact } = await world.artifactFor(order);
    for (const accept of ['text/html', 'application/json']) {
      const params = { taskId: taskOf(order).id };
      const answer = await world.service.call<{ subject?: object }>('readTask', {
        params,
        query: { artifact },
        headers: { accept },
      });
      same(answer.json?.subject, undefined, 'what is told of the subject');
    }
    given(await world.tryToOpen({ artifact }), 201);
  },
  'of no task is not found': async (world) => {
    for (const taskId of ['task_unknown', 'x'.repeat(64), "o'clock"])
      refused(await world.service.call('readTask', { params: { taskId } }), 'task-not-found', 404);
  },
  'cannot be guessed': async (world) => {
    const ids = (await world.order([{}, {}])).tasks.map(({ id }) => id);
    for (const id of ids) {
      const random = id.replace(/^[a-z]+_/, '');
      holds(random.length >= SHORTEST_RANDOM, 'at least 128 random bits in a task id', id);
    }
    holds(ids[0]?.slice(-8) !== ids[1]?.slice(-8), 'ids that tell nothing of each other', ids);
  },
  'of another task is not for this session': async (world) => {
    const [signer, other] = [await world.signer(), await world.signer()];
    const answer = await world.service.call('readTask', {
      as: signer.session.token,
      params: { taskId: other.taskId },
    });
    refused(answer, 'forbidden', 403);
  },
  'leads to documents of its own origin': async (world) => {
    const order = await world.order();
    const { url } = (await world.open(taskOf(order).id)).document().document;
    same(new URL(url).origin, new URL(taskOf(order).taskUrl).origin, 'the origin of document.url');
  },
  'has the tag stay while others sign and pages are viewed': async (world) => {
    const order = await world.order([{}, {}]);
    const [signer, other] = await Promise.all(order.tasks.map(({ id }) => world.open(id)));
    holds(signer && other, 'two tasks', order.tasks);
    const { id, document } = signer.document();
    const body = { pages: [[1, 1]], sha256: document.sha256 };
    given(await signer.call('reportPagesViewed', { params: { actionId: id }, body }), 204);
    given(await other.complete(), 200);
    same(await signer.tag(), signer.etag, 'the ETag');
    same((await signer.read()).others[0]?.status, 'completed', 'what is told of the other');
  },
});
