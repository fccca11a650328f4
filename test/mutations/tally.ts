/** What came of each family: how many, how often refused in each way of judging, and by which codes. */
import { FAMILIES, type Family } from './mutant.ts';
import { type Judged, WAYS, type WayOfJudging } from './judge.ts';

interface Figures {
  tried: number;
  refused: number;
  readonly codes: Map<string, number>;
}

export class Tally {
  readonly faults: string[] = [];
  readonly #made = new Map<Family, number>();
  readonly #figures = new Map<string, Figures>();

  add(family: Family, { judgements, faults }: Judged): void {
    this.#made.set(family, this.made(family) + 1);
    this.faults.push(...faults.map((fault) => `${family}: ${fault}`));
    for (const { way, refused, codes } of judgements) {
      const figures = this.#of(family, way);
      figures.tried += 1;
      if (refused) figures.refused += 1;
      for (const code of codes) figures.codes.set(code, (figures.codes.get(code) ?? 0) + 1);
    }
  }

  made(family: Family): number {
    return this.#made.get(family) ?? 0;
  }

  get total(): number {
    return FAMILIES.reduce((sum, family) => sum + this.made(family), 0);
  }

  print(say: (line: string) => void): void {
    for (const family of FAMILIES) {
      say(`\n${family}: ${this.made(family)} made`);
      for (const way of WAYS) {
        const { tried, refused, codes } = this.#of(family, way);
        if (tried === 0) continue;
        say(`  ${way}: ${refused} of ${tried} refused, ${tried - refused} accepted`);
        const sorted = [...codes].sort(([, a], [, b]) => b - a);
        say(`    ${sorted.map(([code, count]) => `${code} ${count}`).join(', ')}`);
      }
    }
    for (const way of WAYS) {
      const all = FAMILIES.map((family) => this.#of(family, way));
      const [tried, refused] = [all.reduce((n, f) => n + f.tried, 0), all.reduce((n, f) => n + f.refused, 0)];
      say(`\n${way}: ${refused} of ${tried} refused, ${tried - refused} accepted`);
    }
  }

  #of(family: Family, way: WayOfJudging): Figures {
    const key = `${family}, ${way}`;
    const figures = this.#figures.get(key) ?? { tried: 0, refused: 0, codes: new Map<string, number>() };
    this.#figures.set(key, figures);
    return figures;
  }
}
