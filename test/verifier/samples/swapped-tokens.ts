/** A good time stamp on the wrong signature. */
import { cmsOf } from '../cms/check-seal.ts';
import type { Der } from '../cms/der.ts';
import { OID, onlyValue, readSignedData } from '../cms/signed-data.ts';
import { revisionsOf } from './changed-bytes.ts';
import { der } from './der-writer.ts';
import { type Mutation, replaced } from './mutation.ts';
import type { SealedSample } from './sealed-sample.ts';

export function swappedTokens({ sealed }: SealedSample): Mutation[] {
  const revisions = revisionsOf(sealed);
  const parsed = revisions.map(({ contents }) => {
    const cms = cmsOf(contents).der;
    return { cms, token: onlyValue(readSignedData(cms).signer.unsignedAttributes, OID.timeStampToken)! };
  });
  return revisions.flatMap((revision, at) => {
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
}

/** The value again, with one part of it replaced and all lengths right. */
function encoded(value: Der, part: Der, replacement: Uint8Array): Buffer {
  if (value === part) return Buffer.from(replacement);
  if (!value.constructed) return Buffer.from(value.encoding);
  return der(value.encoding[0]!, ...value.children.map((child) => encoded(child, part, replacement)));
}
