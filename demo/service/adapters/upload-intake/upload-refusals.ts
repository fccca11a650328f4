/** What a person who uploads a file is told when it is refused, and the protocol's code for it. */
import type { UploadInspection, UploadRefusal } from '../../ports/upload-intake.ts';

type Code = Extract<UploadInspection, { accepted: false }>['code'];

const REFUSALS: Record<UploadRefusal, readonly [Code, string]> = {
  'not-accepted': ['unsupported-media-type', 'The file is not of a kind that is asked for.'],
  'picture-damaged': ['document-unreadable', 'The picture is damaged. Take it again, or save it anew.'],
  'picture-kind': [
    'document-unsupported',
    'The picture is of a kind that is not shown everywhere. Save it as a plain JPEG or PNG.',
  ],
  'picture-dimensions': ['too-large', 'The picture has too many pixels. Make it smaller.'],
  'picture-and-more': [
    'document-unsupported',
    'The file holds more than a picture, such as a short film. Take a screenshot of it, or another picture.',
  ],
  'file-and-more': ['document-unsupported', 'The file is two kinds of file at once. Save it anew.'],
};

export function refuseUpload(reason: UploadRefusal): UploadInspection {
  const [code, detail] = REFUSALS[reason];
  return { accepted: false, code, reason, detail };
}
