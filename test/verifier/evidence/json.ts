/** JSON as evidence: read so that no two readers can see different things in it, and written in its one canonical form. */
import { createHash } from 'node:crypto';
import { Unreadable } from '../findings.ts';

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** @throws Unreadable for what is no JSON, or names a member twice (RFC 8785 section 3.1) */
export function readJson(text: string): Json {
  const value = parse(text);
  // What was named twice is there once; white space and the way strings are written aside, nothing else goes.
  if (countMembers(value) !== countColons(text)) {
    throw new Unreadable('evidence-json', 'the file names a member twice');
  }
  return value;
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new Unreadable('evidence-json', 'the file is not JSON');
  }
}

function countMembers(value: Json): number {
  if (value === null || typeof value !== 'object') return 0;
  if (isList(value)) return value.reduce<number>((sum, item) => sum + countMembers(item), 0);
  return Object.values(value).reduce<number>((sum, item) => sum + 1 + countMembers(item ?? null), 0);
}

/** Outside of strings every colon stands behind the name of a member. */
function countColons(text: string): number {
  return text.replace(/"(?:[^"\\]|\\.)*"/g, '').split(':').length - 1;
}

/** RFC 8785. */
export function canonical(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonical).join(',')}]`;
  const names = Object.keys(value).filter((name) => value[name] !== undefined);
  // Sorted by UTF-16 code units, section 3.2.3.
  return `{${names
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name] ?? null)}`)
    .join(',')}}`;
}

/** Lowercase hex, over UTF-8. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** What is not of the kind that is asked for counts as nothing, and fails where it is compared with something. */
export function object(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !isList(value) ? value : {};
}

export function list(value: Json | undefined): readonly JsonObject[] {
  return isList(value) ? value.map(object) : [];
}

export function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** @throws Unreadable where BASE64 or BASE64URL has anything but its own characters */
export function bytesOf(value: Json | undefined, encoding: 'base64' | 'base64url', what: string): Buffer {
  const digits = text(value);
  const bytes = Buffer.from(digits, encoding);
  if (digits === '' || bytes.toString(encoding) !== digits) {
    throw new Unreadable('evidence-json', `${what} is not ${encoding === 'base64' ? 'BASE64' : 'BASE64URL'}`);
  }
  return bytes;
}
