/** Whether a conformance run notices that our service is broken. */
import { EVERY_ANSWER, runConformance, type Report } from '../run.ts';
import type { Break } from './breaks/break.ts';
import type { CopiedTree } from './copied-tree.ts';
import { startOurs } from './start-ours.ts';

export interface Noticed {
  /** Those that a check has failed for that is about them. */
  readonly noticed: readonly Break[];
  readonly failed: readonly string[];
}

/** Nothing waits for time to pass but what is about it. */
const SHORT_WAIT_SECONDS = 5;
/** What holds for every answer needs answers. */
const ANSWERS = 'Task URL';

/** @param whole all checks are run, and not only those under the headings that are to notice */
export async function noticeBreaks(
  tree: CopiedTree,
  breaks: readonly Break[],
  whole: boolean,
): Promise<Noticed> {
  const mend = await tree.edit(breaks.flatMap(({ edits }) => edits));
  try {
    const headings = breaks.map(({ noticedBy: [heading] }) => (heading === EVERY_ANSWER ? ANSWERS : heading));
    const { results } = await checkOurs(tree.root, whole ? [] : headings);
    const failed = results.filter(({ outcome }) => outcome === 'failed');
    return {
      noticed: breaks.filter(({ noticedBy: [heading, says] }) =>
        failed.some((result) => result.heading === heading && result.says.startsWith(says)),
      ),
      failed: failed.map((result) => `${result.heading}: ${result.says}: ${result.came}`),
    };
  } finally {
    await mend();
  }
}

export async function checkOurs(
  root: string,
  only: readonly string[] = [],
  longestWaitSeconds = SHORT_WAIT_SECONDS,
): Promise<Report> {
  const ours = await startOurs(root);
  try {
    return await runConformance({ ...ours.target, longestWaitSeconds }, { only });
  } finally {
    await ours.stop();
  }
}
