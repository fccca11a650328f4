/**
 * What survives a reload, and nothing longer: `sessionStorage`, per service and task. Where a browser refuses it
 * (another site's frame, a strict policy) the page remembers by itself: a reload costs the signer a few words, a
 * login in between costs nothing.
 */
import { EMPTY_DRAFT, METHODS, type Draft } from '../session/draft.ts';
import { EMPTY_HAND, FACES, KINDS, type Drawing, type Hand } from '../session/hand.ts';
import type { PageRange } from '../session/page-ranges.ts';
import type { Kept } from '../session/session-event.ts';
import type { TaskAddress } from '../task/task-address.ts';
import type { SessionTimes } from './session-times.ts';

export class TabStorage {
  readonly #prefix: string;

  constructor(address: TaskAddress) {
    this.#prefix = `signing-widget ${address.url}`;
  }

  get token(): string | undefined {
    return read(`${this.#prefix} token`);
  }

  set token(token: string | undefined) {
    write(`${this.#prefix} token`, token);
  }

  /** Of the session that the token is for: a reload makes it no younger. */
  get times(): SessionTimes | undefined {
    return timesFrom(read(`${this.#prefix} times`));
  }

  set times(times: SessionTimes | undefined) {
    write(`${this.#prefix} times`, times && JSON.stringify(times));
  }

  get kept(): Kept | undefined {
    return keptFrom(read(`${this.#prefix} draft`));
  }

  set kept(kept: Kept | undefined) {
    write(`${this.#prefix} draft`, kept && JSON.stringify(kept));
  }
}

/** What the tab's storage has not taken. */
const refused = new Map<string, string>();

function read(key: string): string | undefined {
  try {
    return refused.get(key) ?? sessionStorage.getItem(key) ?? undefined;
  } catch {
    return undefined; // No storage: the same as nothing stored.
  }
}

function write(key: string, value: string | undefined): void {
  refused.delete(key);
  try {
    sessionStorage.removeItem(key);
    if (value !== undefined) sessionStorage.setItem(key, value);
  } catch {
    // No storage, or a full one.
    if (value !== undefined) refused.set(key, value);
  }
}

/** Anything on the origin can write there: what is no draft is as good as none. */
function keptFrom(unverified: string | undefined): Kept | undefined {
  if (unverified === undefined) return undefined;
  try {
    const value = JSON.parse(unverified) as Partial<Kept>;
    const draft: Partial<Draft> = value.draft ?? {};
    return {
      basis: String(value.basis),
      draft: {
        consented: draft.consented === true,
        method: METHODS.find((method) => method === draft.method),
        hand: handFrom(draft.hand),
        initials: handFrom(draft.initials),
        reason: typeof draft.reason === 'string' ? draft.reason : EMPTY_DRAFT.reason,
        chosen: Array.isArray(draft.chosen) ? draft.chosen.filter((id) => typeof id === 'string') : [],
      },
      attempt: typeof value.attempt?.key === 'string' && value.attempt.body ? value.attempt : undefined,
      seen: rangesFrom(value.seen),
    };
  } catch {
    return undefined;
  }
}

function handFrom(unverified: Partial<Hand> | undefined): Hand {
  if (!unverified) return EMPTY_HAND;
  const { kind, text, face, textPicture, drawing, picture } = unverified;
  return {
    kind: KINDS.find((known) => known === kind) ?? EMPTY_HAND.kind,
    text: typeof text === 'string' ? text : EMPTY_HAND.text,
    face: FACES.find((known) => known === face),
    textPicture: typeof textPicture === 'string' ? textPicture : undefined,
    drawing: drawingFrom(drawing),
    picture: typeof picture === 'string' ? picture : undefined,
  };
}

function drawingFrom(unverified: Partial<Drawing> | undefined): Drawing | undefined {
  const { strokes, svg } = unverified ?? {};
  const areStrokes = Array.isArray(strokes) && strokes.every((stroke) => Array.isArray(stroke));
  return areStrokes && typeof svg === 'string' ? { strokes, svg } : undefined;
}

function timesFrom(unverified: string | undefined): SessionTimes | undefined {
  if (unverified === undefined) return undefined;
  try {
    const { openedAt, usedAt } = JSON.parse(unverified) as Partial<SessionTimes>;
    const known = Number.isSafeInteger(openedAt) && Number.isSafeInteger(usedAt);
    return known ? { openedAt: Number(openedAt), usedAt: Number(usedAt) } : undefined;
  } catch {
    return undefined;
  }
}

function rangesFrom(unverified: unknown): Record<string, readonly PageRange[]> {
  const seen: Record<string, readonly PageRange[]> = {};
  for (const [actionId, ranges] of Object.entries(unverified ?? {})) {
    if (Array.isArray(ranges)) seen[actionId] = ranges.filter(isRange);
  }
  return seen;
}

function isRange(value: unknown): value is PageRange {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isSafeInteger);
}
