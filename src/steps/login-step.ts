/** Logging in: why it is asked for, what became of it, and every way on from there. */
import { html, nothing, type TemplateResult } from 'lit';
import { button } from '../ui/button.ts';
import { linkButton } from '../ui/link-button.ts';
import { panel } from '../ui/panel.ts';
import { problemParts } from './problem-panel.ts';
import type { EntryContext } from './rooms.ts';
import type { StateOf } from './step-context.ts';

export function loginStep({ notice }: StateOf<'login-required'>, context: EntryContext): TemplateResult {
  const { framed, ask } = context;
  const words = context.words.login;
  const parts = problemParts(notice ?? { code: 'login-required', retryable: false }, undefined, context);
  // Where no window may open, the login takes this one; within a frame that would be the frame alone.
  const blocked = notice?.code === 'login-blocked';
  return alone(
    panel({
      ...parts,
      ...(notice ? {} : { next: undefined }),
      tone: 'calm',
      actions: html`
        ${button({
          label: notice ? words.again : words.start,
          kind: 'primary',
          part: 'login',
          press: () => ask({ type: 'login' }),
        })}
        ${
          blocked && !framed
            ? button({ label: words.here, press: () => ask({ type: 'login', mode: 'redirect' }) })
            : nothing
        }
        ${blocked ? ownWindow(context) : nothing}
      `,
    }),
  );
}

export function loggingInStep({ windowLost }: StateOf<'logging-in'>, context: EntryContext): TemplateResult {
  const { messages, ask } = context;
  const words = context.words.login;
  const { title, text } = windowLost ? words.windowLost : context.words.loggingIn;
  return alone(
    panel({
      icon: windowLost ? 'search' : 'lock',
      tone: 'calm',
      title,
      text,
      more: windowLost ? nothing : html`<span class="spinner" aria-hidden="true"></span>`,
      actions: html`
        ${
          windowLost
            ? button({ label: messages.tryAgain, kind: 'primary', press: () => ask({ type: 'login' }) })
            : nothing
        }
        ${windowLost ? ownWindow(context) : nothing}
        ${button({ label: words.cancel, press: () => ask({ type: 'cancel-login' }) })}
      `,
    }),
  );
}

/** Out of a frame, where browsers keep a login's storage from the page that it began in. */
function ownWindow({ words, framed, taskUrl }: EntryContext) {
  return framed && taskUrl !== undefined ? linkButton(words.login.ownWindow, taskUrl) : nothing;
}

function alone(content: TemplateResult): TemplateResult {
  return html`<div class="body" part="body">${content}</div>`;
}
