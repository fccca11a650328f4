import { createHash } from 'node:crypto';
import type { EvidenceSigner } from '../../ports/evidence-signer.ts';
import type { SealKey } from '../../ports/seal-key.ts';
import type { TimeStampAuthority } from '../../ports/time-stamp-authority.ts';

export interface EvidenceSignerParts {
  readonly key: SealKey;
  readonly timeStamps: TimeStampAuthority;
  readonly now?: () => Date;
}

export function createEvidenceSigner({
  key,
  timeStamps,
  now = () => new Date(),
}: EvidenceSignerParts): EvidenceSigner {
  const [own] = key.certificateChain;
  if (!own) throw new TypeError('A seal key needs its certificate.');
  const certificates = {
    x5c: key.certificateChain.map((certificate) => Buffer.from(certificate).toString('base64')),
    'x5t#S256': sha256(own).toString('base64url'),
  };
  return {
    async sign(payload) {
      const header = { alg: 'RS256', ...certificates, iat: Math.floor(now().getTime() / 1000) };
      const encodedHeader = Buffer.from(JSON.stringify(header)).toString('base64url');
      const input = `${encodedHeader}.${Buffer.from(payload).toString('base64url')}`;
      const signature = Buffer.from(await key.sign(Buffer.from(input))).toString('base64url');
      const token = await timeStamps.stamp(sha256(signature));
      const val = Buffer.from(token).toString('base64');
      return {
        protected: encodedHeader,
        header: { etsiU: [{ sigTst: { tstTokens: [{ val }] } }] },
        signature,
      };
    },
  };
}

function sha256(data: Uint8Array | string): Buffer {
  return createHash('sha256').update(data).digest();
}
