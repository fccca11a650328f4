/** Makes the agreement as a PDF from what the tenant has filled in. */
import { runningPdf, QUIET, type RunningPage } from './running-page.ts';
import type { Tenancy } from './tenancy.ts';

/** What stands beside the places for signatures, where the agreement has them. */
export const LINES = {
  initials: 'I have read the house rules. Initials:',
  tenant: 'Signature of the tenant:',
  landlord: 'Signature of the landlord:',
} as const;

/** @param signedOnThePage whether it has places for signatures and initials */
export function makeTenancyAgreement(tenancy: Tenancy, signedOnThePage = false): Promise<Uint8Array> {
  return runningPdf('Tenancy agreement', (page) => {
    facts(page, tenancy);
    page.space(18);
    for (const [index, [title, clause]] of CLAUSES.entries()) page.clause(`${index + 1}. ${title}`, clause);
    if (signedOnThePage) placesToSign(page);
  });
}

function facts(page: RunningPage, tenancy: Tenancy): void {
  const rent = new Intl.NumberFormat('en-IE', {
    style: 'currency',
    currency: 'EUR',
    maximumFractionDigits: 0,
  });
  const start = new Intl.DateTimeFormat('en-IE', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${tenancy.startDate}T00:00:00Z`),
  );
  page.text('Between Fjord Homes, the landlord, and the tenant named below.', { color: QUIET });
  page.space(20);
  page.pair('Tenant', `${tenancy.tenantName}, ${tenancy.email}`);
  page.pair('Home', tenancy.address);
  page.pair('Rent', `${rent.format(tenancy.monthlyRent)} a month, due on the first day of each month`);
  page.pair(
    'Deposit',
    `${rent.format(tenancy.monthlyRent * 3)}, kept in a separate account in the tenant’s name`,
  );
  page.pair('Begins', start);
  page.pair('Lasts', `${tenancy.months} months; after that from month to month`);
}

/** Of what all signers sign beside, in points. */
const ROOM_TO_SIGN = 190;

function placesToSign(page: RunningPage): void {
  page.keep(ROOM_TO_SIGN);
  page.space(14);
  page.text(LINES.initials);
  page.space(6);
  for (const line of [LINES.tenant, LINES.landlord]) {
    page.text(line, { size: 9.5, color: QUIET });
    page.space(62);
    page.line(200);
  }
}

const CLAUSES: readonly (readonly [string, string])[] = [
  [
    'Use of the home',
    'The tenant lives in the home and keeps it in good order. Part of it may be let to others only with the landlord’s written consent, which is not refused without a reason.',
  ],
  [
    'Upkeep',
    'The landlord keeps the building, its pipes and its wiring in working order and mends faults within a reasonable time after hearing of them. The tenant reports faults without delay.',
  ],
  [
    'Rent and deposit',
    'Rent is paid in advance. It is changed at most once a year and with one month’s notice. The deposit is paid back within a month after the tenant has left, less what is owed.',
  ],
  [
    'Notice',
    'Either side ends the agreement in writing with three months’ notice, counted from the end of the month in which it is given.',
  ],
  [
    'House rules',
    'Quiet is kept from 23:00 to 07:00. Pets are welcome when the neighbours are not troubled.',
  ],
];
