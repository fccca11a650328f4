/**
 * The query and the fragment of an address, as far as credentials are in them. The rest is left as it was
 * written: a page's own routing may live there.
 */

/** The values of a parameter, from the fragment first: that is where a service puts it. */
export function valuesIn(url: URL, name: string): readonly string[] {
  return [url.hash, url.search].flatMap((part) => new URLSearchParams(part.slice(1)).getAll(name));
}

/** The address without the parameters that `drop` picks. */
export function without(url: URL, drop: (name: string, value: string) => boolean): URL {
  const clean = new URL(url);
  clean.hash = kept(url.hash, drop);
  clean.search = kept(url.search, drop);
  return clean;
}

function kept(part: string, drop: (name: string, value: string) => boolean): string {
  const pairs = part.slice(1).split('&');
  const left = pairs.filter(
    (pair) => ![...new URLSearchParams(pair)].some(([name, value]) => drop(name, value)),
  );
  // What nothing was taken from is given back letter by letter.
  return left.length === pairs.length ? part : left.join('&');
}
