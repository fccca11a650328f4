import { html, type Html } from '../html.ts';
import type { TenancyFaults, TenancyField } from '../tenancy.ts';
import { layout } from './layout.ts';

interface FieldView {
  readonly name: TenancyField;
  readonly label: string;
  readonly hint?: string;
  readonly attributes: Html;
}

const FIELDS: readonly FieldView[] = [
  { name: 'tenantName', label: 'Your full name', attributes: html`autocomplete="name" maxlength="100"` },
  { name: 'email', label: 'E-mail', attributes: html`type="email" autocomplete="email" maxlength="200"` },
  { name: 'address', label: 'Address of the home', attributes: html`autocomplete="off" maxlength="150"` },
  { name: 'monthlyRent', label: 'Rent for a month', hint: 'In euros', attributes: html`inputmode="numeric"` },
  { name: 'startDate', label: 'First day', attributes: html`type="date"` },
  { name: 'months', label: 'How many months', attributes: html`inputmode="numeric"` },
];

export const EXAMPLE_TENANCY: Readonly<Record<TenancyField, string>> = {
  tenantName: 'Kari Nordmann',
  email: 'kari@example.test',
  address: '12 Harbour Street, flat 3, Bergen',
  monthlyRent: '1250',
  startDate: '2027-01-01',
  months: '24',
};

/** @param attempt tells one filling-in of the form from another, so that pressing twice makes one agreement */
export function tenancyPage(
  values: Readonly<Partial<Record<string, string>>>,
  faults: TenancyFaults,
  attempt: string,
  failure?: string,
): string {
  const count = Object.keys(faults).length;
  return layout(
    'Rent a home',
    html`<main class="narrow">
      <h1>Rent a home</h1>
      <p class="lead">Fill in what the agreement shall say. You read it before you sign.</p>
      ${failure ? html`<p class="problem" role="alert">${failure}</p>` : undefined}
      ${
        count > 0
          ? html`<p class="problem" role="alert">
              ${count === 1 ? 'One field needs another look.' : `${count} fields need another look.`}
            </p>`
          : undefined
      }
      <form method="post" action="/tenancy" novalidate>
        <input type="hidden" name="attempt" value="${attempt}" />
        ${FIELDS.map((field) => fieldView(field, values[field.name] ?? '', faults[field.name]))}
        <button type="submit">Go on to the agreement</button>
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
