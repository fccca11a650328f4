/**
 * Where a tenant comes back to from the signing page. What the address claims is a hint and no more, since
 * anybody can type it; what is shown is what the signing service says.
 */
import type { Order } from '../../../src/task/contract.ts';
import { html } from '../html.ts';
import type { Outcome } from '../tenancy-order.ts';
import { layout } from './layout.ts';
import { follow, reasonView, statusView } from './status-words.ts';

interface Words {
  readonly title: string;
  readonly text: string;
}

export function returnedPage(order: Order, unverifiedOutcome: Outcome): string {
  const { title, text } = wordsFor(order.status, unverifiedOutcome);
  return layout(
    title,
    html`<main class="narrow">
      <h1>${title}</h1>
      <p class="lead">${text}</p>
      ${statusView(order)} ${reasonView(order)}
      ${
        order.status === 'open'
          ? html`<p><a class="button" href="/agreements/${order.id}/sign">Go on to sign</a></p>`
          : undefined
      }
      <p><a href="/agreements/${order.id}">To the agreement</a></p>
    </main>`,
    follow(order),
  );
}

function wordsFor(status: Order['status'], unverifiedOutcome: Outcome): Words {
  switch (status) {
    case 'open':
      return OPEN_WORDS[unverifiedOutcome];
    case 'packaging':
    case 'completed':
    case 'failed':
      return { title: 'Thank you, it is signed', text: 'Fjord Homes has your signature.' };
    case 'rejected':
      return { title: 'You have said no', text: 'Nothing is signed. Fjord Homes has been told.' };
    case 'expired':
      return { title: 'It was too late', text: 'Nothing is signed, and nothing can be signed any more.' };
    case 'deleted':
      return { title: 'It has been withdrawn', text: 'Fjord Homes has taken the agreement back.' };
  }
}

const OPEN_WORDS: Readonly<Record<Outcome, Words>> = {
  completed: {
    title: 'Not signed yet',
    text: 'The signing service says that the agreement still waits for your signature.',
  },
  rejected: {
    title: 'Not decided yet',
    text: 'The signing service says that the agreement still waits for your signature.',
  },
  postponed: { title: 'Kept for later', text: 'Nothing is signed yet. Go on when it suits you.' },
  cancelled: { title: 'Broken off', text: 'Nothing is signed. You can begin again.' },
};
