/**
 * Revisions that carry a good signature and must still be refused: what somebody who can have things
 * sealed, or a sealer with an error, could make. Each is one change to a file that is otherwise good.
 */
import { appearance, fieldBody } from './craft-pdf.ts';
import {
  at,
  CATALOG,
  edit,
  type HostileRevision,
  OTHER_CONTENT,
  PAGE,
  PAGES,
  put,
} from './hostile-revision.ts';
import { stream } from './original-pdf.ts';

/** After the certification: a signer's revision changes more than its field. */
export const HOSTILE_FILL_INS: readonly HostileRevision[] = [
  { title: 'the content of a page', revise: put(1, 11, OTHER_CONTENT), expected: 'changed-object' },
  {
    title: 'the content of a page in the last revision',
    revise: put(2, 13, OTHER_CONTENT),
    expected: 'changed-object',
  },
  { title: 'a page', revise: put(1, 10, `<< ${PAGE} /Rotate 180 >>`), expected: 'changed-object' },
  {
    title: 'a font',
    revise: put(1, 3, '<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>'),
    expected: 'changed-object',
  },
  {
    title: 'the annotations of a page',
    revise: put(1, 5, '[6 0 R 101 0 R 102 0 R 6 0 R]'),
    expected: 'changed-object',
  },
  {
    title: 'an annotation',
    revise: put(1, 6, '<< /Type /Annot /Subtype /Square /Rect [0 0 595 842] /IC [1 1 1] >>'),
    expected: 'changed-object',
  },
  {
    title: 'a stamp',
    revise: at(1, (objects) => {
      objects.set(5, '[6 0 R 101 0 R 102 0 R 200 0 R]');
      objects.set(
        200,
        '<< /Type /Annot /Subtype /Stamp /F 708 /P 10 0 R /Rect [9 9 90 90] /AP << /N 201 0 R >> >>',
      );
      objects.set(201, appearance());
    }),
    expected: 'changed-object',
  },
  {
    title: 'the list of pages',
    revise: put(1, 2, `<< ${PAGES} /Kids [12 0 R 10 0 R] /Count 2 >>`),
    expected: 'changed-object',
  },
  {
    title: 'an action at opening',
    revise: put(1, 1, `<< ${CATALOG} /OpenAction [12 0 R /Fit] >>`),
    expected: 'changed-object',
  },
  {
    title: 'scripts among the names',
    revise: put(2, 1, `<< ${CATALOG} /Names << /JavaScript << /Names [] >> >> >>`),
    expected: 'changed-object',
  },
  { title: 'the information', revise: put(1, 4, '<< /Title (Another) >>'), expected: 'changed-object' },
  {
    title: 'a field added to the form',
    revise: put(1, 100, '<< /Fields [110 0 R 101 0 R 102 0 R 6 0 R] /SigFlags 3 >>'),
    expected: 'changed-object',
  },
  {
    title: 'looks left to the reader',
    revise: put(2, 100, '<< /Fields [110 0 R 101 0 R 102 0 R] /SigFlags 3 /NeedAppearances true >>'),
    expected: 'changed-object',
  },
  {
    title: 'the field of another signer',
    revise: put(1, 102, fieldBody(2, '/TU (Director) ')),
    expected: 'changed-object',
  },
  {
    title: 'the field of a signer before',
    revise: put(2, 101, fieldBody(1, '/V 120 0 R ')),
    expected: 'changed-object',
  },
  {
    title: 'the signature of a signer before',
    revise: put(2, 121, stream('/Type /XObject /Subtype /Form /BBox [0 0 9 9]', '')),
    expected: 'changed-object',
  },
  { title: 'the place of its field', revise: edit(1, 101, '[60 170', '[10 170'), expected: 'changed-field' },
  {
    title: 'the name of its field',
    revise: edit(1, 101, 'Signature1', 'Signature9'),
    expected: 'changed-field',
  },
  {
    title: 'an action on its field',
    revise: edit(1, 101, '/F 132', '/F 132 /A << /S /URI /URI (http://example.org) >>'),
    expected: 'changed-field',
  },
  { title: 'the flags of its field', revise: edit(2, 102, '/F 132', '/F 134'), expected: 'changed-field' },
  {
    title: 'a look for the pointer',
    revise: edit(1, 101, '/N 121 0 R', '/N 121 0 R /R 121 0 R'),
    expected: 'changed-field',
  },
  {
    title: 'a look that is no form',
    revise: edit(1, 121, '/Subtype /Form', '/Subtype /Image'),
    expected: 'changed-field',
  },
  {
    title: 'a look from another file',
    revise: edit(1, 121, '/Subtype /Form', '/Subtype /Form /F (http://example.org)'),
    expected: 'forbidden-content',
  },
  {
    title: 'a look that a layer hides',
    revise: edit(1, 121, '/Subtype /Form', '/Subtype /Form /OC << >>'),
    expected: 'forbidden-content',
  },
  { title: 'an object that nobody uses', revise: put(1, 900, '(for later)'), expected: 'changed-object' },
  {
    title: 'a transform on an approval',
    revise: edit(1, 120, '/M (', '/Reference [] /M ('),
    expected: 'certification',
  },
  {
    title: 'the signature of the other field',
    revise: edit(2, 102, '/V 130 0 R', '/V 120 0 R'),
    expected: 'field',
  },
  { title: 'a key twice', revise: edit(1, 101, '/F 132', '/F 132 /F 132'), expected: 'malformed-pdf' },
];
