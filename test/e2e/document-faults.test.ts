/**
 * Everything that can happen to a document on its way, at the real service in a real browser, with a proxy between
 * them that spoils it: what the signer sees, what the page is told, that nothing is signed before the document is
 * proven, and that it is signed once the fault is over.
 */
import { after, before, describe, test } from 'node:test';
import { arriving } from './document-faults/arriving.ts';
import { brokenLine } from './document-faults/broken-line.ts';
import { FaultSite } from './document-faults/fault-site.ts';
import type { Faulty } from './document-faults/faulty.ts';
import { otherBytes } from './document-faults/other-bytes.ts';
import { EndVisit } from './ends/end-visit.ts';

let sites: FaultSite;
before(async () => {
  sites = await FaultSite.start();
});
after(() => sites?.stop());

const signer: Faulty = (title, act) =>
  void test(title, async () => {
    sites.proxy.reset();
    const visit = await EndVisit.begin(sites.browser);
    try {
      await act(visit, sites);
      visit.assertNothingElse();
    } finally {
      await visit.leave();
    }
  });

describe('A signer whose document is on its way', () => {
  for (const faults of [arriving, otherBytes, brokenLine]) faults(signer);
});
