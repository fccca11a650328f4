/** The panel of a file that the signer is asked for. */
import { css } from 'lit';

export const uploadPanelStyles = css`
  .upload {
    flex: 1;
    display: flex;
    flex-direction: column;
    gap: 1rem;
    min-block-size: 0;
    padding: 1.25rem clamp(0.75rem, 3cqi, 2rem) 1.5rem;
    overflow: auto;
    overscroll-behavior: contain;
  }

  .upload > * {
    flex: none;
    inline-size: 100%;
    max-inline-size: 44rem;
    margin-inline: auto;
  }

  .upload .notice {
    max-block-size: none;
    margin-block: 0;
    margin-inline: auto;
  }

  .upload-description {
    white-space: pre-line;
  }

  .upload-choose {
    display: grid;
    justify-items: center;
    gap: 0.75rem;
    padding: 1.75rem 1rem;
    text-align: center;
    background: var(--_surface);
    border: 2px dashed var(--_control);
    border-radius: var(--_radius);
  }

  .upload-choose.again {
    padding: 0.875rem 1rem;
    border-width: 1px;
  }

  .dropping .upload-choose {
    background: var(--_accent-soft);
    border-color: var(--_accent);
    border-style: solid;
  }

  .upload-choose .icon {
    inline-size: 2rem;
    block-size: 2rem;
    color: var(--_accent);
  }

  .upload-ways {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 0.5rem;
  }

  .file-way {
    position: relative;
    display: grid;
  }

  /* The label is the button; what has the focus is beneath it. */
  .file-input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    opacity: 0;
    cursor: pointer;
  }

  .file-input::file-selector-button {
    cursor: pointer;
  }

  .file-input:focus-visible + .button {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }

  .file-input:hover + .button:not(.primary) {
    background: var(--_accent-soft);
    border-color: var(--_accent);
  }

  .file-input:hover + .button.primary {
    background: var(--_accent-strong);
    border-color: var(--_accent-strong);
  }

  /* A camera at hand, and nothing to be dragged. */
  .camera {
    display: none;
  }

  @media (any-pointer: coarse) {
    .camera {
      display: grid;
    }
  }

  @media (hover: none) {
    .drop-hint {
      display: none;
    }
  }

  .upload-file {
    display: grid;
    gap: 0.75rem;
    padding: 0.875rem 1rem 1rem;
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }

  .file-facts {
    display: flex;
    gap: 0.75rem;
    align-items: center;
    justify-content: space-between;
  }

  .file-facts > div {
    flex: 1;
    min-inline-size: 0;
  }

  .file-facts .icon {
    flex: none;
    inline-size: 1.5rem;
    block-size: 1.5rem;
    color: var(--_accent);
  }

  .file-name {
    overflow-wrap: anywhere;
  }

  .file-facts .button {
    flex: none;
  }

  .upload-file progress {
    inline-size: 100%;
    block-size: 0.5rem;
    accent-color: var(--_accent);
  }

  .upload-preview {
    display: grid;
    place-items: center;
    overflow: hidden;
    background: var(--_ground);
    border-radius: calc(var(--_radius) / 2);
  }

  .upload-preview.coming {
    block-size: 8rem;
  }

  .upload-preview img {
    display: block;
    max-inline-size: 100%;
    max-block-size: max(16rem, 45cqb);
    object-fit: contain;
  }

  .upload-document {
    display: flex;
    flex-direction: column;
    block-size: max(22rem, 55cqb);
    overflow: hidden;
    border-radius: calc(var(--_radius) / 2);
    border: 1px solid var(--_border);
  }

  .titles .button.quiet {
    min-block-size: 2.75rem;
    padding-inline: 0.5rem;
    margin-inline-start: -0.125rem;
  }

  @media (forced-colors: active) {
    .file-input:focus-visible + .button {
      outline-color: Highlight;
    }
  }
`;
