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
  'signing-postponed',
  'signing-cancelled',
  'signing-expired',
  'signing-deleted',
  'signing-order-change',
  'signing-session-expiring',
  'signing-error',
] as const;

let clock: WidgetClock | undefined;
const shown: SigningWidget[] = [];
let listening = new AbortController();

/** Timers stand still from here to the end of the test. */
export function holdTime(): WidgetClock {
  return (clock ??= new WidgetClock());
}

export interface ShowOptions {
  readonly task?: Partial<Task>;
  readonly service?: WidgetService;
  readonly src?: string;
  /** Properties of the element, set before it is on the page. */
  readonly with?: Partial<SigningWidget>;
}

/** Puts a widget on the page; it opens the service's task unless it is told what else to open. */
export async function show(options: ShowOptions = {}): Promise<Fixture> {
  const service = options.service ?? (await WidgetService.with(options.task));
  const widget = document.createElement('signing-widget');
  const heard: Event[] = [];
  for (const type of PUBLIC_EVENTS)
    document.addEventListener(type, (event) => noted(event, widget, heard), { signal: listening.signal });
  widget.client = service;
  widget.documentEngine = sampleEngine;
  if (options.src !== '') widget.src = options.src ?? TASK_URL;
  Object.assign(widget, options.with);
  document.body.append(widget);
  shown.push(widget);
  return { service, widget, person: new WidgetDriver(widget), heard };
}

/** As a reload of the page does: the widget is gone, what the tab remembers is not. */
export async function reload({ service, widget }: Fixture, options: ShowOptions = {}): Promise<Fixture> {
  widget.remove();
  await Promise.resolve();
  return show({ service, ...options });
}

/** As far as the last step, with everything filled in. */
export async function readyToSign(fixture: Fixture): Promise<void> {
  const { person } = fixture;
  await person.reached('reviewing');
  await person.until(() => person.canPress('Continue to sign'));
  await person.press('Continue to sign');
  await person.tick('By hand Type');
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
