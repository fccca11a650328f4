/**
 * The signature dictionaries and their fields: ISO 32000-2 tables 255 to 258, and ETSI EN 319 142-1
 * section 6.3 for what a PAdES baseline signature must and must not have.
 */
import type { Findings } from './findings.ts';
import { annotationsOf, readPageTree, rectangle, visibleBox } from './pdf/page-tree.ts';
import type { PdfState } from './pdf/pdf-state.ts';
import { Dict, isArray, type PdfValue, Ref, Text } from './pdf/values.ts';
import type { SignedRevision } from './signed-revisions.ts';

const KEYS = [
  ...[
    'Type',
    'Filter',
    'SubFilter',
    'ByteRange',
    'Contents',
    'M',
    'Name',
    'Reason',
    'Location',
    'ContactInfo',
  ],
  ...['Prop_Build', 'Reference'],
];

export function isCertification(file: PdfState, signature: Dict): boolean {
  return docMdp(file, signature) !== undefined;
}

function docMdp(file: PdfState, signature: Dict): Dict | undefined {
  const references = file.resolve(signature.get('Reference'));
  for (const item of isArray(references) ? references : []) {
    const reference = file.resolve(item);
    if (reference instanceof Dict && reference.name('TransformMethod') === 'DocMDP') return reference;
  }
  return undefined;
}

export function checkSignatureDictionary({ field, signature }: SignedRevision, findings: Findings): void {
  const report = (message: string): void => {
    findings.report('signature-dictionary', `the signature of ${field.name} ${message}`);
  };
  if (signature.has('Type') && signature.name('Type') !== 'Sig') report('is not of /Type /Sig');
  if (signature.name('Filter') === undefined) report('names no /Filter');
  if (signature.name('SubFilter') !== 'ETSI.CAdES.detached') report('is not ETSI.CAdES.detached');
  const when = signature.get('M');
  if (!(when instanceof Text) || !/^D:\d{14}(Z|[+-]\d\d'\d\d'?)?/.test(when.latin1))
    report('has no time in /M');
  const extra = signature.keys().filter((key) => !KEYS.includes(key));
  if (extra.length > 0) report(`has /${extra.join(' /')}`);
}

/** 12.8.2.2 and 12.8.6: one certification, the first signature, and the catalog says so. */
export function checkCertification(
  file: PdfState,
  revisions: readonly SignedRevision[],
  findings: Findings,
): void {
  const [first, ...others] = revisions;
  if (!first) return;
  const reference = docMdp(file, first.signature);
  const list = file.resolve(first.signature.get('Reference'));
  const parameters = reference && file.resolve(reference.get('TransformParams'));
  if (!reference || !isArray(list) || list.length !== 1) {
    findings.report('certification', 'the first signature is not a certification');
  } else if (!(parameters instanceof Dict) || parameters.get('P') !== 2 || parameters.name('V') !== '1.2') {
    findings.report('certification', 'the certification is not DocMDP version 1.2 with P=2');
  }
  const permissions = file.resolve(file.catalog.get('Perms'));
  const named = permissions instanceof Dict ? permissions.get('DocMDP') : undefined;
  if (!(permissions instanceof Dict) || permissions.keys().join() !== 'DocMDP') {
    findings.report('certification', '/Perms does not name the certification and nothing else');
  } else if (!(named instanceof Ref) || named.number !== first.valueNumber) {
    findings.report('certification', '/Perms names something else than the first signature');
  }
  for (const { field, signature } of others) {
    if (signature.has('Reference'))
      findings.report('certification', `the signature of ${field.name} has a transform`);
  }
}

/** 12.5.3: invisible 1, hidden 2, print 4, no view 32, toggle no view 256. */
const HIDING = 1 | 2 | 32 | 256;
const PRINT = 4;

/** What a signer sees of an approval is one widget on one page, with a size, not hidden, printed. */
export function checkWidgets(file: PdfState, revisions: readonly SignedRevision[], findings: Findings): void {
  const pagesOf = new Map<number, Dict[]>();
  for (const number of readPageTree(file).pages) {
    const page = file.object(number);
    if (!(page instanceof Dict)) continue;
    for (const annotation of annotationsOf(file, page)) {
      if (annotation instanceof Ref)
        pagesOf.set(annotation.number, [...(pagesOf.get(annotation.number) ?? []), page]);
    }
  }
  for (const { field, signature } of revisions) {
    if (isCertification(file, signature)) continue;
    const report = (message: string): void => findings.report('widget', `field ${field.name} ${message}`);
    const [widget, ...more] = field.widgets;
    const [page, ...morePages] = (widget && pagesOf.get(widget.objectNumber)) ?? [];
    if (!widget || more.length > 0) report('does not have exactly one widget');
    if (!widget || !page || morePages.length > 0) {
      report('is not on exactly one page');
      continue;
    }
    const flags = widget.dict.get('F');
    if (typeof flags !== 'number' || (flags & HIDING) !== 0 || (flags & PRINT) === 0) report('is hidden');
    checkPlace(file, widget.dict, page, report);
    const appearance = file.resolve(widget.dict.get('AP'));
    if (!(appearance instanceof Dict)) report('shows nothing');
  }
}

function checkPlace(file: PdfState, widget: Dict, page: Dict, report: (message: string) => void): void {
  const place = rectangle(file, widget.get('Rect'));
  const box = visibleBox(file, page);
  if (!place || !box) {
    report('has no place');
    return;
  }
  const [left = 0, bottom = 0, right = 0, top = 0] = place;
  if (right - left < 1 || top - bottom < 1) report('has no size');
  const [boxLeft = 0, boxBottom = 0, boxRight = 0, boxTop = 0] = box;
  // Half a point for rounding.
  const inside =
    left > boxLeft - 0.5 && bottom > boxBottom - 0.5 && right < boxRight + 0.5 && top < boxTop + 0.5;
  if (!inside) report('is not wholly on its page');
  const named: PdfValue | undefined = widget.get('P');
  if (named instanceof Ref && file.object(named.number) !== page)
    report('names another page than the one it is on');
}
