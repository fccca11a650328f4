/** A signature by hand, or initials: typed, drawn or uploaded, and how it will look. Shows what it is given, and asks. */
import { html, nothing, type TemplateResult } from 'lit';
import type { SigningWords } from '../messages/messages.ts';
import { KINDS, type Face, type Hand, type Kind } from '../session/hand.ts';
import { button } from '../ui/button.ts';
import { fieldError } from '../ui/field-frame.ts';
import { textField } from '../ui/field.ts';
import { facesFor } from './face-coverage.ts';
import { isFaceThere, loadFace } from './faces.ts';
import type { InkChangedEvent } from './ink-pad.ts';
import { drawingOf } from './ink.ts';
import { pictureField } from './picture-field.ts';
import { pictureOfText } from './text-picture.ts';

export interface HandEditorProps {
  /** What its fields are called: `signature` or `initials`. */
  readonly id: string;
  readonly words: SigningWords['signing']['hand'];
  readonly text: { readonly label: string; readonly hint: string; readonly maxLength: number };
  readonly legend: string;
  readonly hand: Hand;
  /** Of the kind that is chosen. */
  readonly error: string | undefined;
  readonly assets: URL;
  readonly redrawAfter: (coming: Promise<unknown>) => void;
  readonly changed: (hand: Hand) => void;
}

export function handEditor(props: HandEditorProps): TemplateResult {
  const { id, words, legend, hand, changed } = props;
  return html`<fieldset class="hand field" part="hand">
    <legend>${legend}</legend>
    <div class="kinds">
      ${KINDS.map(
        (kind) =>
          html`<label class="kind">
            <input
              type="radio"
              name="${id}-kind"
              part="radio"
              .checked=${hand.kind === kind}
              @change=${(event: Event) => {
                changed({ ...hand, kind });
                bringIntoView(event.target);
              }}
            />
            <span>${words.kinds[kind]}</span>
          </label>`,
      )}
    </div>
    ${EDITORS[hand.kind](props)}
  </fieldset>`;
}

/** What belongs to the choice stands under it: where there is little room, it comes up. */
function bringIntoView(choice: EventTarget | null): void {
  const editor = (choice as Element | null)?.closest('fieldset');
  // After it has been drawn.
  requestAnimationFrame(() => editor?.scrollIntoView({ block: 'nearest' }));
}

const EDITORS: Readonly<Record<Kind, (props: HandEditorProps) => TemplateResult>> = {
  typed,
  drawn,
  uploaded: (props) => {
    const { id, words, hand, error, changed } = props;
    return pictureField({
      id,
      words,
      picture: hand.picture,
      error,
      changed: (picture) => changed({ ...hand, picture }),
    });
  },
};

function typed(props: HandEditorProps): TemplateResult {
  const { id, words, text, hand, error, changed } = props;
  const shown = hand.text.trim();
  const faces = facesFor(hand.text);
  return html`<div class="typed stack">
    ${textField({
      id: `${id}-text`,
      ...text,
      value: hand.text,
      error,
      autocomplete: id === 'signature' ? 'name' : 'off',
      changed: (value) => changed(withText(hand, value)),
    })}
    ${
      shown === ''
        ? nothing
        : faces.length > 1
          ? html`<div class="faces" role="radiogroup" aria-label=${words.looks}>
              ${faces.map((face, index) => choiceOfFace(face, index, shown, props))}
            </div>`
          : html`<figure class="ink" part="signature">
              ${look(shown, faces[0], props)}
              <figcaption class="small muted">${words.preview}</figcaption>
            </figure>`
    }
  </div>`;
}

function choiceOfFace(face: Face, index: number, text: string, props: HandEditorProps): TemplateResult {
  const { id, words, hand, changed } = props;
  return html`<label class="face">
    <input
      type="radio"
      name="${id}-face"
      part="radio"
      aria-label=${words.look(index + 1)}
      .checked=${hand.face === face}
      @change=${() => changed({ ...hand, face })}
    />
    ${look(text, face, props)}
  </label>`;
}

/** Until its face has come it is shown in another one, fainter. */
function look(
  text: string,
  face: Face | undefined,
  { assets, redrawAfter }: HandEditorProps,
): TemplateResult {
  if (!face) return html`<p class="written plain" aria-hidden="true">${text}</p>`;
  const isThere = isFaceThere(face, assets);
  if (!isThere) redrawAfter(loadFace(face, assets));
  // A class and no style of its own: a strict policy allows no `style` in the page.
  return html`<p class="written ${isThere ? face : 'coming'}" aria-hidden="true">${text}</p>`;
}

/** A look that was chosen is kept for as long as it has the letters. */
function withText(hand: Hand, text: string): Hand {
  const faces = facesFor(text);
  const face = hand.face && faces.includes(hand.face) ? hand.face : faces[0];
  return { ...hand, text, face, textPicture: face ? undefined : pictureOfText(text.trim()) };
}

function drawn({ id, words, legend, hand, error, changed }: HandEditorProps): TemplateResult {
  const strokes = hand.drawing?.strokes ?? [];
  return html`<div class="drawn stack">
    <signing-ink-pad
      id="${id}-pad"
      part="pad"
      tabindex="-1"
      .strokes=${strokes}
      .strings=${{ label: legend, empty: words.padEmpty, drawn: words.padDrawn }}
      @signing-ink-changed=${({ drawing }: InkChangedEvent) => changed({ ...hand, drawing })}
    ></signing-ink-pad>
    ${fieldError(`${id}-pad-error`, error)}
    <div class="pad-actions">
      <p class="small muted">${words.padHint}</p>
      ${button({
        label: words.undo,
        kind: 'quiet',
        part: 'undo',
        unavailable: strokes.length === 0,
        press: () => changed({ ...hand, drawing: drawingOf(strokes.slice(0, -1)) }),
      })}
      ${button({
        label: words.clear,
        kind: 'quiet',
        part: 'clear',
        unavailable: strokes.length === 0,
        press: () => changed({ ...hand, drawing: undefined }),
      })}
    </div>
  </div>`;
}
