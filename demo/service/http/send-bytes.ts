import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import type { DocumentBytes, WantedBytes } from '../use-cases/read-document.ts';
import { headerText } from './request-text.ts';

/** A range is of the bytes that a GET is answered with; a HEAD has none (RFC 9110 section 14.2). */
export function wantedBytes({ method, headers }: FastifyRequest): WantedBytes {
  return method === 'GET' ? { range: headers.range, ifRange: headerText(headers['if-range']) } : {};
}

/** Answers with a document's bytes, or a range of them, and the digest of the whole (RFC 9530). */
export async function sendBytes(reply: FastifyReply, document: DocumentBytes): Promise<FastifyReply> {
  const { sha256, etag, sizeBytes, mediaType, range, open } = document;
  // Whoever asks for the head alone has nothing read for them.
  const body = reply.request.method === 'HEAD' ? [] : await open();
  const digest = Buffer.from(sha256, 'hex').toString('base64');
  reply
    .header('content-type', mediaType)
    .header('accept-ranges', 'bytes')
    .header('repr-digest', `sha-256=:${digest}:`)
    .header('etag', etag)
    .header('content-disposition', contentDisposition(document));
  if (range !== 'whole') {
    reply.status(206).header('content-range', `bytes ${range.first}-${range.last}/${sizeBytes}`);
  }
  const length = range === 'whole' ? sizeBytes : range.last - range.first + 1;
  return reply.header('content-length', length).send(Readable.from(body, { objectMode: false }));
}

const ENDINGS: Readonly<Record<DocumentBytes['mediaType'], string>> = {
  'application/pdf': '.pdf',
  'image/jpeg': '.jpg',
  'image/png': '.png',
};

/** A name that every file system takes, and the title in full for those that read RFC 6266. */
function contentDisposition({ title, version, mediaType }: DocumentBytes): string {
  const words = title.replace(/[\p{Cc}\\/:*?"<>|]+/gu, ' ').trim();
  // By code points: half of a surrogate pair could not be encoded.
  const short = [...words].slice(0, 100).join('');
  const name = `${short || 'document'}${version === 'sealed' ? ' (sealed)' : ''}${ENDINGS[mediaType]}`;
  const ascii = name.replace(/[^\x20-\x7e]/g, '_');
  return `inline; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`;
}
