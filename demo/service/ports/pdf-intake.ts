/**
 * Looks at an uploaded PDF before anyone is shown its hash. What people sign must not be able to
 * change under their eyes, and must be something that can be sealed later.
 */
import type { PageSizes } from '../domain/page-sizes.ts';

export interface PdfIntake {
  inspect(bytes: Uint8Array): Promise<IntakeResult>;
}

export type IntakeResult =
  | { readonly accepted: true; readonly pages: number; readonly pageSizes: PageSizes }
  | {
      readonly accepted: false;
      /** The problem code of the protocol. */
      readonly code: 'document-unsupported' | 'document-unreadable' | 'too-large' | 'unsupported-media-type';
      /** A stable word for the cause; counted by `npm run corpus:seal`. */
      readonly reason: IntakeRefusal;
      /** One sentence for the person who uploaded it: what is wrong and what to do. */
      readonly detail: string;
    };

/** Every reason for which intake refuses a file. */
export const INTAKE_REFUSALS = [
  'not-a-pdf',
  'empty',
  'too-large',
  'too-many-pages',
  'no-pages',
  'damaged',
  'timed-out',
  'encrypted',
  'javascript',
  'xfa',
  'launch-action',
  'submit-action',
  'import-action',
  'hide-action',
  'embedded-files',
  'multimedia',
  'external-content',
  'optional-content',
  'print-only',
  'foreign-signature',
] as const;

export type IntakeRefusal = (typeof INTAKE_REFUSALS)[number];
