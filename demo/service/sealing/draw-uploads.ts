/** The files of a signer's own that were signed: each with what it takes to know it again. */
import type { SealedUpload } from '../ports/pdf-sealer.ts';
import type { Paper } from './paper.ts';
import type { SealWords } from './seal-words.ts';

export function drawUploads(
  paper: Paper,
  uploads: readonly SealedUpload[],
  words: Pick<SealWords, 'uploaded' | 'fileFacts' | 'uploadedHash'>,
  x = 0,
): void {
  for (const upload of uploads) {
    // A file and its hash are read together.
    paper.keep(84);
    paper.fact(words.uploaded, upload.title, { x, maxLines: 3 });
    paper.fact('', words.fileFacts(upload), { x });
    paper.fact(words.uploadedHash, upload.sha256, { x });
    paper.skip(3);
  }
}
