/**
 * Where the eID sends the browser back to. Its address holds a code: the page loads the widget's door, which
 * takes that away, and has no link and no script of its own.
 */
import { html } from '../html.ts';

export function loginCallbackPage(serviceUrl: string): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Logging in · Fjord Homes</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/assets/site.css" />
        <script type="module" src="${serviceUrl}/widget/login-callback.js"></script>
      </head>
      <body>
        <main class="narrow"><h1>Logging in</h1></main>
      </body>
    </html>`.text;
}
