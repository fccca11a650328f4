/** `npm run try -- FILE.pdf`: has any PDF signed by the service that `npm start` runs; prints the task's URL. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { readConfiguration } from './configuration.ts';
import { createSigningApi, SigningApiError } from './host/signing-api.ts';

const file = process.argv[2];
if (file === undefined) fail('Which file? npm run try -- FILE.pdf');

const { servicePublicUrl, customer } = readConfiguration(process.env);
const api = createSigningApi(servicePublicUrl, customer.apiKey);
try {
  const title = basename(file).replace(/\.pdf$/i, '') || 'Document';
  const document = await api.uploadDocument(await readFile(file));
  const order = await api.createOrder(
    {
      title,
      documents: [{ name: 'document', documentId: document.id, title }],
      tasks: [
        {
          name: 'signer',
          subject: { name: 'Kari Nordmann' },
          actions: [{ document: 'document', type: 'sign' }],
          signatureMethods: ['handwritten', 'consent'],
        },
      ],
    },
    crypto.randomUUID(),
  );
  for (const task of order.tasks) console.log(task.taskUrl);
} catch (error) {
  fail(describe(error));
}

function describe(error: unknown): string {
  if (error instanceof SigningApiError) {
    const { problem } = error;
    return problem ? `${problem.detail ?? problem.title} (${problem.reason ?? problem.code})` : error.message;
  }
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return `There is no file ${file}.`;
  if (error instanceof TypeError) return `No service answers at ${servicePublicUrl}. Start it: npm start`;
  return error instanceof Error ? error.message : String(error);
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
