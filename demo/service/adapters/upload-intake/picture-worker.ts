/** The worker's side: one picture in, one judgement out. */
import type { UploadMediaType } from '../../domain/media-type.ts';
import { faultOfJpeg } from '../../pictures/inspect-jpeg.ts';
import { faultOfPng } from '../../pictures/inspect-png.ts';
import type { PictureFault, PictureLimits } from '../../pictures/picture-fault.ts';
import { isPdfToo } from '../../pictures/second-format.ts';
import type { UploadInspection, UploadRefusal } from '../../ports/upload-intake.ts';
import { serveWorker } from '../workers/serve-worker.ts';
import { refuseUpload } from './upload-refusals.ts';

export interface PictureOrder {
  readonly bytes: Uint8Array;
  readonly mediaType: Exclude<UploadMediaType, 'application/pdf'>;
}

/** More than the cameras of phones make, and what a browser can still show: 256 MB of pixels. */
const LIMITS: PictureLimits = { longestSide: 16_384, mostPixels: 64_000_000 };

const REASONS: Readonly<Record<PictureFault['kind'], UploadRefusal>> = {
  damaged: 'picture-damaged',
  kind: 'picture-kind',
  dimensions: 'picture-dimensions',
  'and-more': 'picture-and-more',
};

serveWorker(async (order): Promise<UploadInspection> => {
  const { bytes, mediaType } = order as PictureOrder;
  const picture = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (isPdfToo(picture)) return refuseUpload('file-and-more');
  const fault = mediaType === 'image/png' ? await faultOfPng(picture, LIMITS) : faultOfJpeg(picture, LIMITS);
  return fault ? refuseUpload(REASONS[fault.kind]) : { accepted: true, mediaType };
});
