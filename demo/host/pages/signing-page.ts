/** The pages that embed the widget: one element and one script, both from the signing service's origin. */
import type { Order } from '../../../src/task/contract.ts';
import { html, type Html } from '../html.ts';
import { layout } from './layout.ts';

const LOGIN_REDIRECT_URI = '/login/callback';

/** @param src the task's URL, with an artifact in its fragment where this site knows the signer */
export function signingPage(order: Order, src: string, serviceUrl: string): string {
  return embeddingPage(
    order.title,
    html`<signing-widget
      src="${src}"
      login-redirect-uri="${LOGIN_REDIRECT_URI}"
      data-done="/agreements/${order.id}"
    ></signing-widget>`,
    `/agreements/${order.id}`,
    serviceUrl,
  );
}

/** Without a task the widget asks for the code of one. */
export function codePage(serviceUrl: string): string {
  return embeddingPage(
    'I have a code',
    html`<signing-widget
      service="${serviceUrl}"
      login-redirect-uri="${LOGIN_REDIRECT_URI}"
      data-done="/"
    ></signing-widget>`,
    '/',
    serviceUrl,
  );
}

function embeddingPage(title: string, widget: Html, back: string, serviceUrl: string): string {
  return layout(
    title,
    html`<main class="signing">
      ${widget}
      <p class="onward" id="onward" hidden><a class="button" href="${back}">Back to Fjord Homes</a></p>
      <details class="told">
        <summary>What the widget tells this page</summary>
        <ol id="told" aria-live="off"></ol>
      </details>
    </main>`,
    html`<link rel="modulepreload" href="${serviceUrl}/widget/signing-widget-shell.js" />
      <script type="module" src="${serviceUrl}/widget/signing-widget.js"></script>
      <script type="module" src="/assets/signing.js"></script>`,
  );
}
