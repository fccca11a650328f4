import { heading } from '../check.ts';
import { given, holds, NotChecked, same } from '../expect.ts';
import { taskOf, type World } from '../world.ts';

const STRANGER = 'https://stranger.example';
const NEEDED = ['authorization', 'content-type', 'idempotency-key', 'if-match', 'range', 'last-event-id'];

export const crossOrigin = heading(
  'Pages of other origins',
  {
    'that are registered may send what a widget sends': async (world) => {
      const origin = registered(world);
      const path = `/tasks/${taskOf(await world.order()).id}`;
      for (const [method, tail] of [
        ['POST', '/completion'],
        ['GET', '/events'],
        ['PUT', '/actions/x/upload'],
        ['DELETE', '/actions/x/upload'],
      ] as const) {
        const answer = await preflight(world, `${path}${tail}`, origin, method);
        holds(answer.status < 300, 'a preflight to be answered', answer.status);
        same(answer.headers.get('access-control-allow-origin'), origin, 'Access-Control-Allow-Origin');
        const allowed = listed(answer.headers.get('access-control-allow-headers'));
        same(
          NEEDED.filter((name) => !allowed.includes(name)),
          [],
          'headers that are not allowed',
        );
        const methods = listed(answer.headers.get('access-control-allow-methods'));
        holds(method === 'GET' || methods.includes(method.toLowerCase()), `${method} to be allowed`, methods);
      }
    },
    'that nobody has registered may send and read nothing': async (world) => {
      const signer = await world.signer();
      for (const origin of [STRANGER, 'null', `${world.target.origin ?? STRANGER}.stranger.example`]) {
        const answer = await preflight(world, `/tasks/${signer.taskId}/completion`, origin, 'POST');
        const allowed = answer.headers.get('access-control-allow-origin');
        holds(allowed === null || (allowed !== '*' && allowed !== origin), 'no allowance', allowed);
        const read = await signer.call('readTask', { origin });
        const readable = read.headers.get('access-control-allow-origin');
        holds(readable === null || (readable !== '*' && readable !== origin), 'no allowance', readable);
      }
    },
    'can read a refusal too': async (world) => {
      const origin = registered(world);
      const answer = await world.tryToOpen({ taskId: 'unknown' });
      same(answer.headers.get('access-control-allow-origin'), origin, 'Access-Control-Allow-Origin');
    },
    'are allowed no cookies': async (world) => {
      const origin = registered(world);
      const signer = await world.signer();
      const answer = await signer.call('readTask', { origin });
      given(answer, 200);
      same(answer.headers.get('set-cookie'), null, 'Set-Cookie');
    },
  },
  { section: 'Task URL, CORS' },
);

function registered({ target }: World): string {
  if (target.origin === undefined) throw new NotChecked('no registered origin (--origin)');
  return target.origin;
}

function preflight(world: World, path: string, origin: string, method: string): Promise<Response> {
  return world.service.plain(path, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': NEEDED.join(','),
    },
  });
}

function listed(header: string | null): readonly string[] {
  return (header ?? '').toLowerCase().split(/\s*,\s*/);
}
