/**
 * Evil annotations and sneaky signatures (Rohlmann, Mladenov, Mainka, Schwenk, "Breaking the Specification: PDF
 * Certification", IEEE S&P 2021): what lies over a certified page, and pages that come, go or change places.
 */
import { bodyOf } from '../../verifier/samples/craft-long-term.ts';
import type { MutableObjects } from '../../verifier/samples/craft-pdf.ts';
import type { ProblemCode } from '../../verifier/findings.ts';
import type { PdfState } from '../../verifier/pdf/pdf-state.ts';
import type { MakeFamily, Mutant } from '../mutant.ts';
import { edited, form, inEachStep, isNumbered, withRevision } from '../parts.ts';
import type { SealedOrder } from '../sealed-orders.ts';
import type { Revision } from '../remade.ts';

const [PAGE, PAGES, NEW, LOOK] = [10, 2, 7100, 7101];
const OVER = '/Type /Annot /Rect [60 700 400 740] /F 4';

const ANNOTATIONS: Readonly<Record<string, string>> = {
  'a text over the page': `<< ${OVER} /Subtype /FreeText /DA (/F1 14 Tf) /Contents (pay 900000 euro) /AP << /N ${LOOK} 0 R >> >>`,
  'a stamp over the page': `<< ${OVER} /Subtype /Stamp /Name /Approved /AP << /N ${LOOK} 0 R >> >>`,
  'a locked stamp over the page': `<< /Type /Annot /Rect [60 700 400 740] /F 708 /P ${PAGE} 0 R /Subtype /Stamp /AP << /N ${LOOK} 0 R >> >>`,
  'a redaction of the page': `<< ${OVER} /Subtype /Redact /IC [1 1 1] /AP << /N ${LOOK} 0 R >> >>`,
  'a square over the page': `<< ${OVER} /Subtype /Square /IC [1 1 1] /AP << /N ${LOOK} 0 R >> >>`,
  'ink over the page': `<< ${OVER} /Subtype /Ink /InkList [[60 700 400 740]] /AP << /N ${LOOK} 0 R >> >>`,
  'a highlight of the page': `<< ${OVER} /Subtype /Highlight /QuadPoints [60 740 400 740 60 700 400 700] >>`,
  'a link over the page': `<< ${OVER} /Subtype /Link /A << /S /URI /URI (https://other.example) >> >>`,
  'a note on the page': `<< ${OVER} /Subtype /Text /Contents (Void) /AP << /N ${LOOK} 0 R >> >>`,
  'a picture that moves over the page': `<< ${OVER} /Subtype /RichMedia /AP << /N ${LOOK} 0 R >> >>`,
  'a file on the page': `<< ${OVER} /Subtype /FileAttachment /FS << /F (other.pdf) >> >>`,
  'a field over the page': `<< ${OVER} /Subtype /Widget /FT /Tx /T (amount) /V (900000) /AP << /N ${LOOK} 0 R >> >>`,
  'a signature field over the page': `<< ${OVER} /Subtype /Widget /FT /Sig /T (sneaky) /AP << /N ${LOOK} 0 R >> >>`,
};

/** Onto the first page, whose list of annotations is object 5 where it has one. */
function annotated(
  state: PdfState,
  objects: ReadonlyMap<number, string | Buffer>,
  body: string,
): MutableObjects {
  const page = textOf(objects.get(PAGE)) ?? bodyOf(state, PAGE);
  const added: MutableObjects = new Map<number, string | Buffer>([
    [NEW, body],
    [LOOK, form('1 g 0 0 400 400 re f BT /F1 14 Tf 4 20 Td (pay 900000 euro) Tj ET')],
  ]);
  if (page.includes('/Annots 5 0 R'))
    added.set(5, edited(textOf(objects.get(5)) ?? bodyOf(state, 5), ']', ` ${NEW} 0 R]`));
  else added.set(PAGE, edited(page, '/Annots [', `/Annots [${NEW} 0 R `));
  return added;
}

const textOf = (body: string | Buffer | undefined): string | undefined =>
  body === undefined ? undefined : String(body);

type EditKids = (kids: string) => string;
const TREES: Readonly<Record<string, EditKids>> = {
  'a page more': (kids) => `${kids} ${NEW} 0 R`,
  'a page before the first': (kids) => `${NEW} 0 R ${kids}`,
  'a page in place of the first': (kids) => kids.replace(`${PAGE} 0 R`, `${NEW} 0 R`),
  'a page fewer': (kids) => kids.replace(`${PAGE} 0 R`, ''),
  'the pages in another order': (kids) => `12 0 R ${kids.replace('12 0 R', '')}`,
  'a page twice': (kids) => `${kids} ${PAGE} 0 R`,
};

function replanted(
  state: PdfState,
  objects: ReadonlyMap<number, string | Buffer>,
  kidsOf: EditKids,
): MutableObjects {
  const tree = textOf(objects.get(PAGES)) ?? bodyOf(state, PAGES);
  const [, kids = ''] = /\/Kids \[([^\]]*)\]/.exec(tree) ?? [];
  const count = kidsOf(kids).split(' R').length - 1;
  return new Map<number, string | Buffer>([
    [
      PAGES,
      edited(tree, /\/Kids \[[^\]]*\]/, `/Kids [${kidsOf(kids)}]`).replace(/\/Count \d+/, `/Count ${count}`),
    ],
    [NEW, `<< /Type /Page /Parent ${PAGES} 0 R /Contents ${LOOK} 0 R /MediaBox [0 0 595 842] >>`],
    [LOOK, form('0 0 9 9 re f')],
  ]);
}

const REFUSED: readonly ProblemCode[] = [
  ...(['changed-page', 'changed-object', 'malformed-pdf', 'forbidden-content', 'stamp'] as const),
  ...(['empty-field', 'widget'] as const),
];

export const annotationsAndPages: MakeFamily = (order, stage) => {
  if (!isNumbered(order)) return unnumbered(order);
  return [
    ...Object.entries(ANNOTATIONS).flatMap(([title, body]): Mutant[] => [
      withRevision(order, `${title}, appended`, (state) => annotated(state, new Map(), body)),
      ...inEachStep(order, stage, title, REFUSED, (revision) => {
        // Before the certification a locked stamp is what the sealer lays on pages itself.
        const isOwn = revision.step === 'certification' && title.startsWith('a locked stamp');
        put(revision, annotated(revision.before, revision.objects, isOwn ? body.replace('708', '4') : body));
      }),
    ]),
    ...Object.entries(TREES).flatMap(([title, kidsOf]): Mutant[] => [
      withRevision(order, `${title}, appended`, (state) => replanted(state, new Map(), kidsOf)),
      ...inEachStep(order, stage, title, REFUSED, (revision) => {
        // Pages more at the end are what a signature page is.
        const isOwn = revision.step === 'certification' && title === 'a page more';
        const other: EditKids = isOwn ? (kids) => kids.replace('12 0 R', `${NEW} 0 R 12 0 R`) : kidsOf;
        put(revision, replanted(revision.before, revision.objects, other));
      }),
    ]),
  ];
};

function put({ objects }: Revision, added: MutableObjects): void {
  for (const [number, body] of added) objects.set(number, body);
}

/** Where the numbers say nothing, what is appended lies over whatever they are. */
function unnumbered(order: SealedOrder): Mutant[] {
  return Object.entries(ANNOTATIONS).map(([title, body]) =>
    withRevision(
      order,
      `${title}, appended`,
      () =>
        new Map<number, string | Buffer>([
          [NEW, body],
          [LOOK, form('')],
        ]),
    ),
  );
}
