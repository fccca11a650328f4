/**
 * A place for a signature or initials as it stands on the page: an invitation while it is empty, then what will be sealed
 * there, in the same measures. It is seen and not read out: what holds it has the name.
 */
import { css, html, LitElement, nothing, svg, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Face } from '../session/hand.ts';
import { familyOf, isFaceThere, loadFace } from './faces.ts';
import {
  fieldDrawing,
  fittedLine,
  fittedLook,
  initialsDrawing,
  type FieldDrawing,
  type Size,
} from './place-drawing.ts';

export type Look =
  | { readonly kind: 'text'; readonly text: string; readonly face: Face | undefined }
  | { readonly kind: 'drawing'; readonly svg: string }
  /** PNG, Base64. */
  | { readonly kind: 'picture'; readonly png: string };

export interface PlaceField {
  readonly kind: 'signature' | 'initials';
  /** In PDF points. */
  readonly size: Size;
  /** What is to be done there. */
  readonly invitation: string;
  /** What stands there, or will. */
  readonly look: Look | undefined;
  /** Whether it only stands there once the signer has signed. */
  readonly isPromise: boolean;
  /** Small, under the look. */
  readonly lines: readonly string[];
  /** Where the faces of signatures are served from. */
  readonly assets: URL;
}

/** As the sealed PDF has them, whatever the theme: paper is white. */
const INK = '#14337a';
const SHADES = { line: '#cccccc', text: '#1a1a1a', quiet: '#6b6b6b' } as const;
const PLAIN = "'Noto Sans', system-ui, sans-serif";

export class PlaceLook extends LitElement {
  static override properties: PropertyDeclarations = { field: { attribute: false } };

  static override styles = css`
    :host {
      position: absolute;
      inset: 0;
      display: block;
      container-type: size;
      --_accent-on-paper: var(--signing-color-accent, #0c5a48);
    }

    .empty,
    .promise::after {
      position: absolute;
      inset: 0;
      box-sizing: border-box;
      border: max(1px, min(2px, 4cqb)) dashed var(--_accent-on-paper);
      border-radius: 3px;
      background: color-mix(in srgb, var(--_accent-on-paper) 10%, transparent);
    }

    .promise::after {
      content: '';
    }

    .empty {
      display: grid;
      place-items: center;
      overflow: hidden;
    }

    /* On a ground of its own: it is read whatever the page has under it. */
    .chip {
      display: flex;
      align-items: center;
      gap: 0.35em;
      box-sizing: border-box;
      max-inline-size: 100%;
      padding: 0.2em 0.6em;
      color: var(--signing-color-on-accent, #ffffff);
      background: var(--_accent-on-paper);
      border-radius: 0.3em;
      font: 600 min(0.9375rem, 34cqb, 10cqi) / 1.25 var(--signing-font, system-ui, sans-serif);
      white-space: nowrap;
    }

    .chip > span {
      overflow: hidden;
      text-overflow: ellipsis;
    }

    .chip svg {
      flex: none;
      inline-size: 1.1em;
      block-size: 1.1em;
      fill: none;
      stroke: currentColor;
      stroke-width: 2;
      stroke-linejoin: round;
    }

    @container (height < 1.5rem) or (width < 3rem) {
      .chip > span {
        display: none;
      }
      .chip {
        padding: 0.25em;
        font-size: min(0.9375rem, 55cqb, 55cqi);
      }
    }

    .filled {
      position: absolute;
      inset: 0;
      display: block;
      inline-size: 100%;
      block-size: 100%;
      overflow: hidden;
    }

    .promise .filled {
      opacity: 0.85;
    }

    /* As in the sealed PDF, where letters stand at their own widths and are not put onto whole pixels. */
    text {
      font-kerning: none;
      text-rendering: geometricPrecision;
      white-space: pre;
    }

    .coming {
      opacity: 0.55;
    }
  `;

  field: PlaceField | undefined;

  protected override render(): TemplateResult | typeof nothing {
    const { field } = this;
    if (!field) return nothing;
    if (!field.look) {
      return html`<div class="empty">
        <div class="chip">
          <svg viewBox="0 0 24 24"><path d="M4 20l1-4L16 5l3 3L8 19z" /></svg>
          <span dir="auto">${field.invitation}</span>
        </div>
      </div>`;
    }
    return html`<div class=${field.isPromise ? 'promise' : ''}>${this.#filled(field, field.look)}</div>`;
  }

  #filled({ kind, size, lines }: PlaceField, look: Look): TemplateResult {
    const drawing = kind === 'initials' ? initialsDrawing(size) : fieldDrawing(size, lines.length);
    const { width, height } = size;
    return html`<svg class="filled" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none">
      ${kind === 'initials' ? nothing : frame(size)} ${this.#look(look, drawing)}
      ${lines.map((line, at) => smallLine(line, at, drawing))}
    </svg>`;
  }

  /** Contained in its room, at its left, in the middle of its height; never stretched. */
  #look(look: Look, drawing: FieldDrawing): TemplateResult {
    const { x, y, width, height } = drawing.room;
    switch (look.kind) {
      case 'drawing': {
        const { box, paths } = partsOf(look.svg);
        return svg`<svg x=${x} y=${y} width=${width} height=${height} viewBox=${box} preserveAspectRatio="xMinYMid meet">
          ${paths.map((path) => svg`<path d=${path} fill=${INK} />`)}
        </svg>`;
      }
      case 'picture':
        return svg`<image x=${x} y=${y} width=${width} height=${height} preserveAspectRatio="xMinYMid meet"
          href="data:image/png;base64,${look.png}" />`;
      case 'text':
        return this.#text(look.text, look.face, drawing);
    }
  }

  /** Until its face has come it is shown in another one, fainter. */
  #text(text: string, face: Face | undefined, drawing: FieldDrawing): TemplateResult {
    const assets = this.field?.assets;
    const isThere = face === undefined || !assets || isFaceThere(face, assets);
    if (face && assets && !isThere) {
      loadFace(face, assets).then(
        () => this.requestUpdate(),
        () => undefined,
      );
    }
    const family = face && isThere ? familyOf(face) : PLAIN;
    const style = face && isThere ? 'normal' : 'italic';
    const fitted = fittedLook(text, drawing, face !== undefined, (part) =>
      widthOf(part, `${style} 100px ${family}`),
    );
    return svg`<text class=${isThere ? '' : 'coming'} x=${drawing.room.x} y=${fitted.y} font-size=${fitted.size}
      font-family=${family} font-style=${style} fill=${face ? INK : SHADES.text}>${fitted.text}</text>`;
  }
}

function frame({ width, height }: Size): TemplateResult {
  return svg`<rect x="0.25" y="0.25" width=${Math.max(0.1, width - 0.5)} height=${Math.max(0.1, height - 0.5)}
    fill="none" stroke=${SHADES.line} stroke-width="0.5" />`;
}

function smallLine(text: string, at: number, drawing: FieldDrawing): TemplateResult {
  const weight = at === 0 ? 600 : 400;
  const fitted = fittedLine(text, drawing, (part) => widthOf(part, `${weight} 100px ${PLAIN}`));
  return svg`<text x=${drawing.room.x} y=${drawing.lines[at] ?? 0} font-size=${fitted.size} font-family=${PLAIN}
    font-weight=${weight} fill=${at === 0 ? SHADES.text : SHADES.quiet}>${fitted.text}</text>`;
}

let measure: CanvasRenderingContext2D | null | undefined;

/** At a size of 1. @param font at 100 px */
function widthOf(text: string, font: string): number {
  measure ??= document.createElement('canvas').getContext('2d');
  // Where nothing can be measured: as wide as letters are on average.
  if (!measure) return text.length * 0.5;
  measure.font = font;
  measure.fontKerning = 'none';
  return measure.measureText(text).width / 100;
}

/** Of a drawing as `ink.ts` writes it. */
function partsOf(drawing: string): { readonly box: string; readonly paths: readonly string[] } {
  const [, box = '0 0 1 1'] = /viewBox="([^"]*)"/.exec(drawing) ?? [];
  return { box, paths: [...drawing.matchAll(/<path d="([^"]*)"/g)].map(([, path = '']) => path) };
}

if (!customElements.get('signing-place-look')) customElements.define('signing-place-look', PlaceLook);

declare global {
  interface HTMLElementTagNameMap {
    'signing-place-look': PlaceLook;
  }
}
