/**
 * Values on their way between `pg` and the port, in the same forms that PGlite gives and takes. It knows
 * types, and nothing of connections.
 */
import pg from 'pg';

type Parser = (text: string) => unknown;

const { builtins } = pg.types;
/** The object ids of array types: https://github.com/postgres/postgres/blob/REL_18_STABLE/src/include/catalog/pg_type.dat */
const ARRAY = { text: 1009, int8: 1016, bytea: 1001, date: 1182 };

const PARSERS: ReadonlyMap<number, Parser> = new Map<number, Parser>([
  [builtins.INT8, integer],
  [ARRAY.int8, arrayOf(integer)],
  [builtins.BYTEA, bytes],
  [ARRAY.bytea, arrayOf(bytes)],
  // `pg` takes a date for midnight where the server runs.
  [builtins.DATE, (text) => new Date(text)],
  [ARRAY.date, arrayOf((text) => new Date(text))],
  [builtins.INTERVAL, (text) => text],
]);

export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    (format !== 'binary' && PARSERS.get(oid)) || pg.types.getTypeParser(oid, format),
};

/** Dates go in UTC: as `pg` writes them they depend on the zone of this process. */
export function toParameter(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(toParameter);
  return value;
}

/** A count is a number; only what a number cannot hold is a bigint. */
function integer(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

/** Plain bytes, without a view into a buffer that others share. */
function bytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.slice('\\x'.length), 'hex'));
}

function arrayOf(parse: Parser): Parser {
  const split = pg.types.getTypeParser(ARRAY.text, 'text') as (text: string) => NestedTexts;
  const each = (item: NestedTexts[number]): unknown =>
    item === null ? null : typeof item === 'string' ? parse(item) : item.map(each);
  return (text) => split(text).map(each);
}

type NestedTexts = readonly (string | null | NestedTexts)[];
