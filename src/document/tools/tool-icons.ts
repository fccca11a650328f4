/** Small line drawings for the tools, on a grid of 24, all of one weight. */
import { html, svg, type TemplateResult } from 'lit';

const PATHS = {
  pages:
    'M5.5 4.5h13a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2v-11a2 2 0 0 1 2-2zM9.5 4.5v15M5.75 8h1.5M5.75 11.5h1.5',
  search: 'M10.5 16.5a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM15 15l5 5',
  previous: 'M6 15l6-6 6 6',
  next: 'M6 9l6 6 6-6',
  zoomOut: 'M5 12h14',
  zoomIn: 'M5 12h14M12 5v14',
  fitWidth: 'M3.5 5v14M20.5 5v14M7 12h10M9.5 9.5L7 12l2.5 2.5M14.5 9.5L17 12l-2.5 2.5',
  fitPage:
    'M4.5 9V6A1.5 1.5 0 0 1 6 4.5h3M15 4.5h3A1.5 1.5 0 0 1 19.5 6v3M19.5 15v3a1.5 1.5 0 0 1-1.5 1.5h-3M9 19.5H6A1.5 1.5 0 0 1 4.5 18v-3',
  rotate: 'M19.5 12a7.5 7.5 0 1 1-2.3-5.4l2.3 2.4M19.5 4.5V9H15',
  print:
    'M7 9V4h10v5M7 17H5.5A1.5 1.5 0 0 1 4 15.5v-5A1.5 1.5 0 0 1 5.5 9h13a1.5 1.5 0 0 1 1.5 1.5v5a1.5 1.5 0 0 1-1.5 1.5H17M7 14h10v6H7z',
  download: 'M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14',
  more: 'M5.5 12h.01M12 12h.01M18.5 12h.01',
} as const;

export type ToolIcon = keyof typeof PATHS;

export function toolIcon(name: ToolIcon): TemplateResult {
  return html`<svg class=${name} viewBox="0 0 24 24" aria-hidden="true">
    ${svg`<path d=${PATHS[name]}></path>`}
  </svg>`;
}
