/** What the floor makes of a file: how many pages, and their pixels at the size at which the widget drew them. */
import type { Page } from 'playwright-core';
import type * as Pdfjs from 'pdfjs-dist';

/** How the widget drew a page. */
export interface Drawn {
  readonly width: number;
  readonly height: number;
  /** Canvas pixels per CSS pixel at 100 %. */
  readonly scale: number;
  /** Of all pixels, in hex. */
  readonly sha256: string;
}

export type FloorAnswer<T> = { readonly ok: T } | { readonly error: string };

interface FloorScope {
  readonly pdfjs: typeof Pdfjs;
  document: Document;
  loading?: Pdfjs.PDFDocumentLoadingTask;
}

export class Floor {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async on(page: Page, url: string): Promise<Floor> {
    await page.goto(url);
    await page.waitForFunction(() => 'pdfjs' in globalThis);
    return new Floor(page);
  }

  async toFront(): Promise<void> {
    await this.#page.bringToFront();
  }

  /** @returns the number of pages */
  async open(id: string): Promise<FloorAnswer<number>> {
    return this.#page.evaluate(async (path) => {
      const scope = globalThis as unknown as FloorScope;
      const { getDocument, VerbosityLevel } = scope.pdfjs;
      await scope.loading?.destroy().catch(() => undefined);
      const at = (folder: string) => new URL(`/pdfjs/${folder}/`, location.href).href;
      const data = await (await fetch(path)).bytes();
      const task = getDocument({
        data,
        cMapUrl: at('cmaps'),
        cMapPacked: true,
        standardFontDataUrl: at('standard_fonts'),
        wasmUrl: at('wasm'),
        iccUrl: at('iccs'),
        useSystemFonts: false,
        enableXfa: false,
        disableWorkerRendering: true,
        verbosity: VerbosityLevel.ERRORS,
      });
      scope.loading = task;
      try {
        return { ok: (await task.promise).numPages };
      } catch (error) {
        return { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
      }
    }, `/files/${id}`);
  }

  /** Draws a page of what is open as the widget drew it; at 100 % where it did not. */
  async draw(number: number, as?: Omit<Drawn, 'sha256'>): Promise<FloorAnswer<string>> {
    return this.#page.evaluate(
      async ({ pageNumber, wanted }) => {
        const scope = globalThis as unknown as FloorScope;
        try {
          const pdf = await scope.loading?.promise;
          const page = await pdf?.getPage(pageNumber);
          const canvas = scope.document.querySelector('canvas');
          if (!page || !canvas) throw new Error('Nothing is open.');
          const cssPixelsPerUnit = 96 / 72;
          const viewport = page.getViewport({ scale: (wanted?.scale ?? 1) * cssPixelsPerUnit });
          canvas.width = wanted?.width ?? Math.max(1, Math.round(viewport.width));
          canvas.height = wanted?.height ?? Math.max(1, Math.round(viewport.height));
          await page.render({
            canvas,
            viewport,
            transform: [canvas.width / viewport.width, 0, 0, canvas.height / viewport.height, 0, 0],
            annotationMode: scope.pdfjs.AnnotationMode.ENABLE,
            background: 'white',
          }).promise;
          const context = canvas.getContext('2d');
          const { data } = context!.getImageData(0, 0, canvas.width, canvas.height);
          const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
          return { ok: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('') };
        } catch (error) {
          return { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
        }
      },
      { pageNumber: number, wanted: as },
    );
  }

  /** The page drawn last, as a PNG in a data URL. */
  async png(): Promise<string> {
    return this.#page.evaluate(() => document.querySelector('canvas')!.toDataURL('image/png'));
  }

  /** How many pixels of the page drawn last another picture has otherwise. */
  async differingFrom(other: string): Promise<number> {
    return this.#page.evaluate(async (otherPng) => {
      const canvas = document.querySelector('canvas')!;
      const bitmap = await createImageBitmap(await (await fetch(otherPng)).blob());
      const copy = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
      copy.drawImage(bitmap, 0, 0);
      const [a, b] = [canvas.getContext('2d')!, copy].map(
        (context) => new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer),
      );
      let differing = 0;
      for (let at = 0; at < a!.length; at++) if (a![at] !== b![at]) differing++;
      return differing;
    }, other);
  }

  /** Lets the file go. */
  async close(): Promise<void> {
    await this.#page.evaluate(async () => {
      const scope = globalThis as unknown as FloorScope;
      await scope.loading?.destroy().catch(() => undefined);
      delete scope.loading;
    });
  }
}
