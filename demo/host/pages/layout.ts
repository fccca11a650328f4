import { html, type Html } from '../html.ts';

/** The frame of every page of the customer's site. A title holds no code: a browser keeps it. */
export function layout(title: string, body: Html, head: Html = html``): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Fjord Homes</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/assets/site.css" />
        ${head}
      </head>
      <body>
        <header class="site">
          <a href="/" class="brand">Fjord Homes</a>
          <nav>
            <a href="/">Homes</a> <a href="/code">I have a code</a> <a href="/agreements">Agreements</a>
            <a href="/inbox">Inbox</a>
          </nav>
        </header>
        ${body}
      </body>
    </html>`.text;
}
