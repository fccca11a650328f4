/** Counts what became of the files of a corpus in the viewer. */
export type ViewOutcome =
  | { readonly kind: 'drawn'; readonly notes: readonly string[] }
  | { readonly kind: 'refused'; readonly code: string; readonly notes: readonly string[] }
  | { readonly kind: 'failed'; readonly problems: readonly string[]; readonly notes: readonly string[] };

export class ViewReport {
  readonly #counts = new Map<string, number>();
  readonly #faults: string[] = [];

  add(file: string, outcome: ViewOutcome): void {
    const row = wordOf(outcome);
    this.#counts.set(row, (this.#counts.get(row) ?? 0) + 1);
    if (outcome.kind === 'failed') {
      this.#faults.push(`failed ${file}`, ...outcome.problems.map((problem) => `    ${problem}`));
    }
  }

  /** Every file was drawn, or refused with a code. */
  get isClean(): boolean {
    return this.#faults.length === 0;
  }

  lines(): string[] {
    const rows = [...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1));
    const total = rows.reduce((sum, [, count]) => sum + count, 0);
    const table = [...rows, ['files', total] as const];
    return [...this.#faults, ...table.map(([row, count]) => `${String(count).padStart(7)}  ${row}`)];
  }
}

export function wordOf(outcome: ViewOutcome): string {
  return outcome.kind === 'refused' ? `refused: ${outcome.code}` : outcome.kind;
}
