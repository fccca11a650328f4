import { html } from '../html.ts';
import { layout } from './layout.ts';

export function problemPage(title: string, text: string): string {
  return layout(
    title,
    html`<main class="narrow">
      <h1>${title}</h1>
      <p>${text}</p>
      <p><a href="/">To the start page</a></p>
    </main>`,
  );
}
