/**
 * What a page holds on its heap, without what the browser holds about it: the code that it has compiled meanwhile,
 * and what the tool that drives the browser has it remember of each request.
 */
import type { Protocol } from './plain-browser.ts';

/** The file that DevTools save; its fields are told in the file itself. */
interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[], ...unknown[]];
    };
  };
  /** All fields of all nodes, one after the other. */
  readonly nodes: readonly number[];
  readonly strings: readonly string[];
}

const OF_THE_TOOL = /NetworkResourcesData/;

/** Collects garbage first. */
export async function heapObjectBytes(page: Protocol): Promise<number> {
  const parts: string[] = [];
  const add = ({ chunk }: { chunk: string }) => void parts.push(chunk);
  page.on('HeapProfiler.addHeapSnapshotChunk', add);
  try {
    for (let time = 0; time < 3; time += 1) await page.send('HeapProfiler.collectGarbage');
    await page.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  } finally {
    page.off('HeapProfiler.addHeapSnapshotChunk', add);
  }
  return bytesIn(JSON.parse(parts.join('')) as Snapshot);
}

function bytesIn({ snapshot: { meta }, nodes, strings }: Snapshot): number {
  const place = (field: string) => meta.node_fields.indexOf(field);
  const [type, name, size, step] = [
    place('type'),
    place('name'),
    place('self_size'),
    meta.node_fields.length,
  ];
  const code = meta.node_types[0].indexOf('code');
  let bytes = 0;
  for (let node = 0; node < nodes.length; node += step) {
    if (nodes[node + type] === code || OF_THE_TOOL.test(strings[nodes[node + name] ?? -1] ?? '')) continue;
    bytes += nodes[node + size] ?? 0;
  }
  return bytes;
}
