/** A screen of few words: one thing that has happened, what to do, and what can be pressed. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { icon, type IconName } from './icons.ts';

export interface PanelProps {
  readonly icon: IconName;
  readonly tone: 'calm' | 'good' | 'bad';
  readonly title: string;
  readonly text: string;
  readonly next?: { readonly title: string; readonly text: string } | undefined;
  readonly small?: readonly string[];
  readonly actions?: TemplateResult | typeof nothing;
  /** Between the words and what can be pressed. */
  readonly more?: unknown;
}

export function panel(props: PanelProps): TemplateResult {
  const { tone, title, text, next, small = [], actions = nothing, more = nothing } = props;
  return html`<div class="center">
    <section class="panel ${tone}" part="panel" aria-labelledby="panel-title">
      <span class="medallion">${icon(props.icon)}</span>
      <h2 id="panel-title" tabindex="-1" data-focus>${title}</h2>
      <p>${text}</p>
      ${
        next
          ? html`<div class="next stack">
              <h3 class="label">${next.title}</h3>
              <p>${next.text}</p>
            </div>`
          : nothing
      }
      ${more} ${actions === nothing ? nothing : html`<div class="actions">${actions}</div>`}
      ${small.map((line) => html`<p class="small muted">${line}</p>`)}
    </section>
  </div>`;
}

export const panelStyles = css`
  .center {
    display: grid;
    align-content: safe center;
    justify-items: center;
    min-block-size: 100%;
    padding: 1.5rem 1rem;
  }

  .panel {
    display: grid;
    gap: 0.875rem;
    justify-items: start;
    inline-size: 100%;
    max-inline-size: 34rem;
    padding: 2rem;
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 1.6);
    box-shadow: var(--_shadow);
  }

  .panel h2 {
    font-size: 1.5rem;
  }

  .medallion {
    display: grid;
    place-items: center;
    inline-size: 3rem;
    block-size: 3rem;
    border-radius: 50%;
    color: var(--_accent);
    background: var(--_accent-soft);
  }

  .medallion .icon {
    inline-size: 1.5rem;
    block-size: 1.5rem;
  }

  .panel.bad .medallion {
    color: var(--_danger);
    background: var(--_danger-soft);
  }

  .panel.good .medallion {
    color: var(--_on-accent);
    background: var(--_accent);
  }

  .next {
    inline-size: 100%;
    padding: 0.875rem 1rem;
    gap: 0.25rem;
    background: var(--_ground);
    border-radius: var(--_radius);
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
    margin-block-start: 0.25rem;
  }

  @container signing (width < 30rem) {
    .panel {
      padding: 1.5rem 1.25rem;
    }

    .panel .actions {
      inline-size: 100%;
    }

    .panel .actions .button {
      flex: 1 1 100%;
    }
  }
`;
