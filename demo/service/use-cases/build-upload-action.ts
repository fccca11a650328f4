/** What a customer asks a signer to upload, with what the customer has left out. */
import type { NewUploadAction } from '../../../src/task/contract.ts';
import { UPLOAD_MEDIA_TYPES } from '../domain/media-type.ts';
import { invalidRequest } from '../domain/problem.ts';
import type { UploadActionRecord } from '../storage/order-record.ts';
import type { ServiceContext } from './service-context.ts';

/** As people count it: the widget says "up to 10 MB". */
const USUAL_MAX_BYTES = 10_000_000;

/** @param pointer to the action in the request, for what is wrong with it */
export function buildUploadAction(
  { credentials, maxUploadBytes }: ServiceContext,
  taskId: string,
  action: NewUploadAction,
  position: number,
  pointer: string,
): UploadActionRecord {
  const { title, description, optional = false, accept = UPLOAD_MEDIA_TYPES } = action;
  const { maxSize = Math.min(USUAL_MAX_BYTES, maxUploadBytes) } = action;
  if (maxSize > maxUploadBytes) {
    throw invalidRequest(`${pointer}/maxSize`, `This service takes files of up to ${maxUploadBytes} bytes.`);
  }
  return {
    id: credentials.newId('act'),
    taskId,
    type: 'upload',
    position,
    optional,
    status: 'pending',
    request: { title, ...(description !== undefined && { description }), accept, maxSize },
    file: undefined,
  };
}
