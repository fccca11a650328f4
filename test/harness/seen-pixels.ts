/** Pages as another program shows them, and where on a picture something is seen. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';

/** In pixels, from the upper left corner of the picture. */
export interface SeenBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const run = promisify(execFile);

/** Whether pages can be shown: poppler is there. On a build machine it has to be. */
export async function canShowPages(): Promise<boolean> {
  const there = await run('pdftoppm', ['-v']).then(
    () => true,
    () => false,
  );
  if (!there && process.env.CI === 'true') throw new Error('pdftoppm is not installed.');
  return there;
}

/** @returns a PNG of a page, as large as it is on the screen where a point has so many pixels */
export async function pagePicture(pdf: Uint8Array, page: number, pixelsPerPoint: number): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'seen-pages-'));
  try {
    const file = join(folder, 'file.pdf');
    await writeFile(file, pdf);
    const only = ['-f', String(page), '-l', String(page), '-singlefile'];
    // A size in pixels would be that of the page before it is turned.
    await run('pdftoppm', ['-png', ...only, '-r', String(72 * pixelsPerPoint), file, join(folder, 'page')]);
    return await readFile(join(folder, 'page.png'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What of a picture is the blue of a pen. @param within only there */
export function inkIn(page: Page, png: Buffer, within?: SeenBox): Promise<SeenBox | undefined> {
  return boxIn(page, png, undefined, within);
}

/** Where two pictures of one size differ. */
export function differenceOf(page: Page, png: Buffer, other: Buffer): Promise<SeenBox | undefined> {
  return boxIn(page, png, other, undefined);
}

/** @param page an empty one: it is used to read pictures */
async function boxIn(
  page: Page,
  png: Buffer,
  other: Buffer | undefined,
  within: SeenBox | undefined,
): Promise<SeenBox | undefined> {
  // No function has a name in there: the one that gives names to functions is not on the page.
  return page.evaluate(
    async ({ pictures, inside }) => {
      const read: { width: number; height: number; data: Uint8ClampedArray }[] = [];
      for (const base64 of pictures) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const { width, height } = picture;
        const context = new OffscreenCanvas(width, height).getContext('2d');
        if (!context) throw new Error('There is nothing to draw with.');
        context.drawImage(picture, 0, 0);
        read.push({ width, height, data: context.getImageData(0, 0, width, height).data });
      }
      const [{ width, height, data } = { width: 0, height: 0, data: [] }, against] = read;
      const box = { left: width, top: height, right: 0, bottom: 0 };
      for (let y = Math.floor(inside?.top ?? 0); y < Math.min(height, inside?.bottom ?? height); y++)
        for (let x = Math.floor(inside?.left ?? 0); x < Math.min(width, inside?.right ?? width); x++) {
          const at = (y * width + x) * 4;
          const [red = 0, green = 0, blue = 0] = [data[at], data[at + 1], data[at + 2]];
          const differs = [0, 1, 2].some(
            (part) => Math.abs((data[at + part] ?? 0) - (against?.data[at + part] ?? 0)) > 8,
          );
          if (against ? !differs : !(blue > red + 16 && blue > green + 8)) continue;
          box.left = Math.min(box.left, x);
          box.top = Math.min(box.top, y);
          box.right = Math.max(box.right, x + 1);
          box.bottom = Math.max(box.bottom, y + 1);
        }
      return box.right > box.left ? box : undefined;
    },
    { pictures: [png, ...(other ? [other] : [])].map((one) => one.toString('base64')), inside: within },
  );
}
