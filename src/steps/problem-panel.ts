/** What went wrong, as a whole screen or as a notice in one. */
import { nothing, type TemplateResult } from 'lit';
import type { EntryCode, Messages, PanelText, ProblemText } from '../messages/messages.ts';
import type { Failure, FailureCode } from '../session/failure.ts';
import { button } from '../ui/button.ts';
import type { IconName } from '../ui/icons.ts';
import { notice } from '../ui/notice.ts';
import { panel, type PanelProps } from '../ui/panel.ts';
import type { StepContext } from './step-context.ts';

/** Pictures for what is worth telling apart at a glance; the rest has the warning sign. */
const ICONS: Partial<Record<FailureCode, IconName>> = {
  offline: 'offline',
  timeout: 'clock',
  'outcome-unknown': 'clock',
  'session-expired': 'clock',
  'too-many-attempts': 'clock',
  'task-expired': 'clock',
  'task-blocked': 'clock',
  'task-not-found': 'search',
  'not-found': 'search',
  'login-required': 'lock',
  'artifact-required': 'lock',
  unauthorized: 'lock',
  forbidden: 'lock',
  'subject-mismatch': 'lock',
  'login-cancelled': 'lock',
  'login-failed': 'lock',
  'login-blocked': 'lock',
  'document-changed': 'stop',
  'document-unreadable': 'document',
  'document-unsupported': 'document',
};

/** Codes after which opening the task again shows more than the panel does. */
const WORTH_OPENING_AGAIN: readonly FailureCode[] = [
  'session-expired',
  'task-final',
  'invalid-request',
  'not-found',
  'outcome-unknown',
];

export function problemPanel(
  failure: Failure,
  sender: string | undefined,
  context: StepContext,
): TemplateResult {
  const { messages, ask } = context;
  // Opened by an artifact, which opens once: from here the task cannot be opened again.
  const spent = failure.reason === 'artifact';
  // It may have been the line that spoiled it; the words stay as grave as they are.
  const spoiled = failure.code === 'document-changed';
  const again = !spent && (failure.retryable || spoiled || WORTH_OPENING_AGAIN.includes(failure.code));
  return panel({
    ...problemParts(failure, sender, context),
    tone: spent || failure.retryable ? 'calm' : 'bad',
    actions: again
      ? button({
          label: failure.retryable || spoiled ? messages.tryAgain : messages.reload,
          kind: 'primary',
          part: 'retry',
          press: () => ask({ type: 'retry' }),
        })
      : nothing,
  });
}

/** Picture and words, for a panel that has a way on of its own. */
export function problemParts(
  failure: Failure,
  sender: string | undefined,
  context: StepContext,
): Pick<PanelProps, 'icon' | 'title' | 'text' | 'next' | 'small'> {
  const { messages } = context;
  const { title, text, next } = problemText(failure, sender, context);
  return {
    icon: ICONS[failure.code] ?? 'warning',
    title,
    text,
    next: next === undefined ? undefined : { title: messages.whatToDo, text: next },
    small: smallPrint(failure, messages),
  };
}

export function noticeFor(
  failure: Failure | undefined,
  sender: string | undefined,
  context: StepContext,
): TemplateResult | typeof nothing {
  if (!failure) return nothing;
  const { messages } = context;
  const { title, text, next } = problemText(failure, sender, context);
  const small = smallPrint(failure, messages).join(' ');
  return notice({
    title,
    text,
    next,
    small: small === '' ? undefined : small,
  });
}

type Texts = Readonly<Record<string, PanelText | ProblemText | undefined>>;

function problemText(failure: Failure, sender: string | undefined, context: StepContext): PanelText {
  const { code, reason } = failure;
  const { messages, more } = context;
  askForBetter(failure, context);
  const rare = messages.rare.value();
  const reasons: Texts = { ...messages.reasons, ...more?.reasons, ...rare?.reasons };
  const problems: Texts = { ...messages.problems, ...more?.problems, ...rare?.problems };
  const known = reason !== undefined && Object.hasOwn(reasons, reason);
  const text = (known ? reasons[reason] : problems[code]) ?? messages.problem;
  return typeof text === 'function' ? text({ sender }) : text;
}

/** The text of a rare problem is asked for, if this may be one; until it has come there are other words. */
function askForBetter({ code, reason }: Failure, { messages, more, redrawAfter }: StepContext): void {
  const { rare, reasons, problems } = messages;
  const told =
    reason === undefined
      ? Object.hasOwn({ ...problems, ...more?.problems }, code)
      : Object.hasOwn({ ...reasons, ...more?.reasons }, reason);
  if (!told && !rare.value()) redrawAfter(rare.load());
}

/** Of these only the room of the way in can tell, which is near whenever there is one. */
const OF_THE_WAY_IN: readonly FailureCode[] = [
  'login-required',
  'artifact-required',
  'login-failed',
  'subject-mismatch',
  'login-cancelled',
  'login-blocked',
] satisfies EntryCode[];

export function isOfTheWayIn({ code }: Failure): boolean {
  return OF_THE_WAY_IN.includes(code);
}

function smallPrint({ retryAfterSeconds, requestId }: Failure, messages: Messages): readonly string[] {
  return [
    ...(retryAfterSeconds === undefined ? [] : [messages.retryAfter(retryAfterSeconds)]),
    ...(requestId === undefined ? [] : [messages.requestId(requestId)]),
  ];
}
