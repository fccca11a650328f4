import { css } from 'lit';

export const handEditorStyles = css`
  .kinds {
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    margin-block: 0.5rem 0.75rem;
    border: 1px solid var(--_control);
    border-radius: var(--_radius);
    overflow: hidden;
  }

  .kind {
    position: relative;
    display: grid;
    place-items: center;
    min-block-size: 2.75rem;
    padding: 0.25rem 0.5rem;
    font-weight: 600;
    text-align: center;
    cursor: pointer;
  }

  .kind + .kind {
    border-inline-start: 1px solid var(--_control);
  }

  .kind:hover {
    background: var(--_accent-soft);
  }

  .kind:has(:checked) {
    color: var(--_on-accent);
    background: var(--_accent);
  }

  /* The whole field is the button; the ring stands around all of it. */
  .kind input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    appearance: none;
    cursor: pointer;
  }

  .kind:focus-within {
    outline: 3px solid var(--_accent);
    outline-offset: -3px;
    box-shadow: inset 0 0 0 5px var(--_surface);
  }

  .kind input:focus-visible {
    outline: none;
  }

  .ink {
    margin: 0;
    padding: 0.75rem 1rem 0.625rem;
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }

  .ink img {
    display: block;
    max-inline-size: 100%;
    max-block-size: 8rem;
    margin-inline: auto;
    padding: 0.5rem;
    /* Ink is dark: on paper it is seen, in the dark too. */
    background: #ffffff;
    border-radius: calc(var(--_radius) / 2);
  }

  .ink figcaption {
    padding-block-start: 0.375rem;
  }

  .written {
    padding-block: 0.25rem;
    font-size: clamp(1.75rem, 9cqi, 2.5rem);
    line-height: 1.25;
    overflow-wrap: anywhere;
    color: var(--_ink);
  }

  .written.plain {
    font-family: system-ui, sans-serif;
    font-style: italic;
  }

  /* Loaded by faces.ts under these names. */
  .written.caveat {
    font-family: signing-widget-caveat;
  }

  .written.marck-script {
    font-family: signing-widget-marck-script;
  }

  .written.mynerve {
    font-family: signing-widget-mynerve;
  }

  .written.coming {
    font-family: var(--_font-signature);
    opacity: 0.55;
  }

  .faces {
    display: grid;
    gap: 0.5rem;
  }

  .face {
    display: flex;
    gap: 0.75rem;
    align-items: center;
    padding: 0.25rem 0.75rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    cursor: pointer;
  }

  .face:hover {
    border-color: var(--_accent);
  }

  .face:has(:checked) {
    border-color: var(--_accent);
    background: var(--_accent-soft);
  }

  .pad-actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem;
    align-items: center;
  }

  .pad-actions p {
    flex: 1 1 10rem;
  }

  .uploaded input[type='file'] {
    inline-size: 100%;
    padding: 0.5rem;
    font: inherit;
    color: var(--_text);
    background: var(--_surface);
    border: 1px dashed var(--_control);
    border-radius: var(--_radius);
  }

  .uploaded input::file-selector-button {
    min-block-size: 2.25rem;
    margin-inline-end: 0.75rem;
    padding-inline: 0.875rem;
    font: inherit;
    font-weight: 600;
    color: var(--_text);
    background: var(--_surface);
    border: 1px solid var(--_control);
    border-radius: calc(var(--_radius) - 4px);
    cursor: pointer;
  }

  .problem {
    color: var(--_danger);
  }
`;
