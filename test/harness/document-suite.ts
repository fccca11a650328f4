/** Mocha's functions, which the test runner puts on the window of a component test, with their types. */
interface Suite {
  describe(title: string, tests: () => void): void;
  it(title: string, test: () => Promise<void> | void): void;
}

export const { describe, it } = globalThis as unknown as Suite;
