/** Files with other files inside, with layers, and with what somebody else has signed. */
import { stream } from '../../../verifier/samples/original-pdf.ts';
import { type IntakeCase, annotation, intakeCase, textField } from './intake-case.ts';

const FILE = '<< /Type /Filespec /F (a.txt) /EF << /F 6 0 R >> >>';
const DATA = { 6: stream('/Type /EmbeddedFile', 'x') };
const LINK_TO_A_FILE = '<< /Type /Filespec /F (a.txt) >>';

const layers = (entries: string, standard = '') => ({
  catalog: `/OCProperties << /OCGs [5 0 R] /D << ${standard} >> >>`,
  objects: { 5: `<< /Type /OCG /Name (Draft) ${entries} >>` },
});
const usage = (view: string, print: string) =>
  `/Usage << /View << /ViewState /${view} >> /Print << /PrintState /${print} >> >>`;

const drawing = (entries: string) => ({
  page: '/Resources << /XObject << /X 5 0 R >> >>',
  objects: {
    3: `<< /Type /Page /Parent 2 0 R /Resources << /XObject << /X 5 0 R >> >> >>`,
    5: stream(`/Type /XObject /Subtype /Form /BBox [0 0 1 1] ${entries}`, 'f'),
  },
});

export const CONTENT_CASES: readonly IntakeCase[] = [
  intakeCase(
    'embedded-files',
    'has attachments in its names',
    { catalog: `/Names << /EmbeddedFiles << /Names [(a) ${LINK_TO_A_FILE}] >> >>` },
    { catalog: '/Names << /EmbeddedFiles << /Names [] >> >>' },
  ),
  intakeCase(
    'embedded-files',
    'has attachments in a tree of names',
    { catalog: '/Names << /EmbeddedFiles << /Kids [5 0 R] >> >>', objects: { 5: '<< /Limits [(a) (a)] >>' } },
    { catalog: '/Names << /Dests << /Kids [5 0 R] >> >>', objects: { 5: '<< /Limits [(a) (a)] >>' } },
  ),
  intakeCase(
    'embedded-files',
    'has an attachment on a page',
    annotation(`/Subtype /FileAttachment /FS ${LINK_TO_A_FILE}`),
    annotation('/Subtype /Text'),
  ),
  intakeCase(
    'embedded-files',
    'has an associated file',
    { catalog: `/AF [${FILE}]`, objects: DATA },
    { catalog: `/AF [${LINK_TO_A_FILE}]` },
  ),
  intakeCase(
    'embedded-files',
    'has a stream that is a file',
    { catalog: '/X 6 0 R', objects: DATA },
    { catalog: '/X 6 0 R', objects: { 6: stream('/Type /Metadata', 'x') } },
  ),
  intakeCase(
    'embedded-files',
    'is a portfolio',
    { catalog: '/Collection << /View /D >>' },
    { catalog: '/ViewerPreferences << >>' },
  ),
  intakeCase(
    'external-content',
    'takes a stream from another file',
    drawing('/F (other.bin)'),
    drawing('/Name /X'),
  ),
  intakeCase(
    'external-content',
    'shows a page of another file',
    drawing('/Ref << /F (b.pdf) /Page 0 >>'),
    drawing('/Group << /S /Transparency >>'),
  ),
  intakeCase(
    'optional-content',
    'prints a layer that the screen does not show',
    layers(usage('OFF', 'ON')),
    layers(usage('ON', 'ON')),
  ),
  intakeCase(
    'optional-content',
    'shows a layer that is not printed',
    layers(usage('ON', 'OFF')),
    layers(usage('OFF', 'OFF')),
  ),
  intakeCase(
    'optional-content',
    'prints a layer that is off',
    layers('/Usage << /Print << /PrintState /ON >> >>', '/OFF [5 0 R]'),
    layers('/Usage << /Print << /PrintState /OFF >> >>', '/OFF [5 0 R]'),
  ),
  intakeCase(
    'optional-content',
    'prints the layer of a file in which layers are off',
    layers('/Usage << /Print << /PrintState /ON >> >>', '/BaseState /OFF'),
    layers('/Usage << /Print << /PrintState /ON >> >>', '/BaseState /OFF /ON [5 0 R]'),
  ),
  ...['Zoom', 'Language', 'User'].map((category) =>
    intakeCase(
      'optional-content',
      `has layers that follow the reader (${category})`,
      layers('', `/AS [<< /Event /View /OCGs [5 0 R] /Category [/${category}] >>]`),
      layers('', '/AS [<< /Event /View /OCGs [5 0 R] /Category [/View] >>]'),
    ),
  ),
  intakeCase(
    'print-only',
    'has a remark that is only printed',
    annotation('/Subtype /Stamp /F 36 /AP << /N 6 0 R >>'),
    annotation('/Subtype /Stamp /F 4 /AP << /N 6 0 R >>'),
  ),
  intakeCase(
    'foreign-signature',
    'has been signed',
    textField('/V << /Type /Sig /Filter /Adobe.PPKLite /Contents <00> >>'),
    textField('/V (12)'),
  ),
  intakeCase(
    'foreign-signature',
    'has a signature without a type',
    textField('/V << /ByteRange [0 1 2 3] /Contents <00> >>'),
    textField('/V (12)'),
  ),
  intakeCase(
    'foreign-signature',
    'has a time stamp over it',
    textField('/V << /Type /DocTimeStamp /Contents <00> >>'),
    textField('/V (12)'),
  ),
  intakeCase(
    'foreign-signature',
    'has an empty field for a signature',
    { catalog: '/AcroForm << /Fields [5 0 R] >>', objects: { 5: '<< /FT /Sig /T (Sign here) >>' } },
    { catalog: '/AcroForm << /Fields [5 0 R] >>', objects: { 5: '<< /FT /Btn /T (Sign here) >>' } },
  ),
  intakeCase(
    'foreign-signature',
    'was certified',
    { catalog: '/Perms << /DocMDP 5 0 R >>', objects: { 5: '<< >>' } },
    { catalog: '/Perms << >>' },
  ),
  intakeCase(
    'foreign-signature',
    'has usage rights',
    { catalog: '/Perms << /UR3 5 0 R >>', objects: { 5: '<< >>' } },
    { catalog: '/Legal << >>' },
  ),
];
