/** What the process of a page holds in memory, as the system counts it: heaps, its workers', pictures and all. */
import { readFile } from 'node:fs/promises';
import { collectGarbage } from './collect-garbage.ts';
import type { Protocol } from './plain-browser.ts';

/**
 * The proportional set size after garbage was collected, that of workers too. Of a browser with one page: others of its processes are
 * spare, and small.
 * @returns `undefined` where the system does not tell (it is Linux that does)
 */
export async function memoryBytes(system: Protocol, page: Protocol): Promise<number | undefined> {
  for (let time = 0; time < 2; time += 1) {
    await collectGarbage(page);
    await page.send('Memory.simulatePressureNotification', { level: 'critical' });
    // Frees what was held for a frame that has not been drawn yet.
    await page.send('Runtime.evaluate', { expression: FRAMES, awaitPromise: true });
  }
  const { processInfo } = await system.send('SystemInfo.getProcessInfo');
  const ids = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  const sizes = await Promise.all(ids.map(proportionalSetSize));
  return sizes.includes(undefined) ? undefined : Math.max(...sizes.map((size) => size ?? 0));
}

const FRAMES = `new Promise((resolve) => {
  let left = 30;
  const next = () => (left-- > 0 ? requestAnimationFrame(next) : resolve());
  next();
})`;

async function proportionalSetSize(processId: number): Promise<number | undefined> {
  const text = await readFile(`/proc/${processId}/smaps_rollup`, 'utf8').catch(() => '');
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(text)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}
