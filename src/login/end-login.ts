/**
 * The door at the end of a login: what the page at the redirect URI does. It leads what it was called with to
 * the page that the login began in: in this tab by what the tab keeps, in a window by hand-over.ts. Knows nothing
 * of tokens, and nothing of the task.
 */
import { endLoginTexts, type EndLoginText } from './end-login-texts.ts';
import { handOver, type Timer } from './hand-over.ts';
import { keepPending, pendingWithState } from './pending-login.ts';
import { serviceAnswer } from './service-answer.ts';

/** Called more than once it finds a clean address, and does nothing more. */
export async function endLogin(timer?: Timer): Promise<void> {
  const { search, hash } = location;
  // Before all else: a code or an artifact in an address is one that can be read over a shoulder, or sent on.
  history.replaceState(null, '', location.pathname);
  const state = new URLSearchParams(search).get('state');
  const fromService = serviceAnswer(hash);
  if (fromService) return giveToOpener(fromService.loginId, hash, timer);
  if (state?.endsWith(';page')) return giveToTab(state, search);
  if (state) return giveToOpener(state, search, timer);
  say('nothingHere');
}

function giveToTab(state: string, answer: string): void {
  const pending = pendingWithState(state);
  // Another page of the origin could have written there; to another site nobody is sent from here.
  if (!pending || new URL(pending.returnTo).origin !== location.origin) return say('otherTab');
  if (!keepPending({ ...pending, unverifiedAnswer: answer })) return say('otherTab');
  location.replace(pending.returnTo);
}

async function giveToOpener(key: string, answer: string, timer: Timer | undefined): Promise<void> {
  if (!(await handOver(key, answer, timer))) return say('notTaken');
  // Not every browser lets a window close itself that the eID's page has cut off.
  say('done');
  window.close();
}

function say(text: EndLoginText): void {
  const { language, texts } = endLoginTexts(navigator.languages);
  const paragraph = document.createElement('p');
  paragraph.lang = language;
  paragraph.setAttribute('role', 'status');
  paragraph.textContent = texts[text];
  (document.querySelector('main') ?? document.body).append(paragraph);
}
