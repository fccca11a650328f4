/** A link that looks like a button, for what opens somewhere else. */
import { html, type TemplateResult } from 'lit';

export function linkButton(label: string, href: string): TemplateResult {
  return html`<a
    class="button secondary"
    part="button link-button"
    href=${href}
    target="_blank"
    rel="noopener"
    >${label}</a
  >`;
}
