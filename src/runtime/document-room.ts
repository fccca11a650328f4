/** What the shell does without until a task is being opened: one chunk, the viewer of documents first of all. */
import '../document/define.ts';

export * from '../steps/reading-room.ts';
export { reportsOf } from './task-reports.ts';
export { TaskWatches } from './task-watches.ts';
