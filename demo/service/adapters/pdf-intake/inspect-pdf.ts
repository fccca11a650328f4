/** Judges one file from beginning to end. Runs in a worker: a file may make it slow, never wrong. */
import { pageSizesOf } from '../../domain/page-sizes.ts';
import type { IntakeRefusal, IntakeResult } from '../../ports/pdf-intake.ts';
import type { PdfDict } from '../../pdf/objects.ts';
import { pageGeometry, shownSize } from '../../pdf/page-geometry.ts';
import { type PdfDocument, openPdf } from '../../pdf/pdf-document.ts';
import { PdfError } from '../../pdf/pdf-error.ts';
import { walkReachable } from '../../pdf/walk.ts';
import { judgeDictionary, listOf } from './judge-dictionary.ts';
import { hasChangingLayers } from './judge-optional-content.ts';
import { refuse } from './refusals.ts';

export interface InspectionLimits {
  readonly maxBytes: number;
  readonly maxPages: number;
}

export function inspectPdf(bytes: Uint8Array, { maxBytes, maxPages }: InspectionLimits): IntakeResult {
  if (bytes.length === 0) return refuse('empty');
  if (bytes.length > maxBytes) return refuse('too-large');
  try {
    const document = openPdf(bytes, { maxPages });
    const refusal = judge(document);
    return refusal === undefined ? accept(document) : refuse(refusal);
  } catch (error) {
    if (error instanceof PdfError) return refuse(error.code);
    throw error;
  }
}

function accept({ file, pages }: PdfDocument): IntakeResult {
  const sizes = pages.map((page) => shownSize(pageGeometry(page, (object) => file.resolve(object))));
  return { accepted: true, pages: pages.length, pageSizes: pageSizesOf(sizes) };
}

function judge({ file, catalog, catalogRef }: PdfDocument): IntakeRefusal | undefined {
  const form = file.dict(catalog.get('AcroForm'));
  if (form?.has('XFA') || file.resolve(catalog.get('NeedsRendering')) === true) return 'xfa';
  // ISO 32000-2 section 12.8.6: a certification or usage rights of someone else.
  if ((file.dict(catalog.get('Perms'))?.entries.size ?? 0) > 0) return 'foreign-signature';
  if (file.dict(catalog.get('Collection')) !== undefined || hasEmbeddedFiles(file, catalog))
    return 'embedded-files';
  if (hasChangingLayers(file, catalog)) return 'optional-content';
  let refusal: IntakeRefusal | undefined;
  walkReachable(file, catalogRef, (dict, ofStream) => {
    refusal ??= judgeDictionary(dict, ofStream, (object) => file.resolve(object));
  });
  return refusal;
}

/** Section 7.7.4: a name tree with anything in it. */
function hasEmbeddedFiles(file: PdfDocument['file'], catalog: PdfDict): boolean {
  const tree = file.dict(file.dict(catalog.get('Names'))?.get('EmbeddedFiles') ?? null);
  const filled = (key: string) => listOf(tree?.get(key) ?? null, (object) => file.resolve(object)).length > 0;
  return filled('Names') || filled('Kids');
}
