/**
 * The credentials that came up while people signed, and the search for them where they must not be. Knows no
 * page and no server. What it reports names the kind and never the credential: a report is a log too.
 */

export type SentinelKind =
  | 'artifact'
  | 'reference code'
  | 'session token'
  | 'ID token'
  | 'access token'
  | 'authorization code'
  | 'state'
  | 'nonce'
  | 'code verifier'
  | 'API key'
  | 'control';

/** Enough of one to be no accident: whoever cuts a credential short has still given most of it away. */
const TELLING_LENGTH = 16;
const CONTEXT_LENGTH = 60;

export class Sentinels {
  readonly #kinds = new Map<string, SentinelKind>();

  add(kind: SentinelKind, value: unknown): void {
    if (typeof value === 'string' && value.length >= 10) this.#kinds.set(value, kind);
  }

  of(kind: SentinelKind): readonly string[] {
    return [...this.#kinds].flatMap(([value, known]) => (known === kind ? [value] : []));
  }

  /** @returns what was found, in words: the kind, and what stands before it */
  foundIn(text: string, allowed: readonly SentinelKind[] = []): string[] {
    const low = text.toLowerCase();
    const found: string[] = [];
    for (const [value, kind] of this.#kinds) {
      if (allowed.includes(kind)) continue;
      // As early as it begins, so that no part of it gets into the report.
      const at = [value, ...piecesOf(kind, value)]
        .map((piece) => low.indexOf(piece.toLowerCase()))
        .find((index) => index >= 0);
      if (at !== undefined) found.push(`${kind} behind …${this.#masked(text.slice(0, at))}`);
    }
    return found;
  }

  /** @returns what was found in which place, in words */
  leaksIn(texts: Readonly<Record<string, string>>, allowed: readonly SentinelKind[] = []): string[] {
    return Object.entries(texts).flatMap(([place, text]) =>
      this.foundIn(text, allowed).map((found) => `${place}: ${found}`),
    );
  }

  addAll(others: Sentinels): void {
    for (const [value, kind] of others.#kinds) this.#kinds.set(value, kind);
  }

  #masked(before: string): string {
    let context = before.slice(-CONTEXT_LENGTH * 10);
    for (const [value, kind] of this.#kinds) context = context.replaceAll(value, `<${kind}>`);
    return JSON.stringify(context.slice(-CONTEXT_LENGTH));
  }
}

function piecesOf(kind: SentinelKind, value: string): readonly string[] {
  if (kind === 'reference code') {
    // People write it in two groups; where it is sent it is one.
    const bare = value.replace(/[^0-9a-z]/gi, '');
    return ['', '-', ' ', '%20', '+'].map((between) => bare.slice(0, 5) + between + bare.slice(5));
  }
  const end = value.slice(-TELLING_LENGTH);
  // Every ID token begins alike.
  return kind === 'ID token' ? [end] : [value.slice(0, TELLING_LENGTH), end];
}
