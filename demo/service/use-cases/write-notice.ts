/** The words of a notice for people, made when it is sent: what leads to a task is in no table. */
import { groupedCode } from '../../../src/task/reference-code.ts';
import { languageOf, type Language } from '../domain/language.ts';
import type { MessageContent } from '../domain/notice-plan.ts';
import {
  escapeHtml,
  renderHtml,
  renderLine,
  renderText,
  type PlaceholderValues,
} from '../domain/notice-template.ts';
import type { NoticeTrigger } from '../domain/notice-trigger.ts';
import { shortWordsForSigner, wordsForSender, wordsForSigner } from '../domain/notice-words.ts';
import type { OrderRecord, TaskRecord } from '../storage/order-record.ts';
import { senderName } from './present-task.ts';
import { referenceCodeOf } from './reference-codes.ts';
import type { ServiceContext } from './service-context.ts';

export interface WrittenNotice {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly language: Language;
}

export function writeMail(
  context: ServiceContext,
  order: OrderRecord,
  task: TaskRecord | undefined,
  trigger: NoticeTrigger,
  content: MessageContent,
): WrittenNotice {
  // Whoever reads an order's own notices is not told their language: it is that of its signers.
  const locale = task?.locale ?? order.tasks[0]?.locale ?? 'en';
  const language = languageOf(locale);
  const values = valuesFor(context, order, task, content, locale);
  const own =
    content.audience === 'signer' && task
      ? wordsForSigner(occasionOf(trigger, content), language, factsOf(task))
      : wordsForSender(trigger, language);
  const template = content.message ?? own.message;
  const subject = renderLine(content.subject ?? own.subject, values);
  return {
    subject,
    text: `${renderText(template, values)}\n`,
    html: page(language, subject, renderHtml(template, values)),
    language,
  };
}

export function writeShortMessage(
  context: ServiceContext,
  order: OrderRecord,
  task: TaskRecord,
  trigger: NoticeTrigger,
  content: MessageContent,
): string {
  const own = shortWordsForSigner(occasionOf(trigger, content), languageOf(task.locale), factsOf(task));
  return renderText(content.message ?? own, valuesFor(context, order, task, content, task.locale));
}

function occasionOf(trigger: NoticeTrigger, { isReminder }: MessageContent) {
  return isReminder && trigger === 'task.ready' ? 'reminder' : trigger;
}

function factsOf(task: TaskRecord) {
  return { hasCode: task.referenceCodeHash !== undefined, hasDeadline: task.deadlineAt !== undefined };
}

function valuesFor(
  context: ServiceContext,
  order: OrderRecord,
  task: TaskRecord | undefined,
  { audience, timeZone = 'UTC' }: MessageContent,
  locale: string,
): PlaceholderValues {
  const common = { orderTitle: order.title, senderName: senderName(context, order) };
  if (!task) return common;
  const named = { ...common, signerName: task.subject.name };
  // What opens a task is told to its signer alone.
  if (audience !== 'signer') return named;
  return {
    ...named,
    taskUrl: `${context.publicUrl}/tasks/${task.id}`,
    codeUrl: `${context.publicUrl}/`,
    ...(task.referenceCodeHash !== undefined && {
      referenceCode: groupedCode(referenceCodeOf(context, task.id)),
    }),
    ...(task.deadlineAt && { deadline: timeText(task.deadlineAt, locale, timeZone) }),
  };
}

function timeText(at: Date, locale: string, timeZone: string): string {
  const format: Intl.DateTimeFormatOptions = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  };
  return new Intl.DateTimeFormat(knownLocale(locale), format).format(at);
}

/** The contract takes what looks like a locale; not all of it is one (BCP 47), or is known here. */
function knownLocale(locale: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf([locale])[0] ?? languageOf(locale);
  } catch {
    return languageOf(locale);
  }
}

/** Readable where styles are taken away, and by those who are read to. */
function page(language: Language, title: string, body: string): string {
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>
<body style="font-family: system-ui, sans-serif; line-height: 1.5; max-width: 36em; margin: 1.5em">
${body}
</body>
</html>
`;
}
