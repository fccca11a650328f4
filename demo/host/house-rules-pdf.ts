/** The house rules, which are the same for everybody who moves in. */
import { runningPdf, QUIET } from './running-page.ts';

const RULES: readonly (readonly [string, string])[] = [
  ['Quiet', 'Nobody makes noise that others hear between 23:00 and 07:00, on Sundays until 09:00.'],
  [
    'Stairs and yard',
    'They are kept free, so that everybody gets out when it burns. Bicycles stand in the shed.',
  ],
  [
    'Waste',
    'It is sorted: paper, glass, food and the rest. Large things go to the recycling yard, not beside the bins.',
  ],
  ['Laundry', 'The list on its door says whose turn it is. Whoever has washed leaves the room clean.'],
  ['Keys', 'A lost key is told at once, and the lock is changed at the cost of whoever lost it.'],
];

export function makeHouseRules(): Promise<Uint8Array> {
  return runningPdf('House rules', (page) => {
    page.text('For all who live in a home of Fjord Homes.', { color: QUIET });
    page.space(20);
    for (const [title, rule] of RULES) page.clause(title, rule);
  });
}
