/** Opening by reference code: one field, judged as it is filled in. The code is sent by a press, never by typing. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { parseReferenceCode } from '../task/reference-code.ts';
import { button } from '../ui/button.ts';
import { fieldError } from '../ui/field-frame.ts';
import { icon } from '../ui/icons.ts';
import { charactersLeft, typedCode, typingFault } from './code-typing.ts';
import { noticeFor } from './problem-panel.ts';
import type { EntryContext } from './rooms.ts';
import type { StateOf } from './step-context.ts';

export function codeStep(state: StateOf<'code-required' | 'opening'>, context: EntryContext): TemplateResult {
  const { messages, codeText, ask } = context;
  const busy = state.status === 'opening';
  const notice = busy ? undefined : state.notice;
  const words = context.words.code;
  const fault = typingFault(codeText);
  const parsed = parseReferenceCode(codeText);
  const left = charactersLeft(codeText);
  const open = () => {
    if ('code' in parsed && !busy) ask({ type: 'code', code: parsed.code });
  };
  // The task is not found, and it was a code that led nowhere, not a link.
  const told = notice?.code === 'task-not-found' ? { ...notice, reason: 'code' } : notice;
  return html`<div class="body" part="body">
    <div class="center">
      <section class="panel calm code-entry" part="panel" aria-labelledby="panel-title">
        <slot name="header"></slot>
        <span class="medallion">${icon('lock')}</span>
        <h2 id="panel-title" tabindex="-1" ?data-focus=${!notice}>${words.heading}</h2>
        ${noticeFor(told, undefined, context)}
        <form
          novalidate
          @submit=${(event: SubmitEvent) => {
            event.preventDefault();
            open();
          }}
        >
          <div class="field">
            <label class="label" for="code">${words.label}</label>
            <p class="small muted" id="code-hint">${words.hint}</p>
            <input
              id="code"
              class="text code-text"
              part="input code-input"
              type="text"
              inputmode="text"
              enterkeyhint="go"
              autocomplete="off"
              autocapitalize="characters"
              autocorrect="off"
              spellcheck="false"
              dir="ltr"
              ?readonly=${busy}
              ?data-focus=${notice !== undefined}
              .value=${codeText}
              aria-describedby=${fault ? 'code-hint code-fault' : 'code-hint'}
              aria-invalid=${fault ? 'true' : nothing}
              @input=${(event: InputEvent) => ask({ type: 'code-text', text: written(event) })}
              @compositionend=${(event: CompositionEvent) =>
                ask({ type: 'code-text', text: regrouped(event.target as HTMLInputElement, false) })}
            />
            ${fieldError('code-fault', fault && words.faults[fault], true)}
            ${
              fault
                ? nothing
                : html`<p class="small muted" id="code-left">
                    ${left > 0 && codeText !== '' ? words.left(left) : nothing}
                  </p>`
            }
          </div>
          ${button({
            label: busy ? messages.announce.opening : words.open,
            kind: 'primary',
            part: 'open',
            unavailable: busy || !('code' in parsed),
            describedBy: fault ? 'code-fault' : 'code-left',
            press: open,
          })}
        </form>
      </section>
    </div>
  </div>`;
}

/** Some keyboards of phones compose every word: what they hold is left alone until they let go of it. */
function written(event: InputEvent): string {
  const field = event.target as HTMLInputElement;
  return event.isComposing ? field.value : regrouped(field, event.inputType === 'deleteContentForward');
}

/** Written here and not by the next drawing of the screen, which would put the caret at the end. */
function regrouped(field: HTMLInputElement, forward: boolean): string {
  const { text, caret } = typedCode(field.value, field.selectionStart ?? field.value.length, forward);
  if (field.value !== text) field.value = text;
  if (field.selectionStart !== caret) field.setSelectionRange(caret, caret);
  return text;
}

export const codeStyles = css`
  .code-entry form {
    display: grid;
    gap: 1rem;
    inline-size: 100%;
  }

  .code-entry .notice {
    inline-size: 100%;
  }

  .code-text {
    min-block-size: 3.5rem;
    padding-inline: 1rem;
    font-family: var(--_font-code);
    font-size: clamp(1.125rem, 6.5cqi, 1.625rem);
    letter-spacing: 0.08em;
    text-transform: uppercase;
  }

  #code-left {
    min-block-size: 1.25rem;
  }
`;
