/** A task on one document, as the service tells it. The same answer goes to every contender. */
import type { TaskSession } from '../../../src/task/contract.ts';
import { unsignedTask } from '../../harness/unsigned-task.ts';
import type { BenchFile } from '../files/bench-files.ts';

export function taskIdOf(file: BenchFile): string {
  return `bench-${file.name}`;
}

export function documentPath(file: BenchFile): string {
  return `/tasks/${taskIdOf(file)}/documents/document`;
}

export function sessionOn(file: BenchFile, origin: string): TaskSession {
  const task = unsignedTask(taskIdOf(file), { ...file, url: origin + documentPath(file) });
  return { token: 'bench-token', expiresAt: '2100-01-01T00:00:00Z', task };
}
