/** Which words fit a file that was not taken: by the code, and by the reason where a code has several. */
import type { UploadProblem } from '../messages/upload-words.ts';
import type { Failure } from '../session/failure.ts';

const BY_REASON: Readonly<Record<string, UploadProblem>> = {
  empty: 'empty',
  encrypted: 'locked',
  'too-many-pages': 'too-many-pages',
  'picture-dimensions': 'too-many-pixels',
  'picture-kind': 'kind-of-picture',
  'picture-and-more': 'more-than-picture',
  'foreign-signature': 'signed',
};

const BY_CODE: Readonly<Partial<Record<Failure['code'], UploadProblem>>> = {
  'unsupported-media-type': 'not-accepted',
  'too-large': 'too-large',
  'document-unreadable': 'damaged',
  'document-unsupported': 'unsafe',
  'too-many-attempts': 'too-often',
  offline: 'line',
  timeout: 'line',
  'service-unavailable': 'line',
};

export function uploadProblemOf({ code, reason = '' }: Failure): UploadProblem {
  return BY_REASON[reason] ?? BY_CODE[code] ?? 'other';
}
