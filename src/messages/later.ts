/** Something that is loaded when it is first needed, and stays. A failed try does not spoil the next. */
export interface Later<T> {
  readonly value: () => T | undefined;
  readonly load: () => Promise<T>;
}

export function later<T>(load: () => Promise<T>): Later<T> {
  let value: T | undefined;
  return { value: () => value, load: async () => (value ??= await load()) };
}
