/**
 * Starts a worker from a module of ours, built or not. The loader that reads TypeScript does not reach
 * into workers by itself (Node 20), so a module that is not built is loaded through it there.
 */
import { Worker, type WorkerOptions } from 'node:worker_threads';

const LOAD_TYPESCRIPT = `
  const { workerData } = require('node:worker_threads');
  import('tsx/esm/api').then(({ register }) => {
    register();
    return import(workerData.moduleUrl);
  });
`;

/** @param module its URL, ending in .ts where it stands in the sources; `options.workerData` is not for use */
export function startWorker(module: URL, options: Omit<WorkerOptions, 'eval' | 'workerData'>): Worker {
  if (!module.pathname.endsWith('.ts')) return new Worker(module, options);
  return new Worker(LOAD_TYPESCRIPT, { ...options, eval: true, workerData: { moduleUrl: module.href } });
}
