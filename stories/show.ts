/** How a story puts a widget on the page, and how it gets at it to act. */
import { html, type TemplateResult } from 'lit';
import type { StoryContext } from '@storybook/web-components-vite';
import '../src/index.ts';
import { SigningWidget } from '../src/signing-widget.ts';
import type { State } from '../src/steps/step-context.ts';
import { WidgetDriver } from '../test/harness/widget-driver.ts';
import { sampleClient, type SampleService } from './sample-client.ts';
import { sampleEngine } from './sample-engine.ts';
import { TASK_URL } from './sample-task.ts';
import './screen-preview.ts';
import type { Situation } from './screen-preview.ts';

/** Stands where it is told to: for statuses that a task alone does not lead to. */
class SigningWidgetPreview extends SigningWidget {
  present: (() => Promise<State>) | undefined;

  protected override firstUpdated(): void {
    void this.present?.().then((state) => this.session.show(state));
  }
}

if (!customElements.get('signing-widget-preview')) {
  customElements.define('signing-widget-preview', SigningWidgetPreview);
}

type Render = (args: unknown, context: Pick<StoryContext, 'globals'>) => TemplateResult;

/** A widget that opens the sample task with this service. */
export function withService(service: SampleService = {}): Render {
  return (_args, { globals }) => {
    sessionStorage.clear();
    return html`<signing-widget
      class="widget"
      lang=${String(globals['language'])}
      .client=${sampleClient(service)}
      .documentEngine=${sampleEngine}
      assets="widget-assets/"
      src=${TASK_URL}
    ></signing-widget>`;
  };
}

/** A widget that stands in a state. */
export function inState(state: () => Promise<State>): Render {
  return (_args, { globals }) =>
    html`<signing-widget-preview
      class="widget"
      lang=${String(globals['language'])}
      assets="widget-assets/"
      .present=${state}
    ></signing-widget-preview>`;
}

/** A screen in a state and a situation, where the element itself would need a service and time to get. */
export function onScreen(state: () => Promise<State>, situation: Situation = {}): Render {
  return (_args, { globals }) =>
    html`<screen-preview
      class="widget"
      lang=${String(globals['language'])}
      .present=${state}
      .situation=${situation}
    ></screen-preview>`;
}

export function person(canvas: HTMLElement): WidgetDriver {
  const widget = canvas.querySelector<SigningWidget>('.widget');
  if (!widget) throw new Error('There is no widget in this story.');
  return new WidgetDriver(widget);
}

const CONTINUE = /Continue to sign|Gå videre/;
const NAME = /Type your name to sign|Skriv navnet ditt for/;
const TYPED = /^(By hand|For hånd)/;
const AGREE = /^(I agree|Jeg samtykker)$/;
const SIGN = /^(Sign|Signer) /;

/** Reads, goes on to sign, and stops there. */
export async function goToSign(canvas: HTMLElement): Promise<WidgetDriver> {
  const driver = person(canvas);
  await driver.reached('reviewing');
  await driver.until(() => driver.canPress(CONTINUE));
  await driver.press(CONTINUE);
  return driver;
}

export async function fillIn(driver: WidgetDriver): Promise<void> {
  await driver.tick(TYPED);
  await driver.type(NAME, 'Kari Nordmann');
  await driver.tick(AGREE);
}

export async function sign(canvas: HTMLElement): Promise<WidgetDriver> {
  const driver = await goToSign(canvas);
  await fillIn(driver);
  await driver.press(SIGN);
  return driver;
}

export { AGREE, NAME, SIGN };
