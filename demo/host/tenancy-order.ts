/** From a filled-in form to the order that the signing service gets. Knows nothing of HTTP. */
import type { NewOrder, NewTask } from '../../src/task/contract.ts';
import type { Tenancy } from './tenancy.ts';
import type { Way } from './ways.ts';

export interface TenancyOrder {
  readonly way: Way;
  readonly tenancy: Tenancy;
  readonly documentId: string;
  /** This site's own name for the agreement, known before the service has one. */
  readonly reference: string;
  readonly siteUrl: string;
}

export const OUTCOMES = ['completed', 'postponed', 'cancelled', 'rejected'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export function tenancyOrder({ way, tenancy, documentId, reference, siteUrl }: TenancyOrder): NewOrder {
  const { nationalId } = tenancy;
  const task: NewTask = {
    name: 'tenant',
    subject: {
      name: tenancy.tenantName,
      email: tenancy.email,
      ...(nationalId !== undefined && { eid: { claim: 'national_id', value: nationalId } }),
    },
    ...way.task,
    actions: [{ document: 'agreement', type: 'sign' }],
    signatureMethods: ['handwritten', 'consent'],
    deadline: 'P14D',
    ...(way.signing === 'redirect' && { redirects: returnUrls(siteUrl, reference) }),
  };
  return {
    title: 'Tenancy agreement',
    externalReference: reference,
    documents: [{ name: 'agreement', documentId, title: `Tenancy agreement, ${tenancy.address}` }],
    tasks: [task],
  };
}

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
