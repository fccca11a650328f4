/**
 * What stands in the code field after each keystroke: grouped as the code is written, with the caret where
 * the person left it. Pure; knows no field and no screen.
 */
import { CODE_LENGTH, codeCharacters, groupedCode, parseReferenceCode } from '../task/reference-code.ts';

export interface TypedCode {
  readonly text: string;
  readonly caret: number;
}

/**
 * @param value what the field holds
 * @param caret where its caret is
 * @param forward whether this comes from the delete key, which takes what is after the caret
 */
export function typedCode(value: string, caret: number, forward = false): TypedCode {
  const found = codeCharacters(value).length > CODE_LENGTH ? codeWithin(value) : undefined;
  const text = groupedCode(found ?? codeCharacters(value));
  if (found) return { text, caret: text.length };
  const before = groupedCode(codeCharacters(value.slice(0, caret))).length;
  // Whoever deletes the dash goes past it: it comes back, and the next press takes a character.
  return { text, caret: forward && text[before] === '-' ? before + 1 : before };
}

/** The code in a sentence that was pasted whole, if there is one: its check character tells. */
function codeWithin(sentence: string): string | undefined {
  const words = sentence.match(/[\p{L}\p{N}]+/gu) ?? [];
  const pairs = words.map((word, index) => word + (words[index + 1] ?? ''));
  const grouped = pairs.filter((pair, index) => groupedCode(pair).indexOf('-') === words[index]?.length);
  for (const candidate of [...grouped, ...words]) {
    const parsed = parseReferenceCode(candidate);
    if ('code' in parsed) return parsed.code;
  }
  return undefined;
}

export type TypingFault = 'character' | 'long' | 'check';

/** What is wrong with what stands there; not that something is still to come. */
export function typingFault(text: string): TypingFault | undefined {
  const parsed = parseReferenceCode(text);
  if ('code' in parsed) return undefined;
  if (parsed.fault === 'length') return charactersLeft(text) < 0 ? 'long' : undefined;
  return parsed.fault;
}

export function charactersLeft(text: string): number {
  return CODE_LENGTH - codeCharacters(text).length;
}
