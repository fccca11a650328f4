/** The document view and what stands around it: tools, list of pages, tabs. */
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { WidgetDriver } from '../test/harness/widget-driver.ts';
import { sampleAction } from './sample-task.ts';
import { person, withService } from './show.ts';

const meta: Meta = { title: 'Reading' };
export default meta;

type Story = StoryObj;

async function reading(canvas: HTMLElement): Promise<WidgetDriver> {
  const driver = person(canvas);
  await driver.reached('reviewing');
  await driver.until(() => driver.documentIsShown && driver.nameOfTools !== '');
  return driver;
}

const readAll = withService({
  task: async () => ({ actions: [await sampleAction('agreement', { readAll: true })] }),
});

export const Tools: Story = {
  render: withService(),
  play: async ({ canvasElement }) => void (await reading(canvasElement)),
};

export const ToolsInAMenu: Story = {
  render: withService(),
  play: async ({ canvasElement }) => {
    const driver = await reading(canvasElement);
    if (driver.hasTool(/^(More tools|Flere verktøy)$/))
      await driver.pressTool(/^(More tools|Flere verktøy)$/);
  },
};

export const ListOfPages: Story = {
  render: readAll,
  play: async ({ canvasElement }) => {
    const driver = await reading(canvasElement);
    await driver.openPageList();
  },
};

export const SeveralDocuments: Story = {
  render: withService({
    task: async () => ({
      actions: [
        await sampleAction('agreement', { order: 0, readAll: true }),
        await sampleAction('rules', { order: 1, type: 'view' }),
        await sampleAction('inventory', { order: 2, optional: true }),
      ],
    }),
  }),
  play: async ({ canvasElement }) => {
    const driver = await reading(canvasElement);
    await driver.press('House rules');
    await driver.until(() => driver.documentIsShown && driver.shownDocument === 'House rules');
  },
};
