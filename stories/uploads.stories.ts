/** A file that the signer is asked for: what is asked, on its way, shown back, and not taken. */
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { WidgetDriver } from '../test/harness/widget-driver.ts';
import type { SampleService } from './sample-client.ts';
import { sampleAction } from './sample-task.ts';
import { sampleUpload } from './sample-upload.ts';
import { person, withService } from './show.ts';

const meta: Meta = { title: 'Uploads' };
export default meta;

type Story = StoryObj;

const GO = /^(Go to upload|Gå til opplasting)$/;

const asking = (service: SampleService = {}) =>
  withService({
    ...service,
    task: async () => ({ actions: [await sampleAction('agreement', { order: 0 }), sampleUpload()] }),
  });

async function atThePanel(canvas: HTMLElement): Promise<WidgetDriver> {
  const driver = person(canvas);
  await driver.reached('reviewing');
  await driver.until(() => driver.documentIsShown && driver.hasButton(GO));
  await driver.press(GO);
  await driver.until(() => driver.text.includes('The side with the picture.'));
  return driver;
}

/** As a phone sees a card on a table. */
async function picture(): Promise<File> {
  const canvas = new OffscreenCanvas(640, 420);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('There is nothing to draw on.');
  const fill = (colour: string, x: number, y: number, width: number, height: number) => {
    context.fillStyle = colour;
    context.fillRect(x, y, width, height);
  };
  fill('#8a7661', 0, 0, 640, 420);
  fill('#e8eef2', 60, 50, 520, 320);
  fill('#9fb4c2', 90, 110, 140, 180);
  for (const [at, width] of [240, 200, 260, 150].entries()) fill('#5c6f7c', 270, 120 + at * 44, width, 14);
  return new File([await canvas.convertToBlob({ type: 'image/jpeg' })], 'card.jpg', { type: 'image/jpeg' });
}

const document = () => new File(['Page 1\fPage 2'], 'card.pdf', { type: 'application/pdf' });

export const WhatIsAskedFor: Story = {
  render: asking(),
  play: async ({ canvasElement }) => {
    await atThePanel(canvasElement);
  },
};

export const OnItsWay: Story = {
  render: asking({ upload: 'never' }),
  play: async ({ canvasElement }) => {
    const driver = await atThePanel(canvasElement);
    await driver.upload.drop(await picture());
    await driver.until(() => driver.text.includes('card.jpg'));
  },
};

export const APicture: Story = {
  render: asking(),
  play: async ({ canvasElement }) => {
    const driver = await atThePanel(canvasElement);
    await driver.upload.drop(await picture());
    await driver.until(() => driver.upload.showsPicture);
  },
};

export const ADocument: Story = {
  render: asking(),
  play: async ({ canvasElement }) => {
    const driver = await atThePanel(canvasElement);
    await driver.upload.drop(document());
    await driver.until(() => driver.documentIsShown && driver.text.includes('card.pdf'));
  },
};

export const NotTaken: Story = {
  render: asking({ upload: 'document-unsupported', reason: 'encrypted' }),
  play: async ({ canvasElement }) => {
    const driver = await atThePanel(canvasElement);
    await driver.upload.drop(document());
    await driver.until(() => /(has a password|har et passord)/.test(driver.text));
  },
};

export const NotSent: Story = {
  render: asking({ upload: 'offline' }),
  play: async ({ canvasElement }) => {
    const driver = await atThePanel(canvasElement);
    await driver.upload.drop(await picture());
    await driver.until(() => /(did not get through|kom ikke fram)/.test(driver.text));
  },
};
