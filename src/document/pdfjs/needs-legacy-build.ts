/** Which of the two builds of pdf.js this browser can run. */

/**
 * The usual build is written for the newest browsers: it calls `Map.prototype.getOrInsertComputed`
 * (https://github.com/tc39/proposal-upsert) without asking. The legacy build brings it along.
 */
export function needsLegacyBuild(): boolean {
  return !('getOrInsertComputed' in Map.prototype && 'getOrInsertComputed' in WeakMap.prototype);
}
