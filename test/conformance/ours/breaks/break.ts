/** A way to break our own service, which a conformance run must notice, by the check that is about it. */
import type { Edit } from '../copied-tree.ts';

export interface Break {
  readonly says: string;
  readonly edits: readonly Edit[];
  /** The heading of a check that fails, and how its sentence begins. */
  readonly noticedBy: readonly [heading: string, says: string];
}

export const SERVICE = 'demo/service';

/** One text of one file of the service in the place of another. */
export function brokenBy(
  says: string,
  file: string,
  [find, put]: readonly [find: string, put: string],
  noticedBy: Break['noticedBy'],
): Break {
  return { says, edits: [{ file: `${SERVICE}/${file}`, find, put }], noticedBy };
}
