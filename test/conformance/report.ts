/** A run in words: a line for each check, grouped by heading, and what of the contract was not seen. */
import type { Report, Result } from './run.ts';

const MARKS = { passed: '✓', failed: '✗', 'not checked': '–' } as const;

export function reportText({ results, coverage }: Report): string {
  const headings = [...new Set(results.map(({ heading }) => heading))];
  const lines = headings.flatMap((heading) => [
    '',
    heading,
    ...results.filter((result) => result.heading === heading).flatMap(linesOf),
  ]);
  const unseen = coverage.unseen.map(({ what, reason }) => `  ${what}${reason ? `   (${reason})` : ''}`);
  return [
    ...lines.slice(1),
    '',
    `Of the contract's ${coverage.documented} answers and codes ${coverage.seen} were seen`,
    ...(unseen.length > 0 ? ['  not seen:', ...unseen] : []),
    '',
    lastLine(results),
  ].join('\n');
}

export function lastLine(results: readonly Result[]): string {
  const count = (wanted: Result['outcome']) => results.filter(({ outcome }) => outcome === wanted).length;
  return `${count('passed')} passed, ${count('failed')} failed, ${count('not checked')} not checked`;
}

function linesOf({ outcome, says, section, reason, expected, came }: Result): readonly string[] {
  const line = `  ${MARKS[outcome]} ${says}`;
  if (outcome === 'not checked') return [`${line}   not checked: ${reason}`];
  if (outcome === 'passed') return [line];
  return [line, `      expected ${expected}   (${section})`, `      came ${came}`];
}
