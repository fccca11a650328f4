/** What can be an id of this service; anything else is not looked for. */
export function isId(unverified: string): boolean {
  return /^[A-Za-z0-9_-]{1,64}$/.test(unverified);
}
