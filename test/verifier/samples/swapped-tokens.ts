/** A good time stamp on the wrong signature. */
import { cmsOf } from '../cms/check-seal.ts';
import type { Der } from '../cms/der.ts';
import { OID, onlyValue, readSignedData } from '../cms/signed-data.ts';
import { revisionsOf } from './changed-bytes.ts';
import { der } from './der-writer.ts';
import { type Mutation, replaced } from './mutation.ts';
import type { SealedSample } from './sealed-sample.ts';

export function swappedTokens({ sealed }: SealedSample): Mutation[] {
  const signatures = revisionsOf(sealed);
  const documentTimeStamp = signatures.pop()!;
  const parsed = signatures.map(({ contents }) => {
    const cms = cmsOf(contents).der;
    return { cms, token: onlyValue(readSignedData(cms).signer.unsignedAttributes, OID.timeStampToken)! };
  });
  const onDocument = parsed.map(({ token }, from): Mutation => {
    const { start, end } = documentTimeStamp.gap;
    const digits = Buffer.from(token.encoding)
      .toString('hex')
      .padEnd(end - start - 2, '0');
    return {
      family: 'a time stamp swapped',
      title: `the document has the time stamp of signature ${from}`,
      bytes: replaced(sealed, start + 1, digits),
      expected: ['time-stamp-imprint'],
      refusedBy: ['openssl'],
    };
  });
  const onSignatures = signatures.flatMap((revision, at) => {
    const { cms, token } = parsed[at]!;
    return parsed.flatMap((other, from): Mutation[] => {
      if (from === at) return [];
      const digits = encoded(cms, token, other.token.encoding).toString('hex');
      const room = revision.gap.end - revision.gap.start - 2;
      return [
        {
          family: 'a time stamp swapped',
          title: `signature ${at} has the time stamp of signature ${from}`,
          bytes: replaced(sealed, revision.gap.start + 1, digits.padEnd(room, '0')),
          expected: ['time-stamp-imprint'],
          refusedBy: ['openssl'],
        },
      ];
    });
  });
  return [...onSignatures, ...onDocument];
}

/** The value again, with one part of it replaced and all lengths right. */
export function encoded(value: Der, part: Der, replacement: Uint8Array): Buffer {
  if (value === part) return Buffer.from(replacement);
  if (!value.constructed) return Buffer.from(value.encoding);
  return der(value.encoding[0]!, ...value.children.map((child) => encoded(child, part, replacement)));
}
