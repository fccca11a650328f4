/** A signature from a file: chosen, cleaned, shown as it will look, and said why where it is none. */
import { html, nothing, type TemplateResult } from 'lit';
import type { SigningWords } from '../messages/messages.ts';
import { fieldError } from '../ui/field-frame.ts';
import { cleanPicture, PictureError } from './clean-picture.ts';

export interface PictureFieldProps {
  readonly id: string;
  readonly words: SigningWords['signing']['hand'];
  readonly picture: string | undefined;
  readonly error: string | undefined;
  readonly changed: (picture: string | undefined) => void;
}

export function pictureField({ id, words, picture, error, changed }: PictureFieldProps): TemplateResult {
  const file = `${id}-file`;
  return html`<div class="uploaded stack">
    ${
      picture === undefined
        ? nothing
        : html`<figure class="ink" part="signature">
            <img src="data:image/png;base64,${picture}" alt=${words.uploadedAlt} />
            <figcaption class="small muted">${words.preview}</figcaption>
          </figure>`
    }
    <div class="field">
      <label class="label" for=${file}>${picture === undefined ? words.file : words.fileAgain}</label>
      <p class="small muted" id="${file}-hint">${words.fileHint}</p>
      <input
        id=${file}
        type="file"
        part="input"
        accept="image/png,image/jpeg,image/webp,image/*"
        aria-describedby=${error ? `${file}-hint ${file}-error` : `${file}-hint`}
        aria-invalid=${error ? 'true' : nothing}
        @change=${handleFile}
      />
      <p class="small problem" role="alert" hidden></p>
      ${fieldError(`${file}-error`, error)}
    </div>
  </div>`;

  async function handleFile({ target }: Event): Promise<void> {
    const input = target as HTMLInputElement;
    const [chosen] = input.files ?? [];
    const problem = input.parentElement?.querySelector<HTMLElement>('[role=alert]');
    if (!chosen || !problem) return;
    problem.hidden = true;
    try {
      changed(await cleanPicture(chosen));
    } catch (reason) {
      const why = reason instanceof PictureError ? reason.reason : 'unreadable';
      // What was uploaded before stays: a wrong file takes nothing away.
      problem.textContent = words.fileProblems[why];
      problem.hidden = false;
    } finally {
      // The same file chosen again is a choice, too.
      input.value = '';
    }
  }
}
