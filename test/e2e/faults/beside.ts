/** Two tabs of one task, and a page that holds the signature back: signed once, and both tabs say so. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Scene } from './scene.ts';
import type { Stage } from './stage.ts';
import { seesReceipt, SENDS, signs } from './words.ts';

type Play = (stage: Stage) => Promise<void>;

/** What there is of a scene without a fault. */
export const PLAIN: Pick<Scene, 'title' | 'operation' | 'catches' | 'acts' | 'cells'> = {
  title: 'signs',
  operation: 'completeTask',
  catches: () => false,
  acts: () => Promise.resolve(),
  cells: {} as Scene['cells'],
};

const RECEIPT = ['You have signed', 'Fjord Homes has received your signature.'] as const;

async function comesToSign({ visit }: Stage, page: Page): Promise<void> {
  await visit.seesTask(page);
  await page.getByRole('button', { name: 'Continue to sign' }).click();
  await page.getByRole('checkbox', { name: 'I agree' }).check();
}

/** Neither hears of the other: what they know they know from the service's answer alone. */
export const signsInTwoTabsAtOnce: Play = async (stage) => {
  const { visit, taskUrl } = stage;
  await visit.context.route('**/events', (route) => route.abort());
  await visit.opens(taskUrl);
  const second = await visit.opensInASecondTab(taskUrl);
  const tabs = [visit.page, second];
  for (const tab of tabs) await comesToSign(stage, tab);
  await Promise.all(tabs.map((tab) => tab.getByRole('button', { name: /^Sign/ }).click()));
  for (const tab of tabs) {
    await visit.seesPanel(...RECEIPT, tab);
    await visit.assertTold(['signing-ready ready', SENDS, 'signing-completed'], tab);
  }
  assert.deepEqual(await stage.stands(), { task: 'completed', signed: 1 });
};

/** A press that the page has held back has sent nothing; the next one is as good as the first. */
export const isHeldBackByThePage: Play = async (stage) => {
  const { visit, taskUrl } = stage;
  await visit.opens(taskUrl);
  await visit.page.evaluate((type) => {
    document.addEventListener(type, (event) => event.preventDefault(), { once: true });
  }, SENDS);
  await signs(stage);
  await visit.assertTold(['signing-ready ready', SENDS]);
  assert.equal(visit.statuses().at(-1), 'signing');
  assert.deepEqual(await stage.stands(), { task: 'ready', signed: 0 });
  await visit.presses(/^Sign/);
  await seesReceipt(stage);
  await visit.assertTold(['signing-ready ready', SENDS, SENDS, 'signing-completed']);
  assert.deepEqual(await stage.stands(), { task: 'completed', signed: 1 });
};
