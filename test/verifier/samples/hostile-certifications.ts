/** Certifications and fields that carry a good signature and must still be refused. */
import { appearance, type Craft } from './craft-pdf.ts';
import { at, edit, type HostileRevision, OTHER_CONTENT, PAGE, PAGES, put } from './hostile-revision.ts';

/** In the revision that certifies: what the signers saw changes under the certification. */
export const HOSTILE_CERTIFICATIONS: readonly HostileRevision[] = [
  { title: 'the content of a page', revise: put(0, 11, OTHER_CONTENT), expected: 'changed-object' },
  {
    title: 'a font',
    revise: put(0, 3, '<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>'),
    expected: 'changed-object',
  },
  {
    title: 'other content on a page',
    revise: at(0, (objects) => objects.set(10, `<< ${PAGE.replace('11 0', '13 0')} >>`)),
    expected: 'changed-page',
  },
  {
    title: 'a smaller page',
    revise: put(0, 10, `<< ${PAGE} /MediaBox [0 0 9 9] >>`),
    expected: 'changed-page',
  },
  {
    title: 'a script on a page',
    revise: put(0, 10, `<< ${PAGE} /AA << /O << /S /JavaScript /JS () >> >> >>`),
    expected: 'changed-page',
  },
  {
    title: 'pages in another order',
    revise: put(0, 2, `<< ${PAGES} /Kids [12 0 R 10 0 R] /Count 2 >>`),
    expected: 'changed-page',
  },
  {
    title: 'a page fewer',
    revise: put(0, 2, `<< ${PAGES} /Kids [10 0 R] /Count 1 >>`),
    expected: 'changed-page',
  },
  {
    title: 'a count that hides a page',
    revise: put(0, 2, `<< ${PAGES} /Kids [10 0 R 12 0 R] /Count 1 >>`),
    expected: 'changed-page',
  },
  {
    title: 'a page before the first',
    revise: at(0, (objects) => {
      objects.set(2, `<< ${PAGES} /Kids [200 0 R 10 0 R 12 0 R] /Count 3 >>`);
      objects.set(200, '<< /Type /Page /Parent 2 0 R >>');
    }),
    expected: 'changed-page',
  },
  {
    title: 'a last page that acts',
    revise: at(0, (objects) => {
      objects.set(2, `<< ${PAGES} /Kids [10 0 R 12 0 R 200 0 R] /Count 3 >>`);
      objects.set(200, '<< /Type /Page /Parent 2 0 R /AA << /O << /S /Launch >> >> >>');
    }),
    expected: 'forbidden-content',
  },
  { title: 'an annotation fewer', revise: put(0, 5, '[101 0 R 102 0 R]'), expected: 'changed-page' },
  {
    title: 'an annotation that is no field',
    revise: at(0, (objects) => {
      objects.set(5, '[6 0 R 101 0 R 102 0 R 200 0 R]');
      objects.set(200, '<< /Type /Annot /Subtype /FreeText /Rect [0 0 595 842] /Contents (paid) >>');
    }),
    expected: 'changed-page',
  },
  {
    title: 'a field on two pages',
    revise: put(
      0,
      12,
      '<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> >> /Contents 13 0 R /Annots [101 0 R] >>',
    ),
    expected: 'widget',
  },
  {
    title: 'an action at opening',
    revise: edit(0, 1, '/Lang (en)', '/Lang (en) /OpenAction [12 0 R /Fit]'),
    expected: 'changed-catalog',
  },
  {
    title: 'layers',
    revise: edit(0, 1, '/Lang (en)', '/Lang (en) /OCProperties << >>'),
    expected: 'changed-catalog',
  },
  { title: 'another language', revise: edit(0, 1, '/Lang (en)', '/Lang (de)'), expected: 'changed-catalog' },
  { title: 'P=1', revise: edit(0, 111, '/P 2', '/P 1'), expected: 'certification' },
  { title: 'P=3', revise: edit(0, 111, '/P 2', '/P 3'), expected: 'certification' },
  { title: 'no transform', revise: edit(0, 111, '/DocMDP', '/FieldMDP'), expected: 'certification' },
  {
    title: 'no permissions',
    revise: edit(0, 1, '/Perms << /DocMDP 111 0 R >>', ''),
    expected: 'certification',
  },
  { title: 'usage rights', revise: edit(0, 1, '/DocMDP 111', '/UR3 111'), expected: 'certification' },
  {
    title: 'permissions from elsewhere',
    revise: edit(0, 1, '/DocMDP 111', '/DocMDP 110'),
    expected: 'certification',
  },
  {
    title: 'a form that may be rewritten',
    revise: edit(0, 100, '/SigFlags 3', '/SigFlags 1'),
    expected: 'changed-form',
  },
  {
    title: 'an XFA form',
    revise: edit(0, 100, '/SigFlags 3', '/SigFlags 3 /XFA (x)'),
    expected: 'changed-form',
  },
  {
    title: 'a text field',
    revise: at(0, (objects) => {
      objects.set(100, '<< /Fields [110 0 R 101 0 R 102 0 R 200 0 R] /SigFlags 3 >>');
      objects.set(200, '<< /FT /Tx /T (amount) /V (900) >>');
    }),
    expected: 'changed-form',
  },
  {
    title: 'a field that nobody signs',
    revise: at(0, (objects) => {
      objects.set(100, '<< /Fields [110 0 R 101 0 R 102 0 R 200 0 R] /SigFlags 3 >>');
      objects.set(200, '<< /FT /Sig /T (free) >>');
    }),
    expected: 'empty-field',
  },
  { title: 'a field with an action', revise: edit(0, 110, '/FT', '/AA << >> /FT'), expected: 'field' },
  {
    title: 'a signature of another kind',
    revise: edit(0, 111, 'ETSI.CAdES.detached', 'adbe.pkcs7.detached'),
    expected: 'signature-dictionary',
  },
  {
    title: 'a signature without /M',
    revise: edit(0, 111, '/M (D:20260115100000Z)', ''),
    expected: 'signature-dictionary',
  },
  {
    title: 'a signature with /Cert',
    revise: edit(0, 111, '/M (', '/Cert (x) /M ('),
    expected: 'signature-dictionary',
  },
];

/** A field that nobody sees: the same wrong field in both revisions, so that only its look is at fault. */
function unseen(title: string, from: string, to: string): HostileRevision {
  const revise: NonNullable<Craft['revise']> = (step, objects) => {
    const body = objects.get(101);
    if (step < 2 && typeof body === 'string') objects.set(101, body.replace(from, to));
  };
  return { title, revise, expected: 'widget' };
}

export const UNSEEN_FIELDS: readonly HostileRevision[] = [
  unseen('hidden', '/F 132', '/F 134'),
  unseen('not printed', '/F 132', '/F 128'),
  unseen('without a size', '[60 170 260 240]', '[60 170 60 170]'),
  unseen('beside the page', '[60 170 260 240]', '[600 170 800 240]'),
  unseen('with the wrong page named', '/P 10 0 R', '/P 12 0 R'),
  { title: 'not among the annotations', revise: put(0, 5, '[6 0 R 102 0 R]'), expected: 'widget' },
  { title: 'without a look', revise: edit(1, 101, '/AP << /N 121 0 R >>', ''), expected: 'widget' },
];

const STAMP =
  '/Type /Annot /Subtype /Stamp /F 708 /P 10 0 R /Rect [300 300 360 330] /AP << /N 201 0 R >> /Contents (Initials of A)';

/** A stamp in the certified revision, as `from` of it says in other words. */
function stamped(from: string, to: string): NonNullable<Craft['revise']> {
  return at(0, (objects) => {
    if (!STAMP.includes(from)) throw new Error(`a stamp has no "${from}"`);
    objects.set(5, '[6 0 R 101 0 R 102 0 R 200 0 R]');
    objects.set(200, `<< ${STAMP.replace(from, to)} >>`);
    objects.set(201, appearance());
  });
}

/** Locked, printed and with one look: what a sealer may lay on pages before it certifies them. */
export const GOOD_STAMP: Craft = { revise: stamped('', '') };

export const HOSTILE_STAMPS: readonly HostileRevision[] = [
  { title: 'can be moved', revise: stamped('/F 708', '/F 580'), expected: 'stamp' },
  { title: 'can be changed', revise: stamped('/F 708', '/F 644'), expected: 'stamp' },
  { title: 'is not printed', revise: stamped('/F 708', '/F 704'), expected: 'stamp' },
  { title: 'is hidden', revise: stamped('/F 708', '/F 710'), expected: 'stamp' },
  { title: 'is seen on paper only', revise: stamped('/F 708', '/F 740'), expected: 'stamp' },
  { title: 'has no flags', revise: stamped('/F 708 ', ''), expected: 'stamp' },
  { title: 'names another page', revise: stamped('/P 10 0 R', '/P 12 0 R'), expected: 'stamp' },
  { title: 'has no place', revise: stamped('/Rect [300 300 360 330]', ''), expected: 'stamp' },
  { title: 'has no look', revise: stamped('/AP << /N 201 0 R >>', ''), expected: 'stamp' },
  {
    title: 'looks different under the pointer',
    revise: stamped('/N 201 0 R', '/N 201 0 R /R 201 0 R'),
    expected: 'stamp',
  },
  {
    title: 'has a look for each state',
    revise: stamped('/N 201 0 R', '/N << /On 201 0 R >>'),
    expected: 'stamp',
  },
  { title: 'opens a note', revise: stamped('/P 10', '/Popup 6 0 R /P 10'), expected: 'stamp' },
  { title: 'answers another', revise: stamped('/P 10', '/IRT 6 0 R /P 10'), expected: 'stamp' },
  {
    title: 'leads elsewhere',
    revise: stamped('/P 10', '/A << /S /URI /URI (http://example.org) >> /P 10'),
    expected: 'forbidden-content',
  },
  { title: 'is in a layer', revise: stamped('/P 10', '/OC << >> /P 10'), expected: 'forbidden-content' },
  { title: 'is another kind', revise: stamped('/Stamp', '/FreeText'), expected: 'changed-page' },
];
