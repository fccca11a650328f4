/**
 * JSON in which each name stands once in its object. RFC 8259 section 4 leaves open which of two wins, so that the
 * provider that signed and we who read could mean different people by the same bytes (RFC 7519 section 4).
 */

/** A string, or a mark of structure; numbers and words between them do not matter. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]/g;

/** @returns undefined where it is no JSON, or a name stands twice */
export function parseUniqueMemberJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return hasRepeatedName(text) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** Only for text that has been parsed: it relies on its being well formed. */
function hasRepeatedName(text: string): boolean {
  const open: Set<string>[] = [];
  let lastString = '';
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (token !== ':') lastString = token;
    else {
      // Unescaped, because "sub" and "s\u0075b" are one name.
      const name = String(JSON.parse(lastString));
      const names = open.at(-1);
      if (names?.has(name)) return true;
      names?.add(name);
    }
  }
  return false;
}
