/**
 * Reference codes are derived from the task's id and the service's secret: they can be told again (in an order's
 * answer, in a notice) although only their keyed hash is stored.
 */
import {
  checkCharacter,
  CODE_ALPHABET,
  CODE_CHARACTERS,
  type ReferenceCode,
} from '../../../src/task/reference-code.ts';
import type { ServiceContext } from './service-context.ts';

/** 50 bits. That two tasks have the same is refused by the database, and asked for again. */
export function referenceCodeOf({ credentials }: ServiceContext, taskId: string): ReferenceCode {
  const random = Buffer.from(credentials.deriveToken('reference-code', taskId), 'base64url');
  // 32 values in a byte's 256: each character is as likely as any other.
  const characters = [...random.subarray(0, CODE_CHARACTERS)]
    .map((byte) => CODE_ALPHABET.charAt(byte % CODE_ALPHABET.length))
    .join('');
  return `${characters}${checkCharacter(characters)}` as ReferenceCode;
}

export function hashOfCode({ credentials }: ServiceContext, code: string): string {
  return credentials.hashToken(`reference-code ${code}`);
}
