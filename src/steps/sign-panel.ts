/** The last step before signing: what is signed, as whom, how, and the consent. */
import { html, nothing, type TemplateResult } from 'lit';
import { draftGaps, methodsFor, methodsUsed, type Draft, type DraftGap } from '../session/draft.ts';
import { typedSignature } from '../signature/typed-signature.ts';
import type { Action } from '../task/contract.ts';
import { button } from '../ui/button.ts';
import { choice, tick } from '../ui/field.ts';
import { fieldError } from '../ui/field-frame.ts';
import { icon } from '../ui/icons.ts';
import { declineMenu } from './decline-menu.ts';
import { noticeFor } from './problem-panel.ts';
import type { SigningContext } from './rooms.ts';
import type { StateOf } from './step-context.ts';

type Signing = StateOf<'signing'>;

/** A longer title does not fit on a button; the documents are listed above it. */
const LONGEST_TITLE_ON_BUTTON = 32;

export function signPanel(state: Signing, context: SigningContext): TemplateResult {
  const words = context.words.signing;
  return html`<section class="sign" part="sign-panel" aria-labelledby="sign-heading">
    <h3 id="sign-heading" tabindex="-1" data-focus>${words.heading}</h3>
    ${noticeFor(state.notice, state.task.order.sender, context)} ${summary(state, context)}
    ${method(state, context)} ${consent(state, context)}
  </section>`;
}

export function signBar(state: Signing, context: SigningContext): TemplateResult {
  const { messages, words, ask } = context;
  const { leaving } = state;
  const signed = signedActions(state);
  const title = signed.length === 1 ? signed[0]?.document.title : undefined;
  const short = title !== undefined && title.length <= LONGEST_TITLE_ON_BUTTON ? title : undefined;
  return html`<div class="bar" part="bar">
    ${
      leaving
        ? html`<p class="small bar-hint" role="status">${messages.decline.leaving[leaving]}</p>`
        : nothing
    }
    <div class="bar-actions">
      ${declineMenu(state, context)}
      ${button({ label: messages.back, kind: 'secondary', press: () => ask({ type: 'back' }) })}
      ${button({
        label: html`${icon('pen')}<span>${words.signing.sign(short, signed.length)}</span>`,
        kind: 'primary',
        part: 'sign',
        unavailable: leaving !== undefined,
        press: () => ask({ type: 'submit' }),
      })}
    </div>
  </div>`;
}

function signedActions({ task, draft }: Signing): readonly Action[] {
  return task.actions.filter(
    ({ id, type, optional }) => type === 'sign' && (!optional || draft.chosen.includes(id)),
  );
}

function summary(state: Signing, context: SigningContext): TemplateResult {
  const { messages } = context;
  const words = context.words.signing;
  const { task } = state;

  return html`<dl class="facts" part="summary">
    <dt>${words.youSign(signedActions(state).length)}</dt>
    <dd>
      <ul class="titles">
        ${task.actions.map(
          (action) =>
            html`<li>
              <strong>${action.document.title}</strong>
              <span class="small muted">${messages.pageCount(action.document.pages)}</span>
              ${action.type === 'sign' ? nothing : html`<span class="small muted">${words.onlyToRead}</span>`}
              ${action.optional ? optional(action, state, context) : nothing}
            </li>`,
        )}
      </ul>
    </dd>
    <dt>${words.as}</dt>
    <dd><strong>${task.subject.name}</strong></dd>
    <dt>${words.for}</dt>
    <dd>${task.order.sender}</dd>
  </dl>`;
}

/** An optional document is signed only by a choice of its own, and only once it has been opened. */
function optional(
  { id }: Action,
  { draft, loaded }: Signing,
  { words, ask }: SigningContext,
): TemplateResult {
  if (!loaded.includes(id)) return html`<span class="small muted">${words.signing.openFirst}</span>`;
  return tick({
    id: `optional-${id}`,
    label: words.signing.optional,
    checked: draft.chosen.includes(id),
    changed: (checked) => {
      const others = draft.chosen.filter((other) => other !== id);
      ask({ type: 'draft', draft: { ...draft, chosen: checked ? [...others, id] : others } });
    },
  });
}

function method(state: Signing, context: SigningContext): TemplateResult {
  const { ask } = context;
  const words = context.words.signing;
  const { task, draft } = state;

  const offered = methodsFor(task);
  const change = (part: Partial<Draft>) => ask({ type: 'draft', draft: { ...draft, ...part } });
  return html`
    ${
      task.signatureRequires === 'any' && offered.length > 1
        ? choice({
            id: 'method',
            legend: words.methodLegend,
            options: offered.map((value) => ({ value, ...words.method[value] })),
            value: draft.method,
            error: gapText('method', state, context),
            changed: (value) => change({ method: value }),
          })
        : nothing
    }
    ${
      methodsUsed(task, draft).includes('handwritten')
        ? typedSignature({
            words,
            text: draft.text,
            error: gapText('text', state, context),
            changed: (text) => change({ text }),
          })
        : nothing
    }
  `;
}

function consent(state: Signing, context: SigningContext): TemplateResult {
  const { ask } = context;
  const words = context.words.signing;
  const { draft, task } = state;
  const error = gapText('consent', state, context);
  return html`<div class="consent field" part="consent">
    <h4>${words.consentLegend}</h4>
    <p id="consent-text" lang=${task.consent.locale}>${task.consent.text}</p>
    ${tick({
      id: 'consent',
      label: html`<strong>${words.agree}</strong>`,
      checked: draft.consented,
      describedBy: error ? 'consent-text consent-error' : 'consent-text',
      invalid: error !== undefined,
      required: true,
      changed: (consented) => ask({ type: 'draft', draft: { ...draft, consented } }),
    })}
    ${fieldError('consent-error', error)}
  </div>`;
}

function gapText(gap: DraftGap, { task, draft }: Signing, { words, showGaps }: SigningContext) {
  return showGaps && draftGaps(task, draft).includes(gap) ? words.signing.gaps[gap] : undefined;
}
