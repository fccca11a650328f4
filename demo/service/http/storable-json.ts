/**
 * JSON that can be stored and hashed, whatever the contract says of its shape. JSON allows what a database
 * or a canonical form does not: NUL, halves of a surrogate pair, numbers without a bound, and nesting
 * without an end.
 */
const MAX_DEPTH = 50;

/** @returns what is wrong, in words; undefined where all of it can be kept */
export function findJsonFault(unverifiedValue: unknown): string | undefined {
  // A list of what is still to be looked at: recursion would end where the stack does.
  const left: { readonly value: unknown; readonly depth: number }[] = [{ value: unverifiedValue, depth: 0 }];
  for (let next = left.pop(); next; next = left.pop()) {
    const { value, depth } = next;
    if (typeof value === 'string' && !isStorableText(value))
      return 'A text holds characters that are no text.';
    if (typeof value === 'number' && !Number.isFinite(value)) return 'A number is too large to be kept.';
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= MAX_DEPTH) return 'The body is nested too deeply.';
    for (const [name, member] of Object.entries(value)) {
      if (!isStorableText(name)) return 'A name holds characters that are no text.';
      left.push({ value: member, depth: depth + 1 });
    }
  }
  return undefined;
}

/** PostgreSQL keeps no NUL, and a half of a surrogate pair has no UTF-8 (Unicode, D92). */
export function isStorableText(unverifiedText: string): boolean {
  return !unverifiedText.includes('\0') && !/\p{Surrogate}/u.test(unverifiedText);
}
