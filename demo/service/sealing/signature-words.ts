/** The words of a signature, as people read them on the signature page and in its field. */
import type { SealedSignature } from '../ports/pdf-sealer.ts';

export function methodWords({ method, typedText }: SealedSignature): string {
  switch (method) {
    case 'consent':
      return 'Signed by consent';
    case 'handwritten':
      return typedText === undefined ? 'Signed by hand' : 'Signed by typed name';
    case 'eid':
      return 'Signed with eID';
    case 'passkey':
      return 'Signed with a passkey';
  }
}

export function timeWords(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
