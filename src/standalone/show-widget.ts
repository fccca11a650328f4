/**
 * The widget as a page of its own. What the page was asked for is what is opened, and at the end the task's
 * return URL is followed.
 */
import '../index.ts';
import { languageFor } from '../messages/languages.ts';

/** Where the build is served, which is not where the page is. */
const ASSETS = `${import.meta.env.BASE_URL}assets/`;

export function showWidget(loginCallback: string): void {
  const { origin, pathname, href } = window.location;
  // Until a task is open, and says its own.
  document.documentElement.lang = languageFor(navigator.languages).tag;
  const widget = document.createElement('signing-widget');
  widget.assets = new URL(ASSETS, origin).href;
  widget.navigate = true;
  widget.loginRedirectUri = origin + loginCallback;
  if (pathname === '/') widget.service = origin;
  else widget.src = href;
  widget.addEventListener('signing-ready', () => {
    const { task } = widget;
    if (!task) return;
    document.title = task.order.title;
    document.documentElement.lang = task.locale;
    // Opened by a code: loaded again, or kept as a bookmark, the page is the task's.
    if (pathname === '/') window.history.replaceState(null, '', `/tasks/${task.id}`);
  });
  document.querySelector('main')?.append(widget);
}
