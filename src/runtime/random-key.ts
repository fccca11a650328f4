/** A key that nobody can guess and nobody has used: 128 random bits. Unlike `randomUUID` it needs no secure context. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
