/** The widget on a host's page, as the README puts it there. */
import type { Showing } from './contenders.ts';
import { page } from './html.ts';

/** The picture of the first page, through the shadow roots. */
const LISTENING = `
function benchCanvasIn(root) {
  for (const element of root.querySelectorAll('*')) {
    if (element.localName === 'canvas' && element.width > 0) return element;
    const within = element.shadowRoot && benchCanvasIn(element.shadowRoot);
    if (within) return within;
  }
}
addEventListener('signing-document-ready', () => benchPainted(benchCanvasIn(document)), { once: true });
addEventListener('signing-error', ({ code }) => console.error('The widget failed: ' + code));`;

export function widgetPage({ taskId }: Showing): string {
  return page(
    `<script>${LISTENING}</script>
<link rel="modulepreload" href="/dist/signing-widget-shell.js">
<script type="module" src="/dist/signing-widget.js"></script>`,
    `<signing-widget src="/tasks/${taskId}"></signing-widget>`,
  );
}
