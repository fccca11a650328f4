/** Whose code ran in a task that was too long, by samples of the stack. */
export interface Task {
  /** By the page's clock, in milliseconds. */
  readonly startTime: number;
  readonly duration: number;
}

/** As the DevTools protocol gives it (`Profiler.Profile`); times are microseconds. */
export interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly url: string };
    readonly children?: readonly number[];
  }[];
  readonly startTime: number;
  readonly samples?: readonly number[];
  readonly timeDeltas?: readonly number[];
}

/**
 * @param offset from the page's clock to the profile's, in microseconds
 * @param isOurs by the address of a script; what the browser does for a script is the script's
 * @returns for each task, the milliseconds of it in which such code ran
 */
export function shareOfTasks(
  tasks: readonly Task[],
  profile: Profile,
  offset: number,
  isOurs: (url: string) => boolean,
): number[] {
  const ours = nodesOf(profile, isOurs);
  const spent = tasks.map(() => 0);
  let at = profile.startTime;
  profile.samples?.forEach((node, index) => {
    const delta = profile.timeDeltas?.[index] ?? 0;
    at += delta;
    if (!ours.has(node)) return;
    const now = (at - offset) / 1000;
    const task = tasks.findIndex(({ startTime, duration }) => now >= startTime && now < startTime + duration);
    if (task >= 0) spent[task] = (spent[task] ?? 0) + delta / 1000;
  });
  return spent;
}

/** Nodes whose nearest frame with an address is ours. */
function nodesOf({ nodes }: Profile, isOurs: (url: string) => boolean): Set<number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ours = new Set<number>();
  const [root] = nodes;
  const open: [number, boolean][] = root ? [[root.id, false]] : [];
  for (let next = open.pop(); next; next = open.pop()) {
    const [id, callerIsOurs] = next;
    const node = byId.get(id);
    if (!node) continue;
    const { url } = node.callFrame;
    const own = url === '' ? callerIsOurs : isOurs(url);
    if (own) ours.add(id);
    for (const child of node.children ?? []) open.push([child, own]);
  }
  return ours;
}
