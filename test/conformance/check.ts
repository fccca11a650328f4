/** A check, as the run knows it: a sentence of the protocol, and what shows whether it is kept. */
import type { World } from './world.ts';

export interface Check {
  readonly heading: string;
  /** Goes on after the heading. */
  readonly says: string;
  /** Of the protocol. */
  readonly section: string;
  /** `last`: after all others, one after the other, since it leaves the service otherwise than it was. */
  readonly when: 'at once' | 'last';
  /** How long it waits for time to pass. */
  readonly waitsSeconds: number;
  readonly run: (world: World) => Promise<void>;
}

export interface HeadingParts {
  /** @default the heading itself */
  readonly section?: string;
  readonly when?: Check['when'];
  readonly waitsSeconds?: number;
}

/** Checks under one heading: what each says, and how it is seen. */
export function heading(
  name: string,
  checks: Readonly<Record<string, (world: World) => Promise<void>>>,
  { section = name, when = 'at once', waitsSeconds = 0 }: HeadingParts = {},
): readonly Check[] {
  return Object.entries(checks).map(([says, run]) => ({
    heading: name,
    says,
    section,
    when,
    waitsSeconds,
    run,
  }));
}
