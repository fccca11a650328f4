import { html, type Html } from '../../host/html.ts';

/** The frame of every page of the test eID. It says on each of them that nothing here is real. */
export function layout(title: string, body: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${title} · Test eID</title>
        <link rel="icon" href="/assets/mark.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/eid.css" />
      </head>
      <body>
        <header>
          <p class="brand"><img src="/assets/mark.svg" alt="" width="36" height="36" /> Test eID</p>
          <p class="warning">
            <strong>This is a test eID.</strong> The people in it do not exist, and it proves nothing about
            anybody.
          </p>
        </header>
        ${body}
      </body>
    </html>`.text;
}
