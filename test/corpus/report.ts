/** Counts what became of the files of a corpus. */
export type FileOutcome =
  | { readonly kind: 'sealed'; readonly pages: number }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'failed' | 'hung' | 'crashed'; readonly problems: readonly string[] };

export class Report {
  readonly #counts = new Map<string, number>();
  readonly #faults: string[] = [];
  #pages = 0;

  add(file: string, outcome: FileOutcome): void {
    const row = outcome.kind === 'refused' ? `refused: ${outcome.reason}` : outcome.kind;
    this.#counts.set(row, (this.#counts.get(row) ?? 0) + 1);
    if (outcome.kind === 'sealed') this.#pages += outcome.pages;
    else if (outcome.kind !== 'refused') {
      this.#faults.push(`${outcome.kind} ${file}`, ...outcome.problems.map((problem) => `    ${problem}`));
    }
  }

  /** Every file was sealed and verified, or refused with a reason. */
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
