/**
 * What tools that are not ours say of the sealed files, and whether each begins with its original. pdfsig 22.12 finds
 * document time stamps and calls their type "unknown": openssl is who verifies those.
 */
import assert from 'node:assert/strict';
import { requireTools, verifyWithTools } from '../verifier/verify-with-tools.ts';
import type { SealedOrder } from './sealed-orders.ts';

/** @returns what is wrong, one line each */
export async function askOutsideTools(
  orders: readonly SealedOrder[],
  anchorsPem: string,
  say: (line: string) => void,
): Promise<string[]> {
  const faults: string[] = [];
  for (const { title, signers, files } of orders) {
    for (const [at, { original, sealed }] of files.entries()) {
      const isPrefix = sealed.subarray(0, original.length).equals(original);
      const results = await verifyWithTools(sealed, { anchorsPem, original });
      requireTools(results);
      const words = results.map(({ tool, status, detail }) => `${tool} ${status}: ${detail}`);
      say(
        `${signers} signers, ${title}, file ${at}: ${isPrefix ? 'exact prefix' : 'NO PREFIX'}; ${words.join('; ')}`,
      );
      if (!isPrefix) faults.push(`${title}, file ${at}: does not begin with its original`);
      for (const { tool, status, detail } of results)
        if (status === 'refused') faults.push(`${title}, file ${at}: ${tool}: ${detail}`);
    }
  }
  assert.deepEqual([...new Set(orders.map(({ signers }) => signers))].sort(), [1, 2, 3, 4, 5]);
  return faults;
}
