/**
 * The links of a page (ISO 32000-2, 12.5.6.5): to addresses that are harmless, and to places in the document
 * itself. Actions that run, open or send something (12.6.4: JavaScript, Launch, SubmitForm and the like) make
 * no link.
 */
import type { PDFDocumentProxy, PDFPageProxy, PageViewport } from 'pdfjs-dist';
import type { LinkTarget, PageLink, PagePlace, PageRegion } from '../document-engine.js';
import { harmlessUrl } from '../link-url.js';
import { CSS_PIXELS_PER_UNIT } from './page-geometry.js';

/** A table of contents has some fifty; a page with thousands is made to stop somebody. */
const MOST_LINKS = 500;

/** A page that is all link is a trap: it could be neither selected nor touched without leaving. */
const LARGEST_SHARE = 0.5;

/** What pdf.js tells of an annotation, as far as it is used; its own types say `any`. */
interface Annotation {
  readonly id?: unknown;
  readonly subtype?: unknown;
  readonly rect?: unknown;
  readonly unsafeUrl?: unknown;
  readonly url?: unknown;
  readonly dest?: unknown;
  readonly action?: unknown;
  readonly newWindow?: unknown;
  readonly contentsObj?: { readonly str?: unknown };
}

export async function linksOf(
  pdf: PDFDocumentProxy,
  page: PDFPageProxy,
  signal: AbortSignal,
): Promise<readonly PageLink[]> {
  const annotations = (await page.getAnnotations({ intent: 'display' })) as readonly Annotation[];
  signal.throwIfAborted();
  const viewport = page.getViewport({ scale: CSS_PIXELS_PER_UNIT, rotation: page.rotate });
  const links: PageLink[] = [];
  for (const annotation of annotations) {
    if (links.length >= MOST_LINKS) break;
    if (annotation.subtype !== 'Link') continue;
    const region = regionOf(annotation.rect, viewport);
    const target = targetOf(annotation, pdf, page.pageNumber);
    if (!region || !target) continue;
    const name = annotation.contentsObj?.str;
    links.push({
      region,
      target,
      ...(typeof annotation.id === 'string' && { id: annotation.id }),
      ...(typeof name === 'string' && name.trim() && { name: name.trim() }),
    });
  }
  return links;
}

/** The part of it that lies on the page. */
function regionOf(rect: unknown, viewport: PageViewport): PageRegion | undefined {
  if (!Array.isArray(rect) || rect.length !== 4 || !rect.every(Number.isFinite)) return undefined;
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = [
    ...viewport.convertToViewportPoint(rect[0], rect[1]),
    ...viewport.convertToViewportPoint(rect[2], rect[3]),
  ] as number[];
  const left = Math.max(0, Math.min(x1, x2));
  const top = Math.max(0, Math.min(y1, y2));
  const width = Math.min(viewport.width, Math.max(x1, x2)) - left;
  const height = Math.min(viewport.height, Math.max(y1, y2)) - top;
  if (width < 1 || height < 1) return undefined;
  if (width * height > LARGEST_SHARE * viewport.width * viewport.height) return undefined;
  return { x: left, y: top, width, height };
}

function targetOf(
  { unsafeUrl, url, dest, action, newWindow }: Annotation,
  pdf: PDFDocumentProxy,
  page: number,
): LinkTarget | undefined {
  const address = unsafeUrl ?? url;
  if (address !== undefined) {
    // Only scripts and actions that open a file say whether in a new window. Of those that open a file it is all of
    // them in the worker that the build makes, and in that of pdf.js itself those whose file says so.
    const href = typeof address === 'string' && newWindow === undefined ? harmlessUrl(address) : undefined;
    return href === undefined ? undefined : { type: 'url', href };
  }
  if (dest) return { type: 'place', find: () => placeOf(dest, pdf) };
  const wanted = typeof action === 'string' ? pageNamed(action, page, pdf.numPages) : undefined;
  return wanted === undefined ? undefined : { type: 'place', find: async () => ({ page: wanted, top: 0 }) };
}

/** Named actions (12.6.4.12) that turn pages; others press buttons of a program. */
function pageNamed(action: string, page: number, count: number): number | undefined {
  const pages: Readonly<Record<string, number>> = {
    NextPage: page + 1,
    PrevPage: page - 1,
    FirstPage: 1,
    LastPage: count,
  };
  const wanted = Object.hasOwn(pages, action) ? pages[action] : undefined;
  return wanted !== undefined && wanted >= 1 && wanted <= count ? wanted : undefined;
}

/** Destinations (12.3.2): by name or in full; to a page by its object, or by its number from 0. */
async function placeOf(unverified: unknown, pdf: PDFDocumentProxy): Promise<PagePlace | undefined> {
  const destination: unknown =
    typeof unverified === 'string' ? await pdf.getDestination(unverified) : unverified;
  if (!Array.isArray(destination)) return undefined;
  const [target, fit, ...numbers] = destination as unknown[];
  const index = typeof target === 'number' ? target : await pdf.getPageIndex(target as never).catch(() => -1);
  if (!Number.isInteger(index) || index < 0 || index >= pdf.numPages) return undefined;
  const kind = (fit as { readonly name?: unknown } | undefined)?.name;
  const height = kind === 'XYZ' ? numbers[1] : kind === 'FitH' || kind === 'FitBH' ? numbers[0] : undefined;
  if (typeof height !== 'number' || !Number.isFinite(height)) return { page: index + 1, top: 0 };
  const page = await pdf.getPage(index + 1);
  const viewport = page.getViewport({ scale: CSS_PIXELS_PER_UNIT });
  const left = kind === 'XYZ' && typeof numbers[0] === 'number' ? numbers[0] : 0;
  const [, top = 0] = viewport.convertToViewportPoint(left, height) as number[];
  return { page: index + 1, top: Math.min(Math.max(0, top), viewport.height) };
}
