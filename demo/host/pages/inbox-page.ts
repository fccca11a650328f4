/** What people were sent by e-mail and SMS: the mailbox of everybody, which on this machine takes it all. */
import type { InboxMessage } from '../site.ts';
import { html, type Html } from '../html.ts';
import { layout } from './layout.ts';
import { timeOf } from './status-words.ts';

/** @param messages the newest first; undefined where they go to real people */
export function inboxPage(messages: readonly InboxMessage[] | undefined): string {
  return layout(
    'Inbox',
    html`<main class="narrow">
      <h1>Inbox</h1>
      <p class="note">
        What the signing service has sent to anybody, by e-mail and SMS. On this machine it reaches nobody
        else.
      </p>
      ${list(messages)}
    </main>`,
  );
}

function list(messages: readonly InboxMessage[] | undefined): Html {
  if (!messages) return html`<p>E-mail and SMS go to real people here, and not into this inbox.</p>`;
  if (messages.length === 0) {
    return html`<p>
      Nothing has come yet. <a href="/tenancy/told">Let a home</a>, and have its tenant told.
    </p>`;
  }
  return html`${messages.map(message)}`;
}

function message({ channel, to, from, subject, text, receivedAt }: InboxMessage): Html {
  return html`<article class="letter message">
    <h2>${subject ?? 'SMS'}</h2>
    <p class="message-line">
      ${channel === 'email' ? 'E-mail' : 'SMS'} to <span class="to">${to}</span> from ${from},
      ${timeOf(receivedAt.toISOString())}
    </p>
    ${text
      .trim()
      .split(/\n{2,}/)
      .map((paragraph) => html`<p>${lines(paragraph)}</p>`)}
  </article>`;
}

/** Its lines, with addresses that can be followed: what a mail program makes of a text. */
function lines(paragraph: string): Html {
  const parts = paragraph.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/);
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<a href="${part}">${part}</a>` : broken(part)))}`;
}

function broken(text: string): Html {
  return html`${text.split('\n').map((line, index) => (index === 0 ? html`${line}` : html`<br />${line}`))}`;
}
