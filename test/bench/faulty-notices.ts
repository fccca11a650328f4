/**
 * `npm run bench:notices`: 10,000 webhooks to a receiver that fails 3 times in 10, before or after it has taken one, with
 * the real service. All must arrive, each under one id; and how fast they leave.
 */
import { passTimeTo, startNoticesService } from '../harness/notices-service.ts';

const NOTICES = Number(process.argv[2] ?? 10_000);
const IN_AN_ORDER = 5;
const FAULTS = 0.3;

const { service, hooks, stop } = await startNoticesService();
try {
  /** The ids under which each task's notice was taken. */
  const taken = new Map<string, Set<string>>();
  hooks.answers = (_nth, { headers, body }) => {
    const luck = Math.random();
    if (luck < FAULTS / 3) return { status: 503 };
    const { taskId } = (JSON.parse(body) as { data: { taskId: string } }).data;
    taken.set(taskId, (taken.get(taskId) ?? new Set()).add(headers['webhook-id'] ?? ''));
    return luck < FAULTS ? { silence: 'cut' } : {};
  };
  const order = await service.newOrder({
    notifications: [{ channel: 'webhook', url: hooks.url, on: ['task.ready'] }],
  });
  const tasks = Array.from({ length: IN_AN_ORDER }, (_, index) => ({
    ...order.tasks[0]!,
    name: `task-${index}`,
  }));
  const begun = performance.now();
  for (let made = 0; made < NOTICES; made += IN_AN_ORDER) await service.createOrder({ ...order, tasks });
  for (;;) {
    const { inTry, waiting, due } = await standing();
    if (inTry + waiting === 0) break;
    // What is due now is left to the service: time passes only when all of it waits.
    if (inTry === 0 && due) await passTimeTo(service, due);
    else await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const seconds = (performance.now() - begun) / 1000;
  const rows = await service.running.database.query<{ status: string; count: number }>(
    'select status, count(*)::integer as count from deliveries group by status',
  );
  const tries = hooks.requests.all.length;
  console.log(
    `${NOTICES} notices, ${tries} tries, in ${seconds.toFixed(1)} s: ${(tries / seconds).toFixed(0)} tries a second`,
  );
  console.log('ended as', Object.fromEntries(rows.map(({ status, count }) => [status, count])));
  console.log(
    `taken of ${taken.size} tasks; under more than one id: ${[...taken.values()].filter(({ size }) => size > 1).length}`,
  );
  if (taken.size !== NOTICES || [...taken.values()].some(({ size }) => size > 1)) process.exitCode = 1;
} finally {
  await stop();
}

/** How many are due or under way, how many wait for their next try, and when the last of those is due. */
async function standing(): Promise<{ inTry: number; waiting: number; due: Date | null }> {
  const [row] = await service.running.database.query<{ inTry: number; waiting: number; due: Date | null }>(
    `select (count(*) filter (where in_flight or due_at <= service_now()))::integer as "inTry",
       (count(*) filter (where not in_flight and due_at > service_now()))::integer as waiting,
       max(due_at) filter (where not in_flight) as due
     from deliveries where status = 'pending'`,
  );
  if (!row) throw new Error('The database does not answer.');
  return row;
}
