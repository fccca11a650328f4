/**
 * Of a value that may have one of several shapes and has none of them: which one was meant, so that whoever sent it is
 * told what is wrong with that, and not what is wrong with the others.
 */
import type { ErrorObject } from 'ajv/dist/2020.js';

/** One of the shapes, as the schema says it, and what a validator has against the value as such a one. */
export interface Shape {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly errors: readonly ErrorObject[];
}

/** @returns the errors of the shape that is most like the value; none where nothing speaks for any of them */
export function faultOfOneOf(value: unknown, shapes: readonly Shape[]): readonly ErrorObject[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const members = Object.keys(value);
  const scored = shapes
    .filter((shape) => !isOther(value as Record<string, unknown>, shape))
    .map((shape) => ({
      shape,
      score:
        members.filter((member) => member in shape.properties).length -
        members.filter((member) => !(member in shape.properties)).length,
    }))
    .toSorted((a, b) => b.score - a.score);
  const [best, second] = scored;
  return best && best.score > (second?.score ?? -Infinity) ? best.shape.errors : [];
}

/** What tells shapes apart by one word: `method` of a signature, `kind` of one by hand. */
function isOther(value: Record<string, unknown>, { properties }: Shape): boolean {
  return Object.entries(properties).some(([member, schema]) => {
    const { const: only } = schema as { readonly const?: unknown };
    return only !== undefined && member in value && value[member] !== only;
  });
}
