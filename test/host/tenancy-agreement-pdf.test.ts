/** What the customer's site writes on paper stays on it, whatever a tenant has filled in. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LINES, makeTenancyAgreement } from '../../demo/host/tenancy-agreement-pdf.ts';
import { isTenancy, parseTenancy } from '../../demo/host/tenancy.ts';
import { EXAMPLE_TENANCY } from '../../demo/host/pages/tenancy-page.ts';
import { linesOfPages } from '../harness/pdf-text.ts';

const A4_WIDTH = 595.28;
const MARGIN = 64;
const FOOT = 40;
const ROOM_FOR_A_SIGNATURE = 60;

test('an e-mail address, a name and a home as long as the form takes them are whole, and within the margins', async () => {
  const email = `${'kari.nordmann.'.repeat(13)}abc@mail.example.test`.slice(-200);
  const tenantName = `Kari ${'N'.repeat(95)}`;
  const address = `Storgata ${'1'.repeat(141)}`;
  assert.deepEqual([email.length, tenantName.length, address.length], [200, 100, 150]);
  const form = new URLSearchParams({ ...EXAMPLE_TENANCY, email, tenantName, address });
  const tenancy = parseTenancy(form);
  assert.ok(isTenancy(tenancy));
  const pages = await linesOfPages(await makeTenancyAgreement(tenancy, true));
  const lines = pages.flat();
  const text = lines.map(({ text }) => text).join('');
  for (const whole of [email, tenantName, address]) assert.ok(bare(text).includes(bare(whole)), whole);
  for (const { text, right, y } of lines) {
    assert.ok(right <= A4_WIDTH - MARGIN + 0.01, `${text} ends at ${right}`);
    assert.ok(y >= FOOT, `${text} is at ${y}`);
  }
  for (const label of [LINES.tenant, LINES.landlord]) {
    const above = lines.find(({ text }) => text === label);
    assert.ok(above && above.y >= ROOM_FOR_A_SIGNATURE + 10, `there is room to sign under ${label}`);
  }
});

test('an agreement as it mostly is has one page, with what is signed beside on it', async () => {
  const tenancy = parseTenancy(new URLSearchParams(EXAMPLE_TENANCY));
  assert.ok(isTenancy(tenancy));
  const pages = await linesOfPages(await makeTenancyAgreement(tenancy, true));
  assert.equal(pages.length, 1);
});

/** A broken word is whole again without the breaks. */
function bare(text: string): string {
  return text.replace(/\s/g, '');
}
