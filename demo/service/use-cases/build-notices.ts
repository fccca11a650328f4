/**
 * Whom an order wants told of what, checked while somebody is there to mend it: what cannot be sent, or would say
 * nothing, is refused with the place where it is wrong.
 */
import type { NewOrder, NewTask, NewNotice } from '../../../src/task/contract.ts';
import type { OrderNotice, TaskNotice } from '../domain/notice-plan.ts';
import { scheduleFault } from '../domain/notice-schedule.ts';
import { PLACEHOLDERS, templateFault, type Placeholder } from '../domain/notice-template.ts';
import { isTaskTrigger } from '../domain/notice-trigger.ts';
import { invalidRequest } from '../domain/problem.ts';
import { isMailAddress, isPhoneNumber } from '../domain/recipient.ts';
import type { NoticeSenders } from '../ports/notice-senders.ts';
import type { ServiceContext } from './service-context.ts';

/** Each is a row once it has happened. */
const MOST_IN_AN_ORDER = 1000;
/** Some seven parts of one message. */
const LONGEST_SMS_CHARACTERS = 1000;

/** What a text can say of a task. */
export interface NotifiedTask {
  readonly subject: NewTask['subject'];
  readonly hasCode: boolean;
  readonly hasDeadline: boolean;
}

export function buildTaskNotices(
  context: ServiceContext,
  task: NewTask,
  times: { readonly now: Date; readonly deadlineAt: Date | undefined },
  pointer: string,
): TaskNotice[] {
  const notified = {
    subject: task.subject,
    hasCode: task.referenceCode ?? false,
    hasDeadline: times.deadlineAt !== undefined,
  };
  return (task.notifications ?? []).map(({ schedule, ...notice }, index) => {
    const at = `${pointer}/notifications/${index}`;
    for (const [timeIndex, time] of schedule.entries()) {
      const fault = scheduleFault(time, times.now, times.deadlineAt);
      if (fault) throw invalidRequest(`${at}/schedule/${timeIndex}/${fault.member}`, fault.detail);
    }
    return { ...checkTaskNotice(context.senders, notice, notified, at), schedule };
  });
}

/** @returns the notice with whom it goes to */
export function checkTaskNotice(
  senders: NoticeSenders,
  notice: NewNotice,
  task: NotifiedTask,
  pointer: string,
): Omit<TaskNotice, 'schedule'> {
  const { channel, subject, message } = notice;
  refuseUnconfigured(senders, channel, pointer);
  const known = channel === 'email' ? task.subject.email : task.subject.phone;
  const recipient = notice.recipient ?? known;
  if (recipient === undefined) {
    const member = channel === 'email' ? 'email' : 'phone';
    throw invalidRequest(`${pointer}/recipient`, `Name a recipient: the subject has no ${member}.`);
  }
  checkRecipient(channel, recipient, `${pointer}/recipient`);
  if (channel === 'sms' && subject !== undefined)
    throw invalidRequest(`${pointer}/subject`, 'An SMS has no subject.');
  if (channel === 'sms' && (message?.length ?? 0) > LONGEST_SMS_CHARACTERS) {
    throw invalidRequest(`${pointer}/message`, `An SMS has at most ${LONGEST_SMS_CHARACTERS} characters.`);
  }
  checkTexts(notice, placeholdersOf(task), pointer);
  return { ...notice, recipient };
}

export function buildOrderNotices(context: ServiceContext, request: NewOrder): OrderNotice[] {
  const { tasks, notifications = [] } = request;
  const planned =
    tasks.reduce((sum, task) => sum + countTimes(task), 0) +
    notifications.reduce((sum, { on }) => sum + on.length, 0);
  if (planned > MOST_IN_AN_ORDER) {
    throw invalidRequest('/notifications', `An order has at most ${MOST_IN_AN_ORDER} notices.`);
  }
  return notifications.map((notice, index) => {
    const pointer = `/notifications/${index}`;
    if (notice.channel === 'email') {
      refuseUnconfigured(context.senders, 'email', pointer);
      checkRecipient('email', notice.recipient, `${pointer}/recipient`);
      const ofTasks: Placeholder[] = notice.on.every(isTaskTrigger) ? ['signerName'] : [];
      checkTexts(notice, ['orderTitle', 'senderName', ...ofTasks], pointer);
      return notice;
    }
    const fault = context.senders.webhook.targetFault(notice.url);
    if (fault !== undefined) throw invalidRequest(`${pointer}/url`, fault);
    if (notice.secret !== undefined) checkSecret(notice.secret, `${pointer}/secret`);
    else if (!context.senders.webhook.hasSecret) {
      throw invalidRequest(`${pointer}/secret`, 'Name a secret: this service has none of its own.');
    }
    const { secret, ...webhook } = notice;
    return {
      ...webhook,
      ...(secret !== undefined && { sealedSecret: context.credentials.seal(secret) }),
    };
  });
}

function countTimes({ notifications = [] }: NewTask): number {
  return notifications.reduce((sum, { schedule }) => sum + schedule.length, 0);
}

function placeholdersOf({ hasCode, hasDeadline }: NotifiedTask): Placeholder[] {
  return PLACEHOLDERS.filter((name) => {
    if (name === 'referenceCode' || name === 'codeUrl') return hasCode;
    return name === 'deadline' ? hasDeadline : true;
  });
}

function refuseUnconfigured(senders: NoticeSenders, channel: 'email' | 'sms', pointer: string): void {
  if (senders[channel]) return;
  const [what, variable] = channel === 'email' ? ['e-mail', 'SMTP_URL'] : ['SMS', 'SMS_GATEWAY_URL'];
  throw invalidRequest(`${pointer}/channel`, `This service has no ${what} configured (${variable}).`);
}

function checkRecipient(channel: 'email' | 'sms', recipient: string, pointer: string): void {
  if (channel === 'email' && !isMailAddress(recipient)) {
    throw invalidRequest(pointer, 'The recipient is one e-mail address, such as kari@example.test.');
  }
  if (channel === 'sms' && !isPhoneNumber(recipient)) {
    throw invalidRequest(
      pointer,
      'The recipient is one number with its country, such as +4790000000 (E.164).',
    );
  }
}

function checkTexts(
  { subject, message }: { readonly subject?: string; readonly message?: string },
  available: readonly Placeholder[],
  pointer: string,
): void {
  if (subject !== undefined && /[\p{Cc}\u2028\u2029]/u.test(subject)) {
    throw invalidRequest(`${pointer}/subject`, 'A subject is one line, without control characters.');
  }
  for (const [member, text] of Object.entries({ subject, message })) {
    const fault = text === undefined ? undefined : templateFault(text, available);
    if (fault !== undefined) throw invalidRequest(`${pointer}/${member}`, fault);
  }
}

/** Standard Webhooks, "signature scheme". */
function checkSecret(secret: string, pointer: string): void {
  const text = secret.slice('whsec_'.length);
  const { length } = Buffer.from(text, 'base64');
  if (length < 24 || length > 64 || text.length % 4 !== 0) {
    throw invalidRequest(pointer, 'A secret is whsec_ and 24 to 64 bytes in base64.');
  }
}
