/** From a filled-in form to the order that the signing service gets. Knows nothing of HTTP. */
import type { NewOrder, NewTask, NoticeTime, NoticeTrigger } from '../../src/task/contract.ts';
import { LINES } from './tenancy-agreement-pdf.ts';
import type { Tenancy } from './tenancy.ts';
import type { Way } from './ways.ts';

export interface TenancyOrder {
  readonly way: Way;
  readonly tenancy: Tenancy;
  readonly documents: TenancyDocuments;
  /** This site's own name for the agreement, known before the service has one. */
  readonly reference: string;
  readonly siteUrl: string;
  /** Where the site is told of what becomes of it; undefined where it asks. */
  readonly webhook?: { readonly url: string; readonly secret: string };
}

/** The ids of what was uploaded. */
export interface TenancyDocuments {
  readonly agreement: string;
  /** Where the tenant moves in. */
  readonly houseRules?: string;
}

export const OUTCOMES = ['completed', 'postponed', 'cancelled', 'rejected'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export function tenancyOrder(request: TenancyOrder): NewOrder {
  const { tenancy, documents, reference, webhook } = request;
  const { houseRules } = documents;
  const papers =
    houseRules === undefined ? [] : [{ name: 'rules', documentId: houseRules, title: 'House rules' }];
  return {
    title: 'Tenancy agreement',
    externalReference: reference,
    documents: [
      {
        name: 'agreement',
        documentId: documents.agreement,
        title: `Tenancy agreement, ${tenancy.address}`,
      },
      ...papers,
    ],
    tasks: houseRules === undefined ? [tenant(request)] : [movingIn(tenant(request)), LANDLORD],
    ...(webhook && { notifications: [{ channel: 'webhook', ...webhook, on: TOLD_TO_SITE }] }),
  };
}

/** Everything that changes where an agreement stands. */
const TOLD_TO_SITE: NoticeTrigger[] = [
  'task.ready',
  'task.completed',
  'order.completed',
  'order.rejected',
  'order.expired',
  'order.deleted',
  'packaging.failed',
];

/** At once, and again on a working day at nine when three days have passed. */
const TO_TENANT: NoticeTime[] = [
  { on: 'task.ready', timeZone: 'Europe/Oslo' },
  {
    on: 'task.ready',
    wait: 'P3D',
    daysOfWeek: ['mon', 'tue', 'wed', 'thu', 'fri'],
    timeOfDay: '09:00',
    timeZone: 'Europe/Oslo',
  },
];

function tenant({ way, tenancy, reference, siteUrl }: TenancyOrder): NewTask {
  const { nationalId, phone } = tenancy;
  return {
    name: 'tenant',
    subject: {
      name: tenancy.tenantName,
      email: tenancy.email,
      ...(phone !== undefined && { phone }),
      ...(nationalId !== undefined && { eid: { claim: 'national_id', value: nationalId } }),
    },
    signatureMethods: ['handwritten', 'consent'],
    ...way.task,
    actions: [{ document: 'agreement', type: 'sign' }],
    deadline: 'P14D',
    ...(way.teller === 'service' && {
      notifications: [
        { channel: 'email', schedule: TO_TENANT },
        { channel: 'sms', schedule: TO_TENANT.slice(0, 1) },
      ],
    }),
    ...(way.signing === 'redirect' && { redirects: returnUrls(siteUrl, reference) }),
  };
}

/** Below a line of the agreement, where it leaves room for it. */
const SIGNED = { kind: 'signature', offset: { x: 0, y: -60 }, width: 200, height: 52 } as const;

function movingIn(task: NewTask): NewTask {
  return {
    ...task,
    actions: [
      {
        document: 'agreement',
        type: 'sign',
        places: [
          { kind: 'initials', anchor: { text: LINES.initials } },
          { ...SIGNED, anchor: { text: LINES.tenant } },
        ],
      },
      { document: 'rules', type: 'view' },
      {
        type: 'upload',
        title: 'Copy of your identity card',
        description: 'The side with the picture. Fjord Homes keeps it with the agreement.',
      },
    ],
  };
}

/** Signs for the landlord, from the staff's page of the agreement. */
const LANDLORD: NewTask = {
  name: 'landlord',
  subject: { name: 'Liv Berg, Fjord Homes', email: 'liv@fjord-homes.example' },
  dependsOn: ['tenant'],
  deadline: 'P28D',
  signatureMethods: ['handwritten'],
  actions: [
    { document: 'agreement', type: 'sign', places: [{ ...SIGNED, anchor: { text: LINES.landlord } }] },
  ],
};

/** The order has no id yet when it must say where its signer comes back to: the reference is the site's own. */
function returnUrls(siteUrl: string, reference: string): Record<Outcome, string> {
  const to = (outcome: Outcome) => `${siteUrl}/returned/${reference}/${outcome}`;
  return {
    completed: to('completed'),
    postponed: to('postponed'),
    cancelled: to('cancelled'),
    rejected: to('rejected'),
  };
}
