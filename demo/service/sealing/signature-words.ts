/** The words of a signature, as people read them on the signature page and in its field. */
import type { SealedSignature } from '../ports/pdf-sealer.ts';

export function methodWords({ methods, look }: Pick<SealedSignature, 'methods' | 'look'>): string {
  const words = methods.map((method) => {
    switch (method) {
      case 'consent':
        return 'by consent';
      case 'handwritten':
        return look?.kind === 'text' ? 'by typed name' : 'by hand';
      case 'eid':
        return 'with an electronic ID';
      case 'passkey':
        return 'with a passkey';
    }
  });
  return `Signed ${new Intl.ListFormat('en', { type: 'conjunction' }).format(words)}`;
}

export function timeWords(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
