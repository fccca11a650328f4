/** What one signer signed: its hash, its place in the history, its time stamp, and what vouches for it. */
import type { SealContext } from '../cms/check-seal.ts';
import { readDer } from '../cms/der.ts';
import { checkTimeStamp, CLOCK_TOLERANCE_MILLISECONDS } from '../cms/time-stamp.ts';
import { checkEid, checkPasskey, type ProvenTask } from './check-proofs.ts';
import { bytesOf, canonical, isList, type JsonObject, list, object, sha256, text } from './json.ts';

export function checkTask(evidence: JsonObject, task: JsonObject, context: Omit<SealContext, 'name'>): void {
  const { findings } = context;
  const name = `the completion of ${text(task['id'])}`;
  const report = (message: string): void => findings.report('completion', `${name} ${message}`);
  const told = list(object(evidence['history'])['entries']).filter(
    ({ type, taskId }) => type === 'task.completed' && taskId === task['id'],
  );
  if ((task['status'] === 'completed') !== (told.length === 1) || told.length > 1)
    report(`is told ${told.length} times in the history, and the task is ${text(task['status'])}`);
  checkConsent(task, report);
  if (task['status'] !== 'completed') {
    if (task['completion'] !== undefined) report('is there, and the task is not completed');
    return;
  }
  const completion = object(task['completion']);
  const form = canonical(completion);
  const hash = task['completionSha256'];
  if (sha256(form) !== hash) report('has been changed: its hash is another');
  if (object(told[0]?.['data'])['evidenceSha256'] !== hash)
    report('is another one than the history tells of');
  if (told[0]?.['at'] !== completion['completedAt']) report('is of another time than the history tells');
  checkWhatIsSigned(evidence, task, completion, report);
  if (task['completionTimeStamp'] === undefined) {
    // It comes a moment after the completion; before it has come no order is completed.
    if (object(evidence['order'])['status'] === 'completed')
      findings.report('time-stamp-missing', `${name} has no time stamp`);
  } else {
    const token = readDer(bytesOf(task['completionTimeStamp'], 'base64', `the time stamp of ${name}`));
    const stampedAt = findings.guard(() => checkTimeStamp(token, Buffer.from(form), { ...context, name }));
    const completedAt = new Date(text(completion['completedAt']));
    if (stampedAt && !(completedAt.getTime() <= stampedAt.getTime() + CLOCK_TOLERANCE_MILLISECONDS))
      findings.report('time-stamp-time', `the time stamp of ${name} is from before it`);
  }
  checkProofs({ task, completion, logins: list(evidence['logins']), findings }, report);
}

type Report = (message: string) => void;

function checkConsent({ consent, completion }: JsonObject, report: Report): void {
  const asked = object(consent);
  if (sha256(text(asked['text'])) !== asked['sha256'])
    report('has another text of consent than its hash is over');
  if (completion === undefined) return;
  const given = object(object(completion)['consent']);
  const same = ['sha256', 'version', 'locale'].every((member) => given[member] === asked[member]);
  if (!same) report('is under another consent than was asked for');
}

function checkWhatIsSigned(
  evidence: JsonObject,
  task: JsonObject,
  completion: JsonObject,
  report: Report,
): void {
  if (completion['orderId'] !== object(evidence['order'])['id']) report('is of another order');
  if (completion['taskId'] !== task['id']) report('is of another task');
  if (completion['subjectId'] !== object(task['subject'])['id']) report('is of another person');
  const known = new Map(list(evidence['documents']).map(({ id, sha256 }) => [id, sha256]));
  const signed = list(completion['documents']);
  if (signed.length === 0) report('is of no document');
  for (const { documentId, sha256 } of signed) {
    if (documentId !== undefined && known.get(documentId) !== sha256) report('is of another document');
  }
}

function checkProofs(proven: ProvenTask, report: Report): void {
  const { completion, findings } = proven;
  const signatures = list(completion['signature']);
  if (signatures.length === 0 || !isList(completion['signature'])) report('has no signature');
  const authentication = object(completion['authentication']);
  if (authentication['by'] === 'eid') findings.guard(() => checkEid(proven, authentication, 'login'));
  for (const signature of signatures) {
    if (signature['method'] === 'eid') findings.guard(() => checkEid(proven, signature, 'signature'));
    if (signature['method'] === 'passkey') findings.guard(() => checkPasskey(proven, signature));
  }
}
