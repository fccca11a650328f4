/** Makes the agreement as a PDF from what the tenant has filled in. */
import { PDFDocument, rgb, type PDFFont, type PDFPage } from '@cantoo/pdf-lib';
import { fontEngine } from '../fonts/font-engine.ts';
import { notoSans } from '../fonts/noto-sans.ts';
import type { Tenancy } from './tenancy.ts';

const A4 = { width: 595.28, height: 841.89 };
const MARGIN = 64;
const INK = rgb(0.12, 0.14, 0.18);
const QUIET = rgb(0.38, 0.42, 0.48);
const ACCENT = rgb(0.09, 0.36, 0.42);
const LINE_FACTOR = 1.5;

export async function makeTenancyAgreement(tenancy: Tenancy): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.registerFontkit(fontEngine);
  pdf.setTitle('Tenancy agreement', { showInWindowTitleBar: true });
  pdf.setLanguage('en');
  pdf.setCreator('Fjord Homes');
  const page = new Page(
    pdf.addPage([A4.width, A4.height]),
    await pdf.embedFont(await notoSans('400Regular'), { subset: true }),
    await pdf.embedFont(await notoSans('600SemiBold'), { subset: true }),
  );
  const rent = new Intl.NumberFormat('en-IE', {
    style: 'currency',
    currency: 'EUR',
    maximumFractionDigits: 0,
  });
  const start = new Intl.DateTimeFormat('en-IE', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${tenancy.startDate}T00:00:00Z`),
  );
  page.text('Fjord Homes', { size: 11, bold: true, color: ACCENT });
  page.space(14);
  page.text('Tenancy agreement', { size: 24, bold: true });
  page.space(6);
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
  page.space(18);
  for (const [index, [title, clause]] of CLAUSES.entries()) {
    page.text(`${index + 1}. ${title}`, { size: 11.5, bold: true });
    page.space(2);
    page.text(clause);
    page.space(10);
  }
  return pdf.save();
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

/** Text that runs down one page. */
class Page {
  #y = A4.height - MARGIN;

  constructor(
    private readonly page: PDFPage,
    private readonly regular: PDFFont,
    private readonly semiBold: PDFFont,
  ) {}

  space(points: number): void {
    this.#y -= points;
  }

  text(text: string, { size = 10.5, bold = false, color = INK, x = MARGIN } = {}): void {
    const font = bold ? this.semiBold : this.regular;
    for (const line of wrap(text, font, size, A4.width - MARGIN - x)) {
      this.#y -= size * LINE_FACTOR;
      this.page.drawText(line, { x, y: this.#y, size, font, color });
    }
  }

  pair(name: string, value: string): void {
    const y = this.#y;
    this.text(name, { color: QUIET });
    this.#y = y;
    this.text(value, { x: MARGIN + 90 });
    this.space(3);
  }
}

function wrap(text: string, font: PDFFont, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line ? `${line} ${word}` : word;
    if (line && font.widthOfTextAtSize(longer, size) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}
