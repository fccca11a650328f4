/** Moved to another screen, or the browser's own zoom: there is no event, only a query that stops matching. */
export function watchPixelRatio(signal: AbortSignal, changed: () => void): void {
  const query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
  query.addEventListener(
    'change',
    () => {
      changed();
      watchPixelRatio(signal, changed);
    },
    { once: true, signal },
  );
}
