import { html } from '../../host/html.ts';
import { layout } from './layout.ts';

/** What a person reads when a login cannot go on; `detail` is for whoever builds the client. */
export function problemPage(title: string, text: string, detail?: string): string {
  return layout(
    title,
    html`<main>
      <h1>${title}</h1>
      <p>${text}</p>
      ${detail === undefined ? undefined : html`<p class="detail"><code>${detail}</code></p>`}
    </main>`,
  );
}

/** For a fault of ours, which is in the log and not on the page. */
export function faultPage(): string {
  return problemPage('That did not work', 'The fault is on our side. Go back and try again.');
}
