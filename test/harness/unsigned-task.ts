/** A task to sign one document, as a service tells it, for what stands in for one. */
import { createHash } from 'node:crypto';
import { consentFor } from '../../demo/service/domain/consent.ts';
import type { Task } from '../../src/task/contract.ts';

export interface OneDocument {
  readonly bytes: Uint8Array;
  /** Lowercase hex. */
  readonly sha256: string;
  readonly pages: number;
  readonly url: string;
}

export function unsignedTask(taskId: string, { bytes, sha256, pages, url }: OneDocument): Task {
  const consent = consentFor('en');
  return {
    id: taskId,
    order: { id: 'order', title: 'Tenancy agreement', sender: 'Fjord Homes' },
    status: 'ready',
    final: false,
    sequence: 1,
    subject: { id: 'subject', name: 'Kari Nordmann' },
    locale: 'en',
    actions: [
      {
        id: 'action',
        type: 'sign',
        order: 1,
        optional: false,
        status: 'pending',
        document: {
          id: 'document',
          title: 'Agreement',
          mediaType: 'application/pdf',
          size: bytes.length,
          sha256,
          pages,
          url,
        },
      },
    ],
    signatureMethods: ['consent'],
    signatureRequires: 'any',
    consent: { ...consent, sha256: createHash('sha256').update(consent.text).digest('hex') },
    dependsOn: [],
    redirects: {},
    allow: { reject: true, postpone: true, download: true },
    others: [],
  };
}
