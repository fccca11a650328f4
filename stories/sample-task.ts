/** A task to show, and the bytes of its documents. Names and texts are made up. */
import type { DocumentAction, Task } from '../src/task/contract.ts';

export const TASK_URL = 'https://sign.example/tasks/sample';

const PAGES: Readonly<Record<string, readonly string[]>> = {
  agreement: [
    'Tenancy agreement\n\nBetween Nordlys Utleie AS, the landlord, and Kari Nordmann, the tenant.\n\n1. The home\nThe agreement is about the flat at Storgata 12, third floor, with three rooms, a kitchen, a bathroom and a balcony, and a storage room in the basement.\n\n2. The time\nThe tenancy begins on 1 December 2026 and lasts until one of the parties gives notice. The notice is three months, counted from the end of the month in which it was given.',
    '3. The rent\nThe rent is 14 500 kroner a month. It is paid in advance, on the first day of the month. It can be changed once a year, with one month of notice, and by no more than the consumer price index has changed.\n\n4. The deposit\nThe tenant pays a deposit of three months of rent into an account in the name of the tenant. Neither party can take from it without the other.',
    '5. The condition\nThe landlord hands over the home clean and in good repair. The tenant takes care of it, and tells the landlord without delay of damage that has to be seen to.\n\n6. The end\nAt the end the home is handed back clean, with all keys, and in the condition in which it was taken over, apart from fair wear and tear.',
  ],
  rules: [
    'House rules\n\nQuiet is kept from eleven at night to seven in the morning. Bicycles stand in the yard, prams in the hall beneath the stairs. Waste is sorted: paper, glass, food and the rest.\n\nThe laundry is booked on the board by the cellar door.',
  ],
  inventory: [
    'Inventory\n\nKitchen: cooker, refrigerator, dishwasher.\nBathroom: washing machine.\nLiving room: two lamps, curtains.\nKeys: two for the door, one for the storage room, one for the post box.',
  ],
};

const TITLES: Readonly<Record<string, string>> = {
  agreement: 'Tenancy agreement',
  rules: 'House rules',
  inventory: 'Inventory of furniture and keys',
};

export type SampleDocument = keyof typeof PAGES & string;

export function sampleBytes(documentId: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode((PAGES[documentId] ?? []).join('\f'));
}

export async function sampleAction(
  documentId: string,
  part: Partial<DocumentAction> = {},
): Promise<DocumentAction> {
  const bytes = sampleBytes(documentId);
  return {
    id: `act-${documentId}`,
    type: 'sign',
    order: 0,
    optional: false,
    status: 'pending',
    document: {
      id: documentId,
      title: TITLES[documentId] ?? documentId,
      mediaType: 'application/pdf',
      size: bytes.byteLength,
      sha256: await sha256(bytes),
      pages: PAGES[documentId]?.length ?? 1,
      url: `${TASK_URL}/documents/${documentId}`,
    },
    ...part,
  };
}

export async function sampleTask(part: Partial<Task> = {}): Promise<Task> {
  const consent =
    'I have read the document and I agree to be bound by it. My electronic signature has the same effect as one by hand.';
  return {
    id: 'sample',
    order: {
      id: 'order-1',
      title: 'Tenancy agreement, Storgata 12',
      sender: 'Nordlys Utleie AS',
      externalReference: 'T-1042',
    },
    status: 'ready',
    final: false,
    sequence: 4,
    subject: { id: 'subject-1', name: 'Kari Nordmann' },
    deadline: '2027-01-31T11:00:00Z',
    locale: 'en',
    actions: [await sampleAction('agreement')],
    signatureMethods: ['handwritten', 'consent'],
    signatureRequires: 'any',
    consent: {
      version: '1',
      text: consent,
      locale: 'en',
      sha256: await sha256(new TextEncoder().encode(consent)),
    },
    dependsOn: [],
    redirects: {},
    allow: { reject: false, postpone: false, download: true },
    others: [],
    ...part,
  };
}

/** The same task once it has been signed. */
export function signed(task: Task, part: Partial<Task> = {}): Task {
  return {
    ...task,
    status: 'completed',
    final: true,
    sequence: task.sequence + 1,
    completedAt: '2026-11-24T09:12:45Z',
    signature: { methods: ['handwritten'] },
    sealed: false,
    actions: task.actions.map((action) => ({ ...action, status: action.optional ? 'skipped' : 'done' })),
    ...part,
  };
}

export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
