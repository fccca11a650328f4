/** The form that a tenant fills in, and what makes it complete. */

export interface Tenancy {
  readonly tenantName: string;
  readonly email: string;
  readonly address: string;
  readonly monthlyRent: number;
  /** ISO date. */
  readonly startDate: string;
  readonly months: number;
  /** Only where an eID is asked for: it says whose. Not in the agreement itself. */
  readonly nationalId?: string;
  /** Only where the tenant is told by SMS; with its country (E.164). Not in the agreement itself. */
  readonly phone?: string;
}

export type TenancyField = keyof Tenancy;
export type TenancyFaults = Partial<Record<TenancyField, string>>;

/** Fields that only some forms have. */
export interface AskedFields {
  readonly nationalId?: boolean;
  readonly phone?: boolean;
}

/**
 * @param asked what else the form asks for
 * @returns the tenancy, or for each field what is wrong with it
 */
export function parseTenancy(
  form: URLSearchParams,
  { nationalId: withNationalId = false, phone: withPhone = false }: AskedFields = {},
): Tenancy | TenancyFaults {
  const text = (name: TenancyField) => (form.get(name) ?? '').trim().replace(/\s+/g, ' ');
  const monthlyRent = Number(text('monthlyRent').replace(/[\s,]/g, ''));
  const months = Number(text('months'));
  const tenancy: Tenancy = {
    tenantName: text('tenantName'),
    email: text('email'),
    address: text('address'),
    monthlyRent,
    startDate: text('startDate'),
    months,
    ...(withNationalId && { nationalId: text('nationalId').replaceAll(' ', '') }),
    ...(withPhone && { phone: text('phone').replace(/[\s()-]/g, '') }),
  };
  const faults: TenancyFaults = {};
  if (tenancy.tenantName.length < 2 || tenancy.tenantName.length > 100)
    faults.tenantName = 'Enter your full name.';
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(tenancy.email) || tenancy.email.length > 200) {
    faults.email = 'Enter an e-mail address such as kari@example.test.';
  }
  if (tenancy.address.length < 5 || tenancy.address.length > 150)
    faults.address = 'Enter the address of the home.';
  // Whole euros only: a rent that the agreement rounds is not the rent that was asked for.
  if (!Number.isInteger(monthlyRent) || monthlyRent < 1 || monthlyRent > 1_000_000) {
    faults.monthlyRent = 'Enter the rent for a month in whole euros.';
  }
  if (!isCalendarDay(tenancy.startDate)) {
    faults.startDate = 'Choose the day on which the tenancy begins.';
  }
  if (!Number.isInteger(months) || months < 1 || months > 120)
    faults.months = 'Enter a number of months from 1 to 120.';
  if (withNationalId && !/^\d{11}$/.test(tenancy.nationalId ?? ''))
    faults.nationalId = 'Enter the eleven digits of the national identity number.';
  if (withPhone && !/^\+[1-9]\d{6,14}$/.test(tenancy.phone ?? ''))
    faults.phone = 'Enter a number with its country, such as +47 90 00 00 00.';
  return Object.keys(faults).length > 0 ? faults : tenancy;
}

/** `Date` alone would take the 31st of February for the 3rd of March. */
function isCalendarDay(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

export function isTenancy(parsed: Tenancy | TenancyFaults): parsed is Tenancy {
  return typeof parsed.monthlyRent === 'number';
}
