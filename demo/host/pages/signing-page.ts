import type { Order } from '../../../src/task/contract.ts';
import { html } from '../html.ts';
import { layout } from './layout.ts';

/** The page that embeds the widget: one element and one script, both from the signing service's origin. */
export function signingPage(order: Order, taskUrl: string, serviceUrl: string): string {
  return layout(
    order.title,
    html`<main class="signing">
      <signing-widget src="${taskUrl}" data-done="/agreements/${order.id}"></signing-widget>
      <details class="told">
        <summary>What the widget tells this page</summary>
        <ol id="told" aria-live="off"></ol>
      </details>
    </main>`,
    html`<script type="module" src="${serviceUrl}/widget/signing-widget.js"></script>
      <script type="module" src="/assets/signing.js"></script>`,
  );
}
