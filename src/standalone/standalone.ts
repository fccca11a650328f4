/**
 * The page that a service serves by itself: at a task's URL the task, at its root the question for a code, and
 * at the end of a login only what hands the login over.
 */
export {};

/** Where a login in the browser ends. */
const LOGIN_CALLBACK = '/login/callback';

if (window.location.pathname === LOGIN_CALLBACK) {
  // A window of a login is open for a moment only: nothing of the widget is loaded in it.
  void import('../login/login-callback.ts');
} else {
  void import('./show-widget.ts').then(({ showWidget }) => showWidget(LOGIN_CALLBACK));
}
