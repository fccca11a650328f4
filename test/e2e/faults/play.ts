/** Plays one cell of the matrix: what is true while the fault lasts, and that there is a way on when it is over. */
import assert from 'node:assert/strict';
import type { FaultName } from './fault.ts';
import type { FaultMatrixSite } from './fault-matrix-site.ts';
import type { Act, End, Scene, Truth } from './scene.ts';
import { Stage } from './stage.ts';
import { seesReceipt } from './words.ts';

const ENDS: Readonly<
  Record<End, { readonly reads: Act; readonly task: string; readonly status: string; readonly signed: 0 | 1 }>
> = {
  signed: { reads: seesReceipt, task: 'completed', status: 'completed', signed: 1 },
  rejected: { ...declined('You have said no'), task: 'rejected', status: 'rejected' },
  postponed: { ...declined('Left for later'), task: 'ready', status: 'postponed' },
  cancelled: { ...declined('Stopped'), task: 'ready', status: 'cancelled' },
};

export async function play(
  sites: FaultMatrixSite,
  scene: Scene,
  fault: FaultName,
  truth: Truth,
): Promise<void> {
  const stage = await Stage.set(sites, fault, scene);
  const { visit } = stage;
  try {
    await comes(stage, scene);
    await scene.acts(stage);
    await truth.reads(stage);
    const told = [...(scene.opens ? [] : ['signing-ready ready']), ...truth.told];
    await visit.assertTold(told);
    await assertNothingIsMadeUp(stage, truth);

    await stage.lifts();
    await truth.way?.(stage);
    const { reads, task, status, signed } = ENDS[truth.end];
    await reads(stage);
    await visit.assertTold([...told, ...truth.thenTold]);
    const stands = await stage.stands();
    assert.equal(stands.task, task);
    assert.equal(stands.signed, signed, 'It is signed once, or not at all.');
    assert.equal(visit.statuses().at(-1), status);
    visit.assertNothingElse();
  } finally {
    await stage.leave();
  }
}

/** As far as the fault, which then has begun. */
async function comes(stage: Stage, scene: Scene): Promise<void> {
  const { start, comes, faultFrom, opens, elsewhere } = scene;
  const { visit, taskUrl, sites } = stage;
  await start?.(stage);
  if (!faultFrom && !opens) {
    await visit.opens(elsewhere ? sites.embedding.elementPage(sites.service.url, { src: taskUrl }) : taskUrl);
    if (!comes) await visit.seesTask();
  }
  await comes?.(stage);
  await stage.begins();
}

/** What the screen and the page say while the fault lasts is what the service says. */
async function assertNothingIsMadeUp(stage: Stage, truth: Truth): Promise<void> {
  const { visit } = stage;
  const stands = await stage.stands();
  assert.equal(stands.task, truth.stands);
  const isSigned = stands.task === 'completed';
  assert.equal(stands.signed, isSigned ? 1 : 0);
  if (isSigned) return;
  assert.equal(visit.statuses().includes('completed'), false, 'The page is told that it is signed.');
  assert.equal(await visit.page.getByRole('heading', { name: 'You have signed' }).count(), 0);
}

function declined(title: string) {
  const reads: Act = ({ visit: { page } }) =>
    page.getByRole('heading', { name: title, exact: true }).waitFor();
  return { reads, signed: 0 } as const;
}
