/** What each wrong CMS of `craft-cms.ts` is refused as. */
import type { ProblemCode } from '../findings.ts';
import type { CmsTweak } from './craft-cms.ts';

export const TWEAKS: Readonly<Record<CmsTweak, ProblemCode>> = {
  'signing-time': 'cms-attributes',
  'no-signing-certificate': 'signing-certificate',
  'other-signing-certificate': 'signing-certificate',
  'default-hash-written': 'cms-der',
  'attributes-out-of-order': 'cms-der',
  'content-inside': 'cms-structure',
  'digest-of-nothing': 'message-digest',
  'content-type-of-a-token': 'cms-attributes',
  'version-3': 'cms-structure',
  'no-certificates': 'signing-certificate',
  'no-time-stamp': 'time-stamp-missing',
  'two-time-stamps': 'time-stamp-missing',
  'stamp-over-the-document': 'time-stamp-imprint',
  'token-without-version': 'time-stamp-structure',
  'indefinite-length': 'cms-der',
  'padding-not-zero': 'cms-padding',
  'two-signers': 'cms-structure',
  'digest-sha-1': 'cms-structure',
};
