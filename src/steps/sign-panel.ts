/** The last step before signing: what is signed, as whom, how, and the consent. */
import { html, nothing, type TemplateResult } from 'lit';
import {
  asksForInitials,
  draftGaps,
  methodsUsed,
  proofsMissing,
  type DraftGap,
} from '../session/completion.ts';
import { methodsFor, signedActions, type Draft } from '../session/draft.ts';
import { handGap } from '../session/handwriting.ts';
import type { Proof } from '../session/proof.ts';
import { handEditor } from '../signature/hand-editor.ts';
import { prefilledInitials } from '../signature/prefilled-initials.ts';
import { formatBytes } from '../messages/format-facts.ts';
import type { Action, DocumentAction, UploadAction } from '../task/contract.ts';
import { button } from '../ui/button.ts';
import { choice, tick } from '../ui/field.ts';
import { fieldError } from '../ui/field-frame.ts';
import { icon } from '../ui/icons.ts';
import { declineMenu } from './decline-menu.ts';
import { GAP_FIELD } from './gap-field.ts';
import { placesTour } from './late-places.ts';
import { noticeFor } from './problem-panel.ts';
import { proofBar, proofPanel } from './proof-panel.ts';
import type { SigningContext } from './rooms.ts';
import type { StateOf } from './step-context.ts';

type Signing = StateOf<'signing'>;

/** A longer title does not fit on a button; the documents are listed above it. */
const LONGEST_TITLE_ON_BUTTON = 32;
/** As long as the protocol allows. */
const MOST_CHARACTERS = 200;
const MOST_INITIALS = 20;

export function signPanel(state: Signing, context: SigningContext): TemplateResult {
  const words = context.words.signing;
  if (isUnderWay(state.proof)) return proofPanel(state.proof, context);
  const aside = context.onPage ? 'aside' : '';
  return html`<section class="sign ${aside}" part="sign-panel" aria-labelledby="sign-heading">
    <h3 id="sign-heading" tabindex="-1" data-focus>${words.heading}</h3>
    ${noticeFor(state.notice, state.task.order.sender, context)} ${summary(state, context)}
    ${method(state, context)} ${consent(state, context)}
  </section>`;
}

export function signBar(state: Signing, context: SigningContext): TemplateResult {
  const { messages, words, ask } = context;
  const { leaving, proof } = state;
  if (isUnderWay(proof)) return proofBar(proof, context);
  const signed = toSign(state);
  const title = signed.length === 1 ? signed[0]?.document.title : undefined;
  const short = title !== undefined && title.length <= LONGEST_TITLE_ON_BUTTON ? title : undefined;
  const tour = placesTour(state, context);
  const said = leaving ? messages.decline.leaving[leaving] : tour?.hint;
  return html`<div class="bar" part="bar">
    ${said === undefined ? nothing : html`<p class="small bar-hint" role="status">${said}</p>`}
    <div class="bar-actions">
      ${declineMenu(state, context)} ${tour?.wayOn}
      <span class="bar-back"
        >${button({ label: messages.back, kind: 'secondary', press: () => ask({ type: 'back' }) })}</span
      >
      ${button({
        label: html`${icon('pen')}<span>${words.signing.sign(short, signed.length, proofOf(state))}</span>`,
        kind: 'primary',
        part: 'sign',
        unavailable: leaving !== undefined,
        press: () => {
          putInInitials(state, ask);
          ask({ type: 'submit', missing: firstMissing(state) });
        },
      })}
    </div>
  </div>`;
}

/** What was offered and not changed is what the signer has agreed to. */
function putInInitials({ task, draft }: Signing, ask: SigningContext['ask']): void {
  if (!asksForInitials(task) || !methodsUsed(task, draft).includes('handwritten')) return;
  const initials = prefilledInitials(draft.initials, task.subject.name);
  if (initials !== draft.initials) ask({ type: 'draft', draft: { ...draft, initials } });
}

function firstMissing({ task, draft }: Signing): string | undefined {
  const [gap] = draftGaps(task, draft);
  return gap && GAP_FIELD[gap];
}

/** Held, the same is sent by another press, from the panel that it came from. */
function isUnderWay(proof: Proof | undefined): proof is Proof {
  return proof !== undefined && proof.phase !== 'held';
}

/** Who is asked to vouch for it, first: the button says so. */
function proofOf({ task, draft, proof }: Signing) {
  return proofsMissing(task, draft, proof?.proven ?? [])[0];
}

function toSign({ task, draft }: Signing): readonly DocumentAction[] {
  return signedActions(task.actions, draft).filter(
    (action): action is DocumentAction => action.type === 'sign',
  );
}

function summary(state: Signing, context: SigningContext): TemplateResult {
  const { messages } = context;
  const words = context.words.signing;
  const { task } = state;

  return html`<dl class="facts" part="summary">
    <dt>${words.youSign(toSign(state).length)}</dt>
    <dd>
      <ul class="titles">
        ${task.actions.map((action) =>
          action.type === 'upload'
            ? uploaded(action, context)
            : html`<li>
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

/** It goes along with what is signed; there is still a way to another one. */
function uploaded(
  { id: actionId, upload: { title, file } }: UploadAction,
  { words, language, ask }: SigningContext,
): TemplateResult {
  const { along, leftOut, change, choose } = words.upload;
  return html`<li>
    <strong>${title}</strong>
    <span class="small muted file-name"
      >${file ? along(file.name, formatBytes(file.size, language)) : leftOut}</span
    >
    ${button({
      label: html`${file ? change : choose}<span class="visually-hidden">: ${title}</span>`,
      kind: 'quiet',
      press: () => {
        ask({ type: 'back' });
        ask({ type: 'document', actionId });
      },
    })}
  </li>`;
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
    ${methodsUsed(task, draft).includes('handwritten') ? byHand(state, context, change) : nothing}
    ${allOf(state, context)}
  `;
}

function byHand(
  state: Signing,
  context: SigningContext,
  change: (part: Partial<Draft>) => void,
): TemplateResult {
  const { task, draft } = state;
  const { nameLabel, nameHint, hand: words, initials } = context.words.signing;
  const common = { words, assets: context.assets, redrawAfter: context.redrawAfter };
  const gap = handGap(draft.hand);
  return html`
    ${handEditor({
      ...common,
      id: 'signature',
      legend: words.legend,
      text: { label: nameLabel, hint: nameHint, maxLength: MOST_CHARACTERS },
      hand: draft.hand,
      error: gap && gapText(gap, state, context),
      changed: (hand) => change({ hand }),
    })}
    ${
      asksForInitials(task)
        ? handEditor({
            ...common,
            id: 'initials',
            legend: initials.legend,
            text: { label: initials.label, hint: initials.hint, maxLength: MOST_INITIALS },
            hand: prefilledInitials(draft.initials, task.subject.name),
            error: undefined,
            changed: (hand) => change({ initials: hand }),
          })
        : nothing
    }
  `;
}

/** Where every way is asked for, what comes after the press is said before it. */
function allOf({ task, draft }: Signing, { words }: SigningContext) {
  const proofs = proofsMissing(task, draft, []);
  return proofs.length === 0
    ? nothing
    : html`<ul class="notes small">
        ${proofs.map((method) => html`<li>${words.signing.method[method].hint}</li>`)}
      </ul>`;
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
