/**
 * What pdf.js takes for granted and Node 20 does not have (ECMAScript 2024), and what it looks for to draw with:
 * nothing is drawn here, and without these it says at each start that it cannot. Imported before pdf.js.
 */
interface Capability {
  readonly promise: Promise<unknown>;
  resolve(value: unknown): void;
  reject(reason: unknown): void;
}

const promises = Promise as unknown as { withResolvers?: () => Capability };
promises.withResolvers ??= () => {
  const settlers: Pick<Capability, 'resolve' | 'reject'>[] = [];
  const promise = new Promise((resolve, reject) => settlers.push({ resolve, reject }));
  return {
    promise,
    resolve: (value) => settlers[0]?.resolve(value),
    reject: (reason) => settlers[0]?.reject(reason),
  };
};

const buffers = ArrayBuffer.prototype as { transferToFixedLength?: (length?: number) => ArrayBuffer };
buffers.transferToFixedLength ??= function transferToFixedLength(
  this: ArrayBuffer,
  length = this.byteLength,
) {
  const moved = structuredClone(this, { transfer: [this] });
  if (length === moved.byteLength) return moved;
  const resized = new Uint8Array(length);
  resized.set(new Uint8Array(moved, 0, Math.min(length, moved.byteLength)));
  return resized.buffer;
};

const canvas = globalThis as { DOMMatrix?: unknown; Path2D?: unknown };
canvas.DOMMatrix ??= class DOMMatrix {};
canvas.Path2D ??= class Path2D {};
