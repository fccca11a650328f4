/**
 * The standalone signing page, which a service serves at a task's own URL: what the page was asked
 * for is what is opened, and at the end the task's return URL is followed.
 */
import '../index.ts';

/** Where the build is served, which is not where the page is. */
const ASSETS = `${import.meta.env.BASE_URL}assets/`;

const widget = document.createElement('signing-widget');
widget.assets = new URL(ASSETS, window.location.origin).href;
widget.navigate = true;
// The service serves this page at its root and at the end of a login too: there is no task in those.
if (/\/tasks\/[^/]+\/?$/.test(window.location.pathname)) widget.src = window.location.href;
widget.addEventListener('signing-ready', () => {
  const { task } = widget;
  if (!task) return;
  document.title = task.order.title;
  document.documentElement.lang = task.locale;
});
document.querySelector('main')?.append(widget);
