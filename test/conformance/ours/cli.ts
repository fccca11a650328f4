/**
 * `npm run conformance:breaks`: our own service passes, and broken in each of many places it does not. `--whole` runs
 * every check against each, `--only TEXT` breaks it only in those places.
 */
import { parseArgs } from 'node:util';
import { buildIfNeeded } from '../../../demo/build.ts';
import { lastLine, reportText } from '../report.ts';
import { BREAKS } from './breaks.ts';
import { copyTree } from './copied-tree.ts';
import { checkOurs, noticeBreaks } from './notice-breaks.ts';

const LONGEST_WAIT_SECONDS = 40;

const { values } = parseArgs({
  options: { whole: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
});
const wanted = BREAKS.filter(({ says }) => says.toLowerCase().includes(values.only.toLowerCase()));
// Its pages are part of what is checked.
await buildIfNeeded();
const tree = await copyTree();
try {
  const unbroken = await checkOurs(tree.root, [], LONGEST_WAIT_SECONDS);
  const passes = unbroken.results.every(({ outcome }) => outcome !== 'failed');
  console.log(passes ? `not broken: ${lastLine(unbroken.results)}` : reportText(unbroken));
  let noticedCount = 0;
  for (const wrong of wanted) {
    const { noticed, failed } = await noticeBreaks(tree, [wrong], values.whole);
    noticedCount += noticed.length;
    console.log(`${noticed.length > 0 ? '✓' : '✗'} ${wrong.says}   (${wrong.noticedBy.join(' ')})`);
    if (noticed.length === 0) for (const line of failed) console.log(`    ${line}`);
  }
  console.log(`\n${noticedCount} of ${wanted.length} noticed`);
  process.exitCode = passes && noticedCount === wanted.length ? 0 : 1;
} finally {
  await tree.remove();
}
