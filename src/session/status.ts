/** Where the widget can stand. One at a time; each has a screen, a story and its messages. */
export const WIDGET_STATUSES = [
  'idle',
  'opening',
  'code-required',
  'login-required',
  'logging-in',
  'blocked',
  'reviewing',
  'signing',
  'submitting',
  'completed',
  'rejected',
  'postponed',
  'cancelled',
  'expired',
  'deleted',
  'failed',
] as const;

export type WidgetStatus = (typeof WIDGET_STATUSES)[number];

/** A switch that ends here does not compile until every case has its line. */
export function assertNever(value: never): never {
  throw new Error(`Not expected here: ${JSON.stringify(value)}`);
}
