/** Sealed orders beside the keys of the service that sealed them, and a look-alike of it. */
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { type EvidenceService, resignWith } from '../harness/evidence-service.ts';
import { OID } from '../verifier/cms/signed-data.ts';
import { issue, sealersOf } from '../verifier/samples/craft-authority.ts';
import type { Stage } from './mutant.ts';
import type { Kind } from './originals.ts';
import { sealOrder, type SealedOrder } from './sealed-orders.ts';

/** Kinds for which there is no tool are left out, and said. */
export async function sealOrders(
  started: EvidenceService,
  wanted: readonly { readonly kind: Kind; readonly signers: number; readonly turn: number }[],
  say: (text: string) => void,
): Promise<SealedOrder[]> {
  const orders: SealedOrder[] = [];
  for (const { kind, signers, turn } of wanted) {
    const order = await sealOrder(started, kind, signers, turn);
    if (order) orders.push(order);
    else say(`skipped: no qpdf to write an original of kind "${kind}" with`);
  }
  return orders;
}

export function stageOf({ authority, resign }: EvidenceService, orders: readonly SealedOrder[]): Stage {
  const sealers = lookalikeOf(authority);
  const { sealKey: key, timeStampAuthority: timeStamps } = sealers;
  return {
    authority,
    resign,
    anchorsPem: authority.trustAnchorsPem,
    lookalike: { sealers, resign: resignWith({ key, timeStamps }) },
    otherThan(order) {
      const next = orders[(orders.indexOf(order) + 1) % orders.length] ?? assert.fail();
      assert.notEqual(next, order, 'There is only one order.');
      return next;
    },
  };
}

/** The same names, other keys. */
function lookalikeOf({ sealKey }: EvidenceService['authority']) {
  const [seal = '', root = ''] = sealKey.certificateChain.map(
    (der) => /^CN=(.*)$/m.exec(new X509Certificate(der).subject)?.[1] ?? assert.fail(),
  );
  const authority = issue({ name: root, authority: true, keyUsage: 0x06 });
  const purposes = { purposes: [OID.timeStamping], purposesCritical: true };
  return sealersOf(
    issue({ name: seal, keyUsage: 0xc0 }, authority),
    issue({ name: 'Time stamps', keyUsage: 0xc0, ...purposes }, authority),
    new Date(),
  );
}
