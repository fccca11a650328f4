/** Counts what became of the files and prints it. */
import type { Outcome } from './seal-one.ts';

export class Report {
  readonly #counts = new Map<string, number>();
  readonly #faults: string[] = [];
  #pages = 0;

  add(file: string, outcome: Outcome): void {
    const row = outcome.kind === 'refused' ? `refused: ${outcome.reason}` : outcome.kind;
    this.#counts.set(row, (this.#counts.get(row) ?? 0) + 1);
    if (outcome.kind === 'sealed') this.#pages += outcome.pages;
    if (outcome.kind === 'sealed' || outcome.kind === 'refused') return;
    const problems = outcome.kind === 'hung' ? ['took too long'] : outcome.problems;
    this.#faults.push(`${outcome.kind} ${file}\n${problems.map((problem) => `    ${problem}`).join('\n')}`);
  }

  get isClean(): boolean {
    return this.#faults.length === 0;
  }

  lines(): string[] {
    const rows = [...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1));
    const total = rows.reduce((sum, [, count]) => sum + count, 0);
    const table = [...rows, ['files', total] as const, ['pages sealed', this.#pages] as const];
    return [...this.#faults, ...table.map(([row, count]) => `${String(count).padStart(7)}  ${row}`)];
  }
}
