/** The form of a tenancy: the same for every way, but for whose eID opens what it becomes. */
import { html, type Html } from '../html.ts';
import type { TenancyFaults, TenancyField } from '../tenancy.ts';
import { asksForEid, asksForPhone, pathOf, type Way } from '../ways.ts';
import { layout } from './layout.ts';

interface FieldView {
  readonly name: TenancyField;
  readonly label: string;
  /** Where the staff fill in the form, and not the tenant. */
  readonly staffLabel?: string;
  readonly hint?: string;
  readonly attributes: Html;
}

const FIELDS: readonly FieldView[] = [
  {
    name: 'tenantName',
    label: 'Your full name',
    staffLabel: 'The tenant’s full name',
    attributes: html`autocomplete="name" maxlength="100"`,
  },
  { name: 'email', label: 'E-mail', attributes: html`type="email" autocomplete="email" maxlength="200"` },
  {
    name: 'phone',
    label: 'Mobile number',
    staffLabel: 'The tenant’s mobile number',
    hint: 'With its country, such as +47',
    attributes: html`type="tel" autocomplete="tel" maxlength="30"`,
  },
  {
    name: 'nationalId',
    label: 'National identity number',
    hint: 'The electronic ID must be of this person',
    attributes: html`inputmode="numeric" autocomplete="off" maxlength="20"`,
  },
  { name: 'address', label: 'Address of the home', attributes: html`autocomplete="off" maxlength="150"` },
  { name: 'monthlyRent', label: 'Rent for a month', hint: 'In euros', attributes: html`inputmode="numeric"` },
  { name: 'startDate', label: 'First day', attributes: html`type="date"` },
  { name: 'months', label: 'How many months', attributes: html`inputmode="numeric"` },
];

export const EXAMPLE_TENANCY: Readonly<Record<TenancyField, string>> = {
  tenantName: 'Kari Nordmann',
  email: 'kari@example.test',
  phone: '+47 90 00 00 00',
  nationalId: '01017012345',
  address: '12 Harbour Street, flat 3, Bergen',
  monthlyRent: '1250',
  startDate: '2027-01-01',
  months: '24',
};

export interface TenancyForm {
  readonly way: Way;
  readonly values: Readonly<Partial<Record<string, string>>>;
  readonly faults: TenancyFaults;
  /** Tells one filling-in of the form from another, so that pressing twice makes one agreement. */
  readonly attempt: string;
  readonly failure?: string | undefined;
}

export function tenancyPage({ way, values, faults, attempt, failure }: TenancyForm): string {
  const count = Object.keys(faults).length;
  const byStaff = way.signing === 'later';
  const fields = FIELDS.filter(
    ({ name }) => (name !== 'nationalId' || asksForEid(way)) && (name !== 'phone' || asksForPhone(way)),
  );
  return layout(
    way.title,
    html`<main class="narrow">
      <p class="way"><a href="/">All ways</a> · ${way.title}</p>
      <h1>${byStaff ? 'Let a home' : 'Rent a home'}</h1>
      <p class="lead">
        ${
          byStaff
            ? `Fjord Homes fills in what the agreement shall say, and ${way.teller === 'service' ? 'the signing service' : 'then'} writes to the tenant.`
            : 'Fill in what the agreement shall say. You read it before you sign.'
        }
      </p>
      ${failure ? html`<p class="problem" role="alert">${failure}</p>` : undefined}
      ${
        count > 0
          ? html`<p class="problem" role="alert">
              ${count === 1 ? 'One field needs another look.' : `${count} fields need another look.`}
            </p>`
          : undefined
      }
      <form method="post" action="${pathOf(way)}" novalidate>
        <input type="hidden" name="attempt" value="${attempt}" />
        ${fields.map((field) =>
          fieldView(
            byStaff ? { ...field, label: field.staffLabel ?? field.label } : field,
            values[field.name] ?? '',
            faults[field.name],
          ),
        )}
        <button type="submit">${byStaff ? 'Make the agreement' : 'Go on to the agreement'}</button>
      </form>
    </main>`,
  );
}

function fieldView(
  { name, label, hint, attributes }: FieldView,
  value: string,
  fault: string | undefined,
): Html {
  const described = [hint ? `${name}-hint` : '', fault ? `${name}-fault` : ''].filter(Boolean).join(' ');
  return html`<div class="field">
    <label for="${name}">${label}</label>
    ${hint ? html`<span class="hint" id="${name}-hint">${hint}</span>` : undefined}
    <input
      id="${name}"
      name="${name}"
      value="${value}"
      ${attributes}
      ${fault ? html`aria-invalid="true"` : undefined}
      ${described ? html`aria-describedby="${described}"` : undefined}
    />
    ${fault ? html`<span class="fault" id="${name}-fault">${fault}</span>` : undefined}
  </div>`;
}
