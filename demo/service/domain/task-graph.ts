/** The graph of which task waits for which. It must end somewhere: a circle would never be ready. */

export interface GraphNode {
  readonly name: string;
  readonly dependsOn: readonly string[];
}

export type GraphFault =
  | { readonly kind: 'duplicate'; readonly index: number }
  | { readonly kind: 'unknown'; readonly index: number; readonly dependency: string }
  | { readonly kind: 'circle'; readonly index: number };

/** @returns the first fault, or nothing when every task can become ready */
export function findGraphFault(tasks: readonly GraphNode[]): GraphFault | undefined {
  const byName = new Map<string, GraphNode>();
  for (const [index, task] of tasks.entries()) {
    if (byName.has(task.name)) return { kind: 'duplicate', index };
    byName.set(task.name, task);
  }
  for (const [index, task] of tasks.entries()) {
    const dependency = task.dependsOn.find((name) => !byName.has(name));
    if (dependency !== undefined) return { kind: 'unknown', index, dependency };
  }
  // Kahn: take away what waits for nothing that is left; what can never be taken is in a circle.
  const left = new Set(byName.keys());
  for (let taken = true; taken;) {
    taken = false;
    for (const name of left) {
      if (byName.get(name)?.dependsOn.some((dependency) => left.has(dependency))) continue;
      left.delete(name);
      taken = true;
    }
  }
  const index = tasks.findIndex((task) => left.has(task.name));
  return index < 0 ? undefined : { kind: 'circle', index };
}
