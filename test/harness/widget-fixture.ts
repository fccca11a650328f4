/** A widget on the page, with a service and a person before it; all gone after each test. */
import '../../src/index.ts';
import { sampleEngine } from '../../stories/sample-engine.ts';
import type { SigningWidget } from '../../src/signing-widget.ts';
import type { Task } from '../../src/task/contract.ts';
import { WidgetClock } from './widget-clock.ts';
import { WidgetDriver } from './widget-driver.ts';
import { TASK_URL, WidgetService } from './widget-service.ts';

export interface Fixture {
  readonly service: WidgetService;
  readonly widget: SigningWidget;
  readonly person: WidgetDriver;
  /** The events that the page has heard, by type, in order. */
  readonly heard: Event[];
}

const PUBLIC_EVENTS = [
  'signing-ready',
  'signing-document-ready',
  'signing-status-change',
  'signing-page-viewed',
  'signing-before-submit',
  'signing-before-navigate',
  'signing-completed',
  'signing-rejected',
  'signing-expired',
  'signing-deleted',
  'signing-error',
] as const;

let clock: WidgetClock | undefined;
const shown: SigningWidget[] = [];
let listening = new AbortController();

/** Timers stand still from here to the end of the test. */
export function holdTime(): WidgetClock {
  return (clock ??= new WidgetClock());
}

/** Puts a widget on the page; it opens the service's task unless `src` is told to be another. */
export async function show(
  options: { task?: Partial<Task>; service?: WidgetService; src?: string } = {},
): Promise<Fixture> {
  const service = options.service ?? (await WidgetService.with(options.task));
  const widget = document.createElement('signing-widget');
  const heard: Event[] = [];
  for (const type of PUBLIC_EVENTS)
    document.addEventListener(type, (event) => noted(event, widget, heard), { signal: listening.signal });
  widget.client = service;
  widget.documentEngine = sampleEngine;
  widget.src = options.src ?? TASK_URL;
  document.body.append(widget);
  shown.push(widget);
  return { service, widget, person: new WidgetDriver(widget), heard };
}

/** As a reload of the page does: the widget is gone, what the tab remembers is not. */
export async function reload({ service, widget }: Fixture): Promise<Fixture> {
  widget.remove();
  await Promise.resolve();
  return show({ service });
}

/** As far as the last step, with everything filled in. */
export async function readyToSign(fixture: Fixture): Promise<void> {
  const { person } = fixture;
  await person.reached('reviewing');
  await person.until(() => person.canPress('Continue to sign'));
  await person.press('Continue to sign');
  await person.tick('Type your name It');
  await person.type('Type your name to sign', 'Kari Nordmann');
  await person.tick('I agree');
}

export function cleanUp(): void {
  listening.abort();
  listening = new AbortController();
  clock?.restore();
  clock = undefined;
  for (const widget of shown.splice(0)) widget.remove();
  sessionStorage.clear();
}

function noted(event: Event, widget: SigningWidget, heard: Event[]): void {
  if (event.target === widget) heard.push(event);
}
