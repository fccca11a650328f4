/** The start page: each way in which an agreement gets signed, as a card that leads to its form. */
import { html, type Html } from '../html.ts';
import { pathOf, WAYS, type Way } from '../ways.ts';
import { layout } from './layout.ts';

export function homePage(): string {
  return layout(
    'Homes to rent',
    html`<main class="narrow">
      <h1>Homes to rent, signed in minutes</h1>
      <p class="lead">
        This is a customer’s website: it makes agreements and has them signed with the signing widget, which
        comes from another origin. Each card is one way to get there.
      </p>
      <h2>The tenant is here, and signs now</h2>
      <ul class="cards">
        ${WAYS.filter(({ signing }) => signing !== 'later').map(wayCard)}
      </ul>
      <h2>The tenant is told, and signs later</h2>
      <ul class="cards">
        ${WAYS.filter(({ signing }) => signing === 'later').map(wayCard)}
        ${card('/code', 'I have a code', 'Type in the code of a letter, and sign what it leads to.')}
      </ul>
      <h2>For the staff of Fjord Homes</h2>
      <ul class="cards">
        ${card(
          '/agreements',
          'Agreements',
          'What has been sent to be signed, where it stands, and the sealed PDFs.',
        )}
        ${card('/inbox', 'Inbox', 'What the signing service has sent to tenants by e-mail and SMS.')}
      </ul>
    </main>`,
  );
}

function wayCard(way: Way): Html {
  return card(pathOf(way), way.title, way.sentence);
}

function card(path: string, title: string, sentence: string): Html {
  return html`<li>
    <a href="${path}"><strong>${title}</strong></a>
    <span>${sentence}</span>
  </li>`;
}
