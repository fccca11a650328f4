/** Looks at what a signer has uploaded before it is kept: it is what it says, whole, and nothing else besides. */
import type { UploadMediaType } from '../domain/media-type.ts';
import type { IntakeRefusal } from './pdf-intake.ts';

export interface UploadIntake {
  /** @param accept what the task asks for; everything else is refused */
  inspect(bytes: Uint8Array, accept: readonly UploadMediaType[]): Promise<UploadInspection>;
}

export type UploadInspection =
  | { readonly accepted: true; readonly mediaType: UploadMediaType; readonly pages?: number }
  | {
      readonly accepted: false;
      /** The problem code of the protocol. */
      readonly code: 'document-unsupported' | 'document-unreadable' | 'too-large' | 'unsupported-media-type';
      readonly reason: IntakeRefusal | UploadRefusal;
      /** One sentence for the person who uploaded it: what is wrong and what to do. */
      readonly detail: string;
    };

/** Every reason for which a picture is refused; a PDF has those of its own intake. */
export const UPLOAD_REFUSALS = [
  'not-accepted',
  'picture-damaged',
  'picture-kind',
  'picture-dimensions',
  'picture-and-more',
  'file-and-more',
] as const;

export type UploadRefusal = (typeof UPLOAD_REFUSALS)[number];
