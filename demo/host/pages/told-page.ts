/**
 * The letter that the customer's own system sends to a tenant who signs later. The link and the code are in the
 * text alone: not in the title, and in no address of this site.
 */
import type { Order } from '../../../src/task/contract.ts';
import { html, type Html } from '../html.ts';
import { asksForEid, wayOfReference } from '../ways.ts';
import { layout } from './layout.ts';
import { follow, statusView, timeOf } from './status-words.ts';

export function toldPage(order: Order, siteUrl: string): string {
  return layout(
    'The letter to the tenant',
    html`<main class="narrow">
      <h1>The letter to the tenant</h1>
      ${statusView(order)}
      <p class="note">
        Fjord Homes’ own system sends this, by e-mail or on paper, with what the signing service answered to
        the order. The page is for the staff alone: whoever reads it can use the link and the code. In this
        demonstration the staff’s pages have no login.
      </p>
      ${order.tasks.map((task) => letter(order, task, siteUrl))}
      <p><a href="/agreements/${order.id}">To the agreement</a></p>
    </main>`,
    follow(order),
  );
}

function letter(order: Order, task: Order['tasks'][number], siteUrl: string): Html {
  const way = wayOfReference(order.externalReference);
  return html`<article class="letter">
    <p>Dear tenant,</p>
    <p>Your ${order.title.toLowerCase()} is ready. To read it and to sign it, follow this link:</p>
    <p class="reference"><a href="${task.taskUrl}">${task.taskUrl}</a></p>
    ${
      task.referenceCode
        ? html`<p>Or go to <a href="/code">${siteUrl}/code</a> and type in this code:</p>
            <p class="reference code">${task.referenceCode}</p>`
        : undefined
    }
    ${
      way && asksForEid(way)
        ? html`<p>You will be asked to log in with your electronic ID: nobody else can open it.</p>`
        : undefined
    }
    ${task.deadline ? html`<p>Please sign before ${timeOf(task.deadline)}.</p>` : undefined}
    <p>Fjord Homes</p>
  </article>`;
}
