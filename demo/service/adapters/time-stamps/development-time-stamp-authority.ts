/** A time stamp authority of the service's own, for development: real tokens that only it vouches for. */
import { createHash, randomBytes } from 'node:crypto';
import type { SealKey } from '../../ports/seal-key.ts';
import type { TimeStampAuthority } from '../../ports/time-stamp-authority.ts';
import { generalizedTime, integer, objectIdentifier, octetString, sequence } from '../../sealing/cms/der.ts';
import { OID } from '../../sealing/cms/oids.ts';
import { createSignedData } from '../../sealing/cms/signed-data.ts';
import { checkTimeStampResponse } from './check-time-stamp.ts';
import { type TimeStampRequest, createTimeStampRequest } from './time-stamp-request.ts';

/** Below the arc that ITU-T X.660 keeps for examples: a policy that promises nothing. */
const POLICY = '2.999.3161';

export interface DevelopmentTimeStampOptions {
  readonly key: SealKey;
  readonly trustAnchorsPem: string;
  readonly now?: () => Date;
}

export function createDevelopmentTimeStampAuthority(
  options: DevelopmentTimeStampOptions,
): TimeStampAuthority {
  const { key, trustAnchorsPem, now = () => new Date() } = options;
  return {
    async stamp(sha256) {
      const request = createTimeStampRequest(sha256);
      const response = await answerTimeStampRequest(request, key, now());
      return checkTimeStampResponse(response, request, { trustAnchorsPem, toleranceSeconds: 300, now });
    },
  };
}

/** @returns the DER of a TimeStampResp that grants the request (RFC 3161 section 2.4.2) */
export async function answerTimeStampRequest(
  { sha256, nonce }: Pick<TimeStampRequest, 'sha256' | 'nonce'>,
  key: SealKey,
  at: Date,
): Promise<Buffer> {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const info = sequence(
    integer(1),
    objectIdentifier(POLICY),
    sequence(sequence(objectIdentifier(OID.sha256)), octetString(sha256)),
    integer(serial),
    generalizedTime(at),
    integer(nonce),
  );
  const digest = createHash('sha256').update(info).digest();
  const token = await createSignedData({ key, contentType: OID.tstInfo, digest, content: info });
  return sequence(sequence(integer(0)), token);
}
