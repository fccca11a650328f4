/** Registers the pad. Loading it twice, or two copies of it, does no harm: the first one stays. */
import { InkPad } from './ink-pad.ts';

if (!customElements.get('signing-ink-pad')) {
  customElements.define('signing-ink-pad', InkPad);
}
