/** Collects the garbage of a page and of its workers, each of which has a heap of its own that nobody else empties. */
import type { Protocol } from './plain-browser.ts';

export async function collectGarbage(page: Protocol): Promise<void> {
  await page.send('HeapProfiler.collectGarbage');
  const workers = new Set<string>();
  const collected = new Map<string, () => void>();
  const attached = ({ sessionId, targetInfo }: { sessionId: string; targetInfo: { type: string } }) => {
    if (targetInfo.type === 'worker') workers.add(sessionId);
  };
  const answered = ({ sessionId }: { sessionId: string }) => collected.get(sessionId)?.();
  page.on('Target.attachedToTarget', attached);
  page.on('Target.receivedMessageFromTarget', answered);
  try {
    const workersToo = { autoAttach: true, waitForDebuggerOnStart: false };
    await page.send('Target.setAutoAttach', { ...workersToo, flatten: false });
    const message = JSON.stringify({ id: 1, method: 'HeapProfiler.collectGarbage' });
    await Promise.all(
      [...workers].map(async (sessionId) => {
        const done = new Promise<void>((resolve) => collected.set(sessionId, resolve));
        await page.send('Target.sendMessageToTarget', { sessionId, message });
        await done;
      }),
    );
  } finally {
    page.off('Target.attachedToTarget', attached);
    page.off('Target.receivedMessageFromTarget', answered);
    await page.send('Target.setAutoAttach', {
      autoAttach: false,
      waitForDebuggerOnStart: false,
      flatten: false,
    });
  }
}
