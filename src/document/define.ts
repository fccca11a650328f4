/** Registers the viewer. Loading it twice, or two copies of it, does no harm: the first one stays. */
import { DocumentView } from './document-view.js';

if (!customElements.get('signing-document-view')) {
  customElements.define('signing-document-view', DocumentView);
}
