/** Small pictures beside words, never in place of them. */
import { svg, html, type TemplateResult } from 'lit';

const PATHS = {
  check: svg`<path d="M5 12.5l4.5 4.5L19 7.5" />`,
  clock: svg`<circle cx="12" cy="12" r="8.5" /><path d="M12 7.5V12l3 2" />`,
  warning: svg`<path d="M12 4l9 16H3z" /><path d="M12 10v4.5M12 17v.5" />`,
  stop: svg`<circle cx="12" cy="12" r="8.5" /><path d="M8.5 8.5l7 7M15.5 8.5l-7 7" />`,
  lock: svg`<rect x="5" y="10.5" width="14" height="9.5" rx="2" /><path d="M8 10.5V8a4 4 0 018 0v2.5" />`,
  search: svg`<circle cx="10.5" cy="10.5" r="6" /><path d="M15 15l5 5" />`,
  offline: svg`<path d="M3 9a13 13 0 0118 0M6.5 12.5a8 8 0 0111 0M9.5 16a4 4 0 015 0M4 3l16 18" />`,
  document: svg`<path d="M6 3.5h8l4 4V20.5H6z" /><path d="M14 3.5v4h4M9 12.5h6M9 16h4" />`,
  download: svg`<path d="M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14" />`,
  pen: svg`<path d="M4 20l1-4L16 5l3 3L8 19z" />`,
} as const;

export type IconName = keyof typeof PATHS;

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    ${PATHS[name]}
  </svg>`;
}
