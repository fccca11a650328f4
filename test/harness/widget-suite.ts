/** The test runner's own functions, by type: Mocha brings them into the page as globals. */
type Body = () => void | Promise<void>;

interface Mocha {
  readonly describe: (title: string, body: () => void) => void;
  readonly it: (title: string, body: Body) => void;
  readonly afterEach: (body: Body) => void;
}

export const { describe, it, afterEach } = globalThis as unknown as Mocha;
