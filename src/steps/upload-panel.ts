/**
 * In the place of a document: a file of their own that the signer is asked for. It is chosen, dropped or taken with the
 * camera, sent at once, shown back, and can be replaced and taken away until it is signed.
 */
import { html, nothing, svg, type TemplateResult } from 'lit';
import { formatBytes, formatChoice } from '../messages/format-facts.ts';
import type { Transfer } from '../session/session-state.ts';
import type { UploadAction, UploadedFile } from '../task/contract.ts';
import { button } from '../ui/button.ts';
import { icon } from '../ui/icons.ts';
import { notice } from '../ui/notice.ts';
import type { SigningContext } from './rooms.ts';
import { uploadProblemOf } from './upload-problem.ts';
import type { WorkState } from './work-step.ts';

/** Has the focus when what was pressed has gone: the way to another file is always there. */
const FILE_INPUT = 'upload-file';

export function uploadPanel(action: UploadAction, state: WorkState, context: SigningContext): TemplateResult {
  const { id, optional, upload } = action;
  const { words, language } = context;
  const { title, description, file } = upload;
  const transfer = state.uploads[id];
  const kinds = formatChoice(
    upload.accept.map((type) => words.upload.kinds[type]),
    language,
  );
  return html`<section
    class="upload"
    part="upload-panel"
    aria-labelledby="upload-heading"
    @dragover=${dragged}
    @dragleave=${left}
    @drop=${(event: DragEvent) => dropped(event, id, context)}
  >
    <div class="upload-asked stack">
      <h3 id="upload-heading">${title}</h3>
      ${description === undefined ? nothing : html`<p class="upload-description">${description}</p>`}
      <p class="small muted" id="upload-hint">
        ${words.upload.limits(kinds, formatBytes(upload.maxSize, language))}
        ${optional ? words.upload.mayBeLeftOut : nothing}
      </p>
    </div>
    <p class="visually-hidden" role="status">${statusOf(transfer, file, words.upload)}</p>
    ${transfer?.phase === 'failed' ? problem(transfer, action, context) : nothing}
    ${transfer?.phase === 'sending' ? sending(id, transfer, context) : nothing}
    ${file && transfer?.phase !== 'sending' ? shownBack(action, file, transfer, context) : nothing}
    ${choosing(action, transfer, context)}
  </section>`;
}

function statusOf(
  transfer: Transfer | undefined,
  file: UploadedFile | undefined,
  words: SigningContext['words']['upload'],
): string {
  if (transfer?.phase === 'sending')
    return transfer.share < 1 ? words.sending(transfer.name) : words.checking(transfer.name);
  if (transfer?.phase === 'removing') return words.removing;
  return file ? words.uploaded(file.name) : '';
}

/** The same two ways at all times: what has the focus stays, whatever becomes of the file. */
function choosing(
  { id, upload }: UploadAction,
  transfer: Transfer | undefined,
  context: SigningContext,
): TemplateResult {
  const words = context.words.upload;
  const again = upload.file !== undefined || transfer !== undefined;
  const pictures = upload.accept.filter((type) => type.startsWith('image/'));
  const chosen = ({ target }: Event) => {
    const input = target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (file) context.ask({ type: 'upload', actionId: id, file });
    // The same file chosen again is a choice, too.
    input.value = '';
  };
  return html`<div class="upload-choose ${again ? 'again' : ''}">
    ${again ? nothing : arrowUp()}
    <div class="upload-ways">
      <div class="file-way">
        <input
          id=${FILE_INPUT}
          class="file-input"
          type="file"
          part="input"
          accept=${upload.accept.join(',')}
          aria-describedby="upload-hint"
          @change=${chosen}
        />
        <label class="button ${again ? 'secondary' : 'primary'}" for=${FILE_INPUT}
          >${again ? words.chooseAnother : words.choose}<span class="visually-hidden"
            >: ${upload.title}</span
          ></label
        >
      </div>
      ${
        pictures.length === 0
          ? nothing
          : html`<div class="file-way camera">
              <input
                id="upload-camera"
                class="file-input"
                type="file"
                part="input"
                accept="image/*"
                capture="environment"
                aria-describedby="upload-hint"
                @change=${chosen}
              />
              <label class="button secondary" for="upload-camera"
                >${words.takePicture}<span class="visually-hidden">: ${upload.title}</span></label
              >
            </div>`
      }
    </div>
    <p class="small muted drop-hint">${words.drop}</p>
  </div>`;
}

function sending(
  actionId: string,
  { name, share }: Transfer & { phase: 'sending' },
  { messages, words, ask }: SigningContext,
): TemplateResult {
  const text = share < 1 ? words.upload.sending(name) : words.upload.checking(name);
  return html`<div class="upload-file" part="upload-progress">
    <div class="file-facts">
      <p class="file-name">${text}</p>
      ${share > 0 && share < 1 ? html`<p class="small muted">${messages.percent(share)}</p>` : nothing}
    </div>
    ${
      share > 0 && share < 1
        ? html`<progress aria-label=${text} max="1" .value=${share}></progress>`
        : html`<progress aria-label=${text}></progress>`
    }
    <div class="file-ways">
      ${button({
        label: words.upload.cancel,
        press: (event) => {
          focusFileInput(event);
          ask({ type: 'upload-cancelled', actionId });
        },
      })}
    </div>
  </div>`;
}

function shownBack(
  action: UploadAction,
  file: UploadedFile,
  transfer: Transfer | undefined,
  context: SigningContext,
): TemplateResult {
  const { messages, words, language, ask } = context;
  const facts = [
    formatBytes(file.size, language),
    ...(file.pages === undefined ? [] : [messages.pageCount(file.pages)]),
  ];
  return html`<div class="upload-file" part="uploaded-file">
    <div class="file-facts">
      ${icon('check')}
      <div>
        <p class="file-name label">${file.name}</p>
        <p class="small muted">${facts.join(', ')}</p>
      </div>
      ${button({
        label: html`${words.upload.remove}<span class="visually-hidden">: ${file.name}</span>`,
        kind: 'quiet',
        unavailable: transfer?.phase === 'removing',
        press: (event) => {
          focusFileInput(event);
          ask({ type: 'upload-removal-asked', actionId: action.id });
        },
      })}
    </div>
    ${preview(action, file, context)}
  </div>`;
}

function preview(action: UploadAction, { name }: UploadedFile, context: SigningContext) {
  const { words } = context;
  const shown = context.preview(action);
  if (shown === 'coming') return html`<div class="upload-preview coming" aria-hidden="true"></div>`;
  if (shown === 'failed') return html`<p class="small muted">${words.upload.notShown}</p>`;
  if ('picture' in shown)
    return html`<div class="upload-preview">
      <img src=${shown.picture} alt=${words.upload.pictureOf(name)} />
    </div>`;
  const room = context.reading();
  if (typeof room === 'string') return nothing;
  return html`<div class="upload-document">
    <signing-document-view
      part="document"
      .document=${shown.document}
      .label=${name}
      .strings=${room.words.view}
      .downloadable=${false}
    ></signing-document-view>
  </div>`;
}

function problem(
  { name, failure }: Transfer & { phase: 'failed' },
  { id: actionId, upload }: UploadAction,
  { messages, words, language, ask }: SigningContext,
): TemplateResult {
  const of = uploadProblemOf(failure);
  const kinds = formatChoice(
    upload.accept.map((type) => words.upload.kinds[type]),
    language,
  );
  const { title, text, next } = words.upload.problems[of]({
    name: name ?? '',
    kinds,
    size: formatBytes(upload.maxSize, language),
  });
  const canSendAgain = name !== undefined && (of === 'line' || of === 'too-often');
  const { requestId, retryAfterSeconds } = failure;
  return notice({
    title,
    text: retryAfterSeconds === undefined ? text : `${text} ${messages.retryAfter(retryAfterSeconds)}`,
    next,
    small: of === 'other' && requestId !== undefined ? messages.requestId(requestId) : undefined,
    action: canSendAgain
      ? html`<div class="actions">
          ${button({
            label: messages.tryAgain,
            part: 'retry',
            press: (event) => {
              focusFileInput(event);
              ask({ type: 'upload', actionId });
            },
          })}
        </div>`
      : nothing,
  });
}

function focusFileInput({ currentTarget }: Event): void {
  const root = (currentTarget as Element).getRootNode() as ShadowRoot;
  root.getElementById(FILE_INPUT)?.focus({ preventScroll: true });
}

function dragged(event: DragEvent): void {
  if (!event.dataTransfer?.types.includes('Files')) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
  (event.currentTarget as Element).classList.add('dropping');
}

function left({ currentTarget, relatedTarget }: DragEvent): void {
  const panel = currentTarget as Element;
  if (!panel.contains(relatedTarget as Node | null)) panel.classList.remove('dropping');
}

function dropped(event: DragEvent, actionId: string, { ask }: SigningContext): void {
  const [file] = event.dataTransfer?.files ?? [];
  (event.currentTarget as Element).classList.remove('dropping');
  if (!file) return;
  // Without this the browser leaves the page to show the file.
  event.preventDefault();
  ask({ type: 'upload', actionId, file });
}

function arrowUp(): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    ${svg`<path d="M12 16V5M7.5 9.5L12 5l4.5 4.5M5 20h14" />`}
  </svg>`;
}
