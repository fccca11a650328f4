/** Whether the slow line is what it says: how fast something large comes, and how soon something small. */
import { Agent, request } from 'node:http';
import { LINE_CHECK_PATH, type Bench } from '../bench.ts';
import { SLOW_LINE, startLine, type LineSpeed } from '../line/throttled-line.ts';
import { median } from './statistics.ts';

const PINGS = 20;

export async function measureLine(bench: Bench): Promise<LineSpeed> {
  const line = await startLine(bench.server.port, SLOW_LINE);
  try {
    const warm = await ask(line.port, '/nothing-here');
    const pings: number[] = [];
    for (let ping = 0; ping < PINGS; ping += 1)
      pings.push((await ask(line.port, '/nothing-here', warm.agent)).wait);
    const { transfer, received } = await ask(line.port, LINE_CHECK_PATH, warm.agent);
    warm.agent.destroy();
    return { bitsPerSecond: (received * 8) / (transfer / 1000), roundTripMilliseconds: median(pings) };
  } finally {
    await line.stop();
  }
}

interface Asked {
  readonly agent: Agent;
  /** Until the head of the answer. */
  readonly wait: number;
  /** From then to its end. */
  readonly transfer: number;
  readonly received: number;
}

function ask(port: number, path: string, agent = new Agent({ keepAlive: true })): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const asking = request({ host: '127.0.0.1', port, path, agent }, (response) => {
      const headAt = performance.now();
      let received = 0;
      response.on('data', (data: Buffer) => (received += data.length));
      response.once('error', reject);
      response.once('end', () =>
        resolve({ agent, wait: headAt - startedAt, transfer: performance.now() - headAt, received }),
      );
    });
    asking.once('error', reject);
    asking.end();
  });
}
