/** A signature that is typed: the name in a field, and as it will look. */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { SigningWords } from '../messages/messages.ts';
import { textField } from '../ui/field.ts';

/** As long as the protocol allows. */
const MOST_CHARACTERS = 200;

export interface TypedSignatureProps {
  readonly words: SigningWords['signing'];
  readonly text: string;
  readonly error: string | undefined;
  readonly changed: (text: string) => void;
}

export function typedSignature({ words, text, error, changed }: TypedSignatureProps): TemplateResult {
  return html`<div class="typed stack">
    ${textField({
      id: 'signature-text',
      label: words.nameLabel,
      hint: words.nameHint,
      value: text,
      error,
      maxLength: MOST_CHARACTERS,
      autocomplete: 'name',
      changed,
    })}
    ${
      text.trim() === ''
        ? nothing
        : html`<figure class="ink" part="signature">
            <p aria-hidden="true">${text.trim()}</p>
            <figcaption class="small muted">${words.preview}</figcaption>
          </figure>`
    }
  </div>`;
}

export const typedSignatureStyles = css`
  .ink {
    margin: 0;
    padding: 0.75rem 1rem 0.625rem;
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }

  .ink p {
    padding-block: 0.25rem;
    font-family: var(--_font-signature);
    font-size: clamp(1.75rem, 8cqi, 2.375rem);
    font-style: italic;
    line-height: 1.3;
    color: var(--_ink);
    border-block-end: 1px solid var(--_control);
    text-wrap: wrap;
  }

  .ink figcaption {
    padding-block-start: 0.375rem;
  }
`;
