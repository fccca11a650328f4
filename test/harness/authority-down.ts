/** A time stamp authority that does not answer for as long as a test says so. */
import { TimeStampError, type TimeStampAuthority } from '../../demo/service/ports/time-stamp-authority.ts';

export function unlessDown(authority: TimeStampAuthority, isDown: () => boolean): TimeStampAuthority {
  return {
    async stamp(imprint) {
      if (isDown()) throw new TimeStampError('unreachable', 'No answer from the authority.');
      return authority.stamp(imprint);
    },
  };
}
