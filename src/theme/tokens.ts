/**
 * The looks as values. Each `--signing-*` property can be set by the page, on the element or above
 * it; the `--_*` ones are ours. Light or dark follows the page's `color-scheme`.
 */
import { css } from 'lit';

export const tokens = css`
  :host {
    --_surface: var(--signing-color-surface, light-dark(#ffffff, #1a1f1e));
    --_ground: var(--signing-color-ground, light-dark(#eef0ed, #101413));
    --_text: var(--signing-color-text, light-dark(#16211d, #e9eeec));
    --_muted: var(--signing-color-muted, light-dark(#55615c, #a9b5b0));
    --_border: var(--signing-color-border, light-dark(#d3d9d5, #35403c));
    --_control: var(--signing-color-control, light-dark(#75817b, #84928c));
    --_accent: var(--signing-color-accent, light-dark(#0c5a48, #7fd6b9));
    --_accent-strong: var(--signing-color-accent-strong, light-dark(#084436, #a3e6cf));
    --_on-accent: var(--signing-color-on-accent, light-dark(#ffffff, #05261d));
    --_accent-soft: var(--signing-color-accent-soft, light-dark(#e4f0eb, #1d332c));
    --_danger: var(--signing-color-danger, light-dark(#a3261c, #ffb3a8));
    --_danger-soft: var(--signing-color-danger-soft, light-dark(#fcedea, #3a1f1c));
    --_warning: var(--signing-color-warning, light-dark(#7a4a00, #f3c677));
    --_warning-soft: var(--signing-color-warning-soft, light-dark(#fdf3e0, #35290f));
    --_ink: var(--signing-color-ink, light-dark(#14337a, #b4c8ff));
    --_font: var(
      --signing-font,
      system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      'Noto Sans',
      'Helvetica Neue',
      Arial,
      sans-serif
    );
    --_font-signature: var(
      --signing-font-signature,
      'Snell Roundhand',
      'Segoe Script',
      'Apple Chancery',
      'Bradley Hand',
      'URW Chancery L',
      'Z003',
      cursive
    );
    --_font-code: var(--signing-font-code, ui-monospace, 'SF Mono', Menlo, Consolas, monospace);
    --_radius: var(--signing-radius, 10px);
    --_shadow: var(--signing-shadow, 0 1px 2px rgb(0 0 0 / 6%), 0 8px 24px rgb(0 0 0 / 6%));
  }

  /* The same values for the parts that take them by their public names. */
  .frame {
    --signing-color-surface: var(--_surface);
    --signing-color-ground: var(--_ground);
    --signing-color-text: var(--_text);
    --signing-color-border: var(--_border);
    --signing-color-accent: var(--_accent);
    --signing-font: var(--_font);
  }
`;
