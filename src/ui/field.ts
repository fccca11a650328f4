/** Things to fill in: a text, a tick, a choice. An error stands beside what it is about. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import { fieldError } from './field-frame.ts';

export interface TextFieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly maxLength: number;
  readonly autocomplete: 'name' | 'off';
  readonly changed: (value: string) => void;
}

export interface LongTextProps {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly maxLength: number;
  /** Shown when little room is left. */
  readonly left: (count: number) => string;
  readonly changed: (value: string) => void;
}

/** From here on the room that is left is told. */
const LITTLE_ROOM = 200;

export function longText(props: LongTextProps): TemplateResult {
  const { id, label, hint, value, maxLength, left, changed } = props;
  const room = maxLength - value.length;
  return html`<div class="field">
    <label class="label" for=${id}>${label}</label>
    <p class="small muted" id="${id}-hint">${hint}</p>
    <textarea
      id=${id}
      class="text"
      part="input"
      rows="4"
      maxlength=${maxLength}
      .value=${live(value)}
      aria-describedby="${id}-hint"
      @input=${(event: InputEvent) => changed((event.target as HTMLTextAreaElement).value)}
    ></textarea>
    <p class="small muted" aria-live="polite">${room > LITTLE_ROOM ? nothing : left(room)}</p>
  </div>`;
}

export function textField(props: TextFieldProps): TemplateResult {
  const { id, label, hint, value, error, maxLength, autocomplete, changed } = props;
  const described = error ? `${id}-hint ${id}-error` : `${id}-hint`;
  return html`<div class="field">
    <label class="label" for=${id}>${label}</label>
    <p class="small muted" id="${id}-hint">${hint}</p>
    <input
      id=${id}
      class="text"
      part="input"
      type="text"
      autocomplete=${autocomplete}
      autocapitalize="words"
      spellcheck="false"
      maxlength=${maxLength}
      .value=${live(value)}
      aria-describedby=${described}
      aria-invalid=${ifDefined(error ? 'true' : undefined)}
      aria-required="true"
      @input=${(event: InputEvent) => changed((event.target as HTMLInputElement).value)}
    />
    ${fieldError(`${id}-error`, error)}
  </div>`;
}

export interface TickProps {
  readonly id: string;
  readonly label: string | TemplateResult;
  readonly checked: boolean;
  readonly describedBy?: string | undefined;
  readonly invalid?: boolean;
  readonly required?: boolean;
  readonly changed: (checked: boolean) => void;
}

export function tick(props: TickProps): TemplateResult {
  const { id, label, checked, describedBy, invalid = false, required = false, changed } = props;
  return html`<label class="tick" for=${id}>
    <input
      id=${id}
      type="checkbox"
      part="checkbox"
      .checked=${live(checked)}
      aria-describedby=${ifDefined(describedBy)}
      aria-invalid=${ifDefined(invalid ? 'true' : undefined)}
      aria-required=${ifDefined(required ? 'true' : undefined)}
      @change=${(event: Event) => changed((event.target as HTMLInputElement).checked)}
    />
    <span>${label}</span>
  </label>`;
}

export interface ChoiceOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly hint: string;
}

export interface ChoiceProps<Value extends string> {
  readonly id: string;
  readonly legend: string;
  readonly options: readonly ChoiceOption<Value>[];
  readonly value: Value | undefined;
  readonly error: string | undefined;
  readonly changed: (value: Value) => void;
}

export function choice<Value extends string>(props: ChoiceProps<Value>): TemplateResult {
  const { id, legend, options, value, error, changed } = props;
  return html`<fieldset class="field" aria-describedby=${ifDefined(error ? `${id}-error` : undefined)}>
    <legend>${legend}</legend>
    <div class="choices">
      ${options.map(
        (option, index) =>
          html`<label class="choice" for="${id}-${index}">
            <input
              id="${id}-${index}"
              type="radio"
              name=${id}
              part="radio"
              .checked=${live(option.value === value)}
              @change=${() => changed(option.value)}
            />
            <span class="stack">
              <span class="label">${option.label}</span>
              <span class="small muted">${option.hint}</span>
            </span>
          </label>`,
      )}
    </div>
    ${fieldError(`${id}-error`, error)}
  </fieldset>`;
}

export const fieldStyles = css`
  input[type='checkbox'],
  input[type='radio'] {
    flex: none;
    inline-size: 1.5rem;
    block-size: 1.5rem;
    margin: 0;
    accent-color: var(--_accent);
  }

  .tick,
  .choice {
    display: flex;
    gap: 0.75rem;
    align-items: start;
    padding: 0.625rem 0.75rem;
    min-block-size: 2.75rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    cursor: pointer;
  }

  .tick:hover,
  .choice:hover {
    border-color: var(--_accent);
  }

  .tick:has(:checked),
  .choice:has(:checked) {
    border-color: var(--_accent);
    background: var(--_accent-soft);
  }

  .tick:has([aria-invalid='true']) {
    border-color: var(--_danger);
  }

  legend + .choices {
    margin-block-start: 0.5rem;
  }

  .choices {
    display: grid;
    gap: 0.5rem;
  }

  .choice .stack {
    gap: 0.125rem;
  }
`;
