/** Norwegian bokmål: one, or so many. */
export const plural = (count: number, one: string, other: string): string =>
  count === 1 ? one : `${count} ${other}`;
