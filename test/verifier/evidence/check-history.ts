/** The history: a chain of hashes. Whoever edits, removes, adds or moves a line breaks it at that line. */
import type { Findings } from '../findings.ts';
import { canonical, type JsonObject, list, object, sha256, text } from './json.ts';

const BEFORE_THE_FIRST = '0'.repeat(64);

/** Lines are counted from one, as they stand in the file. */
export function checkHistory(evidence: JsonObject, findings: Findings): void {
  const history = object(evidence['history']);
  const orderId = text(object(evidence['order'])['id']);
  const entries = list(history['entries']);
  let previousHash = BEFORE_THE_FIRST;
  let latest = '';
  entries.forEach((entry, index) => {
    const report = (message: string): void =>
      findings.report('history-line', `line ${index + 1} of the history ${message}`);
    if (entry['sequence'] !== index + 1) report(`says that it is line ${String(entry['sequence'])}`);
    if (entry['previousHash'] !== previousHash) report('does not follow the line before it');
    const { hash, sequence, type, at, taskId, data } = entry;
    const own = { orderId, sequence, type, at, taskId, data, previousHash: entry['previousHash'] };
    if (sha256(canonical(own)) !== hash) report('has been changed: its hash is another');
    if (text(at) < latest) report('is from before the line before it');
    const known = ['sequence', 'type', 'at', 'taskId', 'data', 'previousHash', 'hash'];
    const extra = Object.keys(entry).filter((name) => !known.includes(name));
    if (extra.length > 0) report(`says more than its hash is over: ${extra.join(', ')}`);
    previousHash = text(hash);
    latest = text(at);
  });
  const head = object(history['head']);
  if (head['sequence'] !== entries.length || head['hash'] !== previousHash) {
    const last = `line ${entries.length} of the history is the last one here`;
    findings.report(
      'history-head',
      `${last}; the head is of line ${String(head['sequence'])}, or of another`,
    );
  }
}
