/** Where the signer is sent for what is missing before signing: the id of a field, for each gap. */
import type { DraftGap } from '../session/completion.ts';

export const GAP_FIELD: Readonly<Record<DraftGap, string>> = {
  method: 'method-0',
  text: 'signature-text',
  drawing: 'signature-pad',
  picture: 'signature-file',
  consent: 'consent',
};
