/** Registers the list of pages. Loading it twice does no harm: the first one stays. */
import { PageList } from './page-list.js';

if (!customElements.get('signing-document-page-list')) {
  customElements.define('signing-document-page-list', PageList);
}
