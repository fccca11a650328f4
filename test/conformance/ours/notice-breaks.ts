/** Whether a conformance run notices that our service is broken. */
import { runConformance, type Report } from '../run.ts';
import type { Break } from './breaks/break.ts';
import type { CopiedTree } from './copied-tree.ts';
import { startOurs } from './start-ours.ts';

export interface Noticed {
  readonly noticed: boolean;
  /** What failed, or why nothing could. */
  readonly failed: readonly string[];
}

/** Nothing waits for time to pass but what is about it. */
const SHORT_WAIT_SECONDS = 5;

/** @param whole all checks are run, and not only those under the heading that is to notice it */
export async function noticeBreak(tree: CopiedTree, wrong: Break, whole: boolean): Promise<Noticed> {
  const mend = await tree.edit(wrong.edits);
  try {
    const [heading, says] = wrong.noticedBy;
    // What holds for every answer needs answers: those of the task URL.
    const only = whole ? '' : heading === 'Every answer' ? 'Task URL' : heading;
    const { results } = await checkOurs(tree.root, only);
    const failed = results.filter(({ outcome }) => outcome === 'failed');
    return {
      noticed: failed.some((result) => result.heading === heading && result.says.startsWith(says)),
      failed: failed.map((result) => `${result.heading}: ${result.says}: ${result.came}`),
    };
  } finally {
    await mend();
  }
}

export async function checkOurs(
  root: string,
  only = '',
  longestWaitSeconds = SHORT_WAIT_SECONDS,
): Promise<Report> {
  const ours = await startOurs(root);
  try {
    return await runConformance({ ...ours.target, longestWaitSeconds }, { only });
  } finally {
    await ours.stop();
  }
}
