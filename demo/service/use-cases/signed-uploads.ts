import type { SealedUpload } from '../ports/pdf-sealer.ts';
import type { CompletionEvidence, TaskRecord } from '../storage/order-record.ts';

/** The files of their own that the signer signed, as the evidence has them, by what was asked for. */
export function signedUploads(
  { actions }: Pick<TaskRecord, 'actions'>,
  { documents }: Pick<CompletionEvidence, 'documents'>,
): readonly SealedUpload[] {
  const titles = new Map(
    actions.flatMap((action) => (action.type === 'upload' ? [[action.id, action.request.title]] : [])),
  );
  return documents.flatMap(({ actionId, upload, sha256 }) => {
    if (!upload) return [];
    const { id, mediaType, sizeBytes, pages } = upload;
    return [
      {
        title: titles.get(actionId) ?? id,
        mediaType,
        sizeBytes,
        ...(pages !== undefined && { pages }),
        sha256,
      },
    ];
  });
}
