/** From a filled-in form to the order that the signing service gets. Knows nothing of HTTP. */
import type { NewOrder, NewTask } from '../../src/task/contract.ts';
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
  const { tenancy, documents, reference } = request;
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
  };
}

function tenant({ way, tenancy, reference, siteUrl }: TenancyOrder): NewTask {
  const { nationalId } = tenancy;
  return {
    name: 'tenant',
    subject: {
      name: tenancy.tenantName,
      email: tenancy.email,
      ...(nationalId !== undefined && { eid: { claim: 'national_id', value: nationalId } }),
    },
    signatureMethods: ['handwritten', 'consent'],
    ...way.task,
    actions: [{ document: 'agreement', type: 'sign' }],
    deadline: 'P14D',
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
