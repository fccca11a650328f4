/** A task on one document, as the service tells it. The same answer goes to every contender. */
import { createHash } from 'node:crypto';
import type { Task, TaskSession } from '../../../src/task/contract.ts';
import type { BenchFile } from '../files/bench-files.ts';

const CONSENT = 'I have read the document and sign it.';

export function taskIdOf(file: BenchFile): string {
  return `bench-${file.name}`;
}

export function documentPath(file: BenchFile): string {
  return `/tasks/${taskIdOf(file)}/documents/document`;
}

export function sessionOn(file: BenchFile, origin: string): TaskSession {
  const task: Task = {
    id: taskIdOf(file),
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
          size: file.bytes.length,
          sha256: file.sha256,
          pages: file.pages,
          url: origin + documentPath(file),
        },
      },
    ],
    signatureMethods: ['consent'],
    signatureRequires: 'any',
    consent: {
      version: '1',
      text: CONSENT,
      locale: 'en',
      sha256: createHash('sha256').update(CONSENT).digest('hex'),
    },
    dependsOn: [],
    redirects: {},
    allow: { reject: true, postpone: true, download: true },
    others: [],
  };
  return { token: 'bench-token', expiresAt: '2100-01-01T00:00:00Z', task };
}
