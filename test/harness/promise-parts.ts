/** What pdf.js asks of JavaScript, and Node 20 does not have where the browsers that are meant have it. */
export function bringPromiseParts(): void {
  const { Promise: promise } = globalThis as unknown as { Promise: { withResolvers?: () => unknown } };
  promise.withResolvers ??= () => {
    const parts: { promise?: unknown; resolve?: unknown; reject?: unknown } = {};
    parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
    return parts;
  };
}
