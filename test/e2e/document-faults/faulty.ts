/** How each file of faults is given what it needs: a title, and what the signer does; and what all of them look at. */
import assert from 'node:assert/strict';
import type { EndVisit } from '../ends/end-visit.ts';
import type { WantedPart } from '../../harness/document-proxy.ts';
import type { FaultSite } from './fault-site.ts';

export type FaultAct = (visit: EndVisit, sites: FaultSite) => Promise<void>;
export type Faulty = (title: string, act: FaultAct) => void;

/** The browser stops what it does not need any more, and says so. */
export const STOPPED =
  /net::ERR_(FAILED|ABORTED|CONNECTION_|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING|CONTENT_LENGTH_MISMATCH|INTERNET_DISCONNECTED|NETWORK_CHANGED)/;

/** All that comes after what the first page was shown with. */
export const isRest = ({ first, last }: WantedPart, sizeBytes: number): boolean =>
  last === undefined && first > 0 && first < sizeBytes / 2;

export async function reads(visit: EndVisit, text = 'Agreement 1'): Promise<void> {
  await visit.page.getByText(text, { exact: true }).filter({ visible: true }).first().waitFor();
}

/** What was shown can be read, and nothing that the signer presses signs it. */
export async function cannotSign(visit: EndVisit, { proxy }: FaultSite, why: RegExp): Promise<void> {
  await visit.page.getByText(why).waitFor();
  const goOn = visit.signer.button('Continue to sign');
  assert.equal(await goOn.getAttribute('aria-disabled'), 'true');
  const reason = await goOn.getAttribute('aria-describedby');
  assert.match((await visit.page.locator(`#${reason}`).textContent()) ?? '', why);
  await goOn.click({ force: true });
  assert.equal(await visit.page.getByRole('checkbox', { name: 'I agree' }).count(), 0);
  assert.equal(proxy.completions, 0);
}

/** After everything, what was a fault is over: it is signed in the end, and once. */
export async function canSign(visit: EndVisit, { proxy }: FaultSite): Promise<void> {
  await visit.seesTask();
  await visit.agreesAndSigns();
  await visit.seesPanel('You have signed', 'Fjord Homes has received your signature.');
  assert.equal(proxy.completions, 1);
}
