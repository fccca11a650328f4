/**
 * What the first appended revision may change: it adds the form, the empty fields, the certification
 * and, at the end, pages. Every page that the signers saw stays as it was, apart from the widgets
 * and the locked stamps that are laid on it.
 */
import { annotationsOf, readPageTree } from '../pdf/page-tree.ts';
import { signatureFields } from '../pdf/signature-fields.ts';
import { Dict, isArray, Name, Ref, sameDictApartFrom, sameValue } from '../pdf/values.ts';
import type { ChangeLedger } from './change-ledger.ts';
import { checkStamp, isStamp } from './stamps.ts';

export function checkCertifiedRevision(ledger: ChangeLedger): void {
  checkCatalog(ledger);
  checkForm(ledger);
  checkFields(ledger);
  checkPages(ledger);
}

/** ISO 32000-2 table 29: the entries that a certification needs. */
function checkCatalog(ledger: ChangeLedger): void {
  const { before, after, findings } = ledger;
  const [old, now] = [before.catalog, after.catalog];
  if (!sameDictApartFrom(old, now, ['AcroForm', 'Perms', 'Extensions', 'Version'])) {
    findings.report('changed-catalog', 'the catalog changed in more than its form and permissions');
  }
  if (old.has('Perms')) findings.report('changed-catalog', 'the original already had permissions');
  const [given, version] = [old.get('Version'), now.get('Version')];
  const isKept = given instanceof Name && version instanceof Name && given.value === version.value;
  const isNew = version instanceof Name && /^(1\.[5-7]|2\.0)$/.test(version.value);
  if (version !== undefined && !isKept && !isNew) {
    findings.report('changed-catalog', 'the catalog names a version that does not exist');
  }
  const root = after.trailer.get('Root');
  if (root instanceof Ref) ledger.explain(root.number);
  ledger.explainNew(now.get('Perms'));
  ledger.explainNew(now.get('Extensions'));
}

/** 12.7.3: old fields stay first and in order; what is added is signature fields. */
function checkForm(ledger: ChangeLedger): void {
  const { before, after, findings } = ledger;
  const reference = after.catalog.get('AcroForm');
  const [old, now] = [before.resolve(before.catalog.get('AcroForm')), after.resolve(reference)];
  const form = old instanceof Dict ? old : new Dict(new Map());
  if (!(now instanceof Dict)) {
    findings.report('changed-form', 'the certified document has no form');
    return;
  }
  if (!sameDictApartFrom(form, now, ['Fields', 'SigFlags', 'DA', 'DR'])) {
    findings.report('changed-form', 'the form changed in more than its signature fields');
  }
  for (const key of ['DA', 'DR']) {
    if (form.has(key) && !sameValue(form.get(key), now.get(key))) {
      findings.report('changed-form', `the form has another /${key}: old fields would look different`);
    }
  }
  // 12.7.3 table 225: 1 signatures exist, 2 append only.
  if (now.get('SigFlags') !== 3) findings.report('changed-form', '/SigFlags is not 3');
  const [oldFields, fields] = [before.resolve(form.get('Fields')), after.resolve(now.get('Fields'))];
  const kept = isArray(oldFields) ? oldFields : [];
  if (!isArray(fields) || !kept.every((field, at) => sameValue(field, fields[at]))) {
    findings.report('changed-form', 'the fields of the original are not kept in order');
    return;
  }
  const signatures = new Set(signatureFields(after).map((field) => field.objectNumber));
  for (const field of fields.slice(kept.length)) {
    if (!(field instanceof Ref) || !ledger.isNew(field.number) || !signatures.has(field.number)) {
      findings.report('changed-form', 'something else than a signature field was added to the form');
    }
  }
  if (reference instanceof Ref) ledger.explain(reference.number);
  const list = now.get('Fields');
  if (list instanceof Ref) ledger.explain(list.number);
  if (!form.has('DR')) ledger.explainNew(now.get('DR'));
}

const FIELD_KEYS = [
  ...[
    'Type',
    'Subtype',
    'FT',
    'T',
    'TU',
    'V',
    'F',
    'Ff',
    'Rect',
    'P',
    'AP',
    'DA',
    'MK',
    'BS',
    'Border',
    'Kids',
    'Parent',
  ],
  ...['StructParent', 'Lang'],
];

function checkFields(ledger: ChangeLedger): void {
  const { after, findings } = ledger;
  for (const field of signatureFields(after)) {
    if (!ledger.isNew(field.objectNumber)) continue;
    for (const dict of [field.dict, ...field.widgets.map((widget) => widget.dict)]) {
      const extra = dict.keys().filter((key) => !FIELD_KEYS.includes(key));
      if (extra.length > 0) findings.report('field', `field ${field.name} has /${extra.join(' /')}`);
    }
    ledger.explainNew(new Ref(field.objectNumber, 0));
  }
}

/** 7.7.3: the old pages are the first pages, in order and unchanged apart from added widgets. */
function checkPages(ledger: ChangeLedger): void {
  const { before, after, findings } = ledger;
  const [old, now] = [readPageTree(before), readPageTree(after)];
  if (!old.pages.every((page, at) => now.pages[at] === page)) {
    findings.report('changed-page', 'the pages of the original are not the first pages in their order');
  }
  for (const [number, node] of now.nodes) {
    const was = old.nodes.get(number);
    const same = was
      ? sameDictApartFrom(was.dict, node.dict, ['Kids', 'Count']) &&
        was.kids.every((kid, at) => node.kids[at] === kid)
      : ledger.isNew(number) &&
        node.dict.keys().every((key) => ['Type', 'Parent', 'Kids', 'Count'].includes(key));
    if (!same)
      findings.report('changed-page', `node ${number} of the page tree changed in more than added pages`);
    ledger.explain(number);
    const kids = node.dict.get('Kids');
    if (kids instanceof Ref) ledger.explain(kids.number);
  }
  const root = after.dict(after.catalog.get('Pages'), 'the page tree');
  if (root.get('Count') !== now.pages.length)
    findings.report('changed-page', '/Count of the page tree is wrong');

  const widgets = new Set(
    signatureFields(after).flatMap((field) => field.widgets.map((w) => w.objectNumber)),
  );
  const known = new Set(old.pages);
  for (const number of now.pages) {
    const page = after.dict(new Ref(number, generation(ledger, number)), `page ${number}`);
    if (known.has(number)) checkKeptPage(ledger, number, page, widgets);
    else {
      if (!ledger.isNew(number)) findings.report('changed-page', `object ${number} was turned into a page`);
      ledger.explainNew(new Ref(number, 0));
      checkAdded(ledger, annotationsOf(after, page), widgets, number);
    }
  }
}

function checkKeptPage(ledger: ChangeLedger, number: number, page: Dict, widgets: ReadonlySet<number>): void {
  const { before, after, findings } = ledger;
  const was = before.object(number);
  // 14.7.5.4 and 12.5.1: /Tabs says in which order the fields are reached, and shows nothing.
  if (!(was instanceof Dict) || !sameDictApartFrom(was, page, ['Annots', 'Tabs'])) {
    findings.report('changed-page', `page object ${number} changed in more than its annotations`);
    return;
  }
  const [kept, annotations] = [annotationsOf(before, was), annotationsOf(after, page)];
  if (!kept.every((annotation, at) => sameValue(annotation, annotations[at]))) {
    findings.report('changed-page', `page object ${number} lost or moved an annotation`);
  }
  checkAdded(ledger, annotations.slice(kept.length), widgets, number);
  ledger.explain(number);
  const list = page.get('Annots');
  if (list instanceof Ref) ledger.explain(list.number);
}

function checkAdded(
  ledger: ChangeLedger,
  added: readonly unknown[],
  widgets: ReadonlySet<number>,
  page: number,
): void {
  for (const annotation of added) {
    if (annotation instanceof Ref && ledger.isNew(annotation.number)) {
      if (widgets.has(annotation.number)) continue;
      if (isStamp(ledger, annotation)) {
        checkStamp(ledger, annotation, page);
        continue;
      }
    }
    ledger.findings.report(
      'changed-page',
      `page object ${page} got an annotation that is neither a signature field nor a stamp`,
    );
  }
}

function generation(ledger: ChangeLedger, number: number): number {
  const entry = ledger.after.entries.get(number);
  return entry?.kind === 'offset' ? entry.generation : 0;
}
