/** The receipt: what was signed, when, by whom and how, and a copy to keep. */
import { html, nothing, type TemplateResult } from 'lit';
import { formatBytes, formatDateTimeWithZone, formatWays } from '../messages/format-facts.ts';
import type { DocumentAction, Task, UploadAction } from '../task/contract.ts';
import { button } from '../ui/button.ts';
import { icon } from '../ui/icons.ts';
import { othersList, waitingFor } from './others-list.ts';
import type { SigningContext } from './rooms.ts';
import { downloadKey, type StateOf } from './step-context.ts';

export function receiptStep({ task }: StateOf<'completed'>, context: SigningContext): TemplateResult {
  const { language } = context;
  const words = context.words.receipt;
  const methods = task.signature?.methods.map((method) => words.methods[method]) ?? [];
  return html`<div class="body" part="body">
    <div class="center">
      <article class="panel good receipt" part="panel receipt" aria-labelledby="receipt-heading">
        <slot name="header"></slot>
        <span class="medallion">${icon('check')}</span>
        <h2 id="receipt-heading" tabindex="-1" data-focus>${words.heading}</h2>
        <p>${words.text(task.order.sender)}</p>
        <slot name="completed"></slot>
        <dl class="facts">
          <dt>${words.signedBy}</dt>
          <dd><strong>${task.subject.name}</strong></dd>
          ${
            task.completedAt
              ? html`<dt>${words.signedAt}</dt>
                  <dd>
                    <time datetime=${task.completedAt}
                      >${formatDateTimeWithZone(task.completedAt, language)}</time
                    >
                  </dd>`
              : nothing
          }
          ${
            methods.length > 0
              ? html`<dt>${words.method}</dt>
                  <dd>${formatWays(methods, language)}</dd>`
              : nothing
          }
          ${
            task.order.externalReference
              ? html`<dt>${words.reference}</dt>
                  <dd>${task.order.externalReference}</dd>`
              : nothing
          }
        </dl>
        <ul class="copies">
          ${task.actions.map((action) =>
            action.type === 'upload' ? handedIn(action, context) : copy(action, task, context),
          )}
        </ul>
        <p class="small sealing" aria-live="polite">
          ${task.sealed ? words.sealedReady : words.sealing(waitingFor(task))}
          ${task.allow.download ? words.keep : nothing}
        </p>
        ${othersList(task, words.others, context)}
        <slot name="footer"></slot>
      </article>
    </div>
  </div>`;
}

function copy(action: DocumentAction, task: Task, context: SigningContext): TemplateResult {
  const { messages, language } = context;
  const { title, pages, size, sha256 } = action.document;
  const words = context.words.receipt;
  return html`<li class="copy">
    <div class="copy-title">
      ${icon('document')}
      <div>
        <h3>${title}</h3>
        <p class="small muted">${messages.pageCount(pages)}, ${formatBytes(size, language)}</p>
      </div>
    </div>
    ${
      task.allow.download
        ? html`<div class="actions">
            ${
              task.sealed && action.type === 'sign' && action.status === 'done'
                ? downloadButton(action, 'sealed', context)
                : nothing
            }
            ${downloadButton(action, 'original', context)}
          </div>`
        : nothing
    }
    <details>
      <summary class="small">${words.fingerprint}</summary>
      <code>${sha256}</code>
    </details>
  </li>`;
}

/** Theirs before, and with the sender now. */
function handedIn({ status, upload }: UploadAction, { words, language }: SigningContext) {
  const { title, file } = upload;
  if (status !== 'done' || !file) return nothing;
  return html`<li class="copy">
    <div class="copy-title">
      ${icon('document')}
      <div>
        <h3>${title}</h3>
        <p class="small muted">${words.upload.along(file.name, formatBytes(file.size, language))}</p>
      </div>
    </div>
    <details>
      <summary class="small">${words.receipt.fingerprint}</summary>
      <code>${file.sha256}</code>
    </details>
  </li>`;
}

function downloadButton(
  { id, document }: DocumentAction,
  version: 'original' | 'sealed',
  context: SigningContext,
) {
  const { downloads, ask } = context;
  const words = context.words.receipt;
  const state = downloads.get(downloadKey(id, version));
  const named = html`<span>${words[version]}<span class="visually-hidden">: ${document.title}</span></span>`;
  return html`
    ${button({
      label: html`${icon('download')}${state === 'busy' ? words.downloading : named}`,
      kind: version === 'sealed' ? 'primary' : 'secondary',
      part: 'download',
      unavailable: state === 'busy',
      press: () => ask({ type: 'download', actionId: id, version }),
    })}
    ${state === 'failed' ? html`<p class="field-error" role="alert">${words.downloadFailed}</p>` : nothing}
  `;
}
