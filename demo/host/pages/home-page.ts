import { html } from '../html.ts';
import { layout } from './layout.ts';

export function homePage(): string {
  return layout(
    'Homes to rent',
    html`<main class="narrow">
      <h1>Homes to rent, signed in minutes</h1>
      <p class="lead">
        This is a customer’s website: it makes agreements and has them signed with the signing widget, which
        comes from another origin.
      </p>
      <ul class="cards">
        <li>
          <a href="/tenancy"><strong>Rent a home</strong></a>
          <span
            >Fill in a form, read the agreement that it becomes, and sign it in this site’s own page.</span
          >
        </li>
        <li>
          <a href="/agreements"><strong>Agreements</strong></a>
          <span>What has been sent to be signed, where it stands, and the sealed PDFs.</span>
        </li>
      </ul>
    </main>`,
  );
}
