/** Files that do something by themselves or when somebody touches them. */
import { type IntakeCase, SCRIPT, WEB_LINK, annotation, intakeCase, textField } from './intake-case.ts';

const action = (entries: string) => annotation(`/Subtype /Link /A << ${entries} >>`);
const webLink = action(WEB_LINK);

const names = (tree: string) => ({
  catalog: `/Names << /JavaScript << ${tree} >> >>`,
  objects: { 5: SCRIPT },
});

export const SCRIPT_CASES: readonly IntakeCase[] = [
  intakeCase(
    'javascript',
    'has a document script in its names',
    names('/Names [(a) 5 0 R]'),
    names('/Names []'),
  ),
  intakeCase(
    'javascript',
    'runs a script when it is opened',
    { catalog: `/OpenAction ${SCRIPT}` },
    { catalog: '/OpenAction [3 0 R /Fit]' },
  ),
  intakeCase(
    'javascript',
    'runs a script when a page is shown',
    { page: `/AA << /O ${SCRIPT} >>` },
    { page: '/AA << /O << /S /Named /N /NextPage >> >>' },
  ),
  intakeCase('javascript', 'runs a script from an annotation', action('/S /JavaScript /JS (x)'), webLink),
  intakeCase(
    'javascript',
    'keeps a script in a stream',
    {
      ...action('/S /JavaScript /JS 6 0 R'),
      objects: {
        5: `<< /Type /Annot /Subtype /Link /Rect [1 1 9 9] /A << /S /JavaScript /JS 6 0 R >> >>`,
        6: '(x)',
      },
    },
    webLink,
  ),
  intakeCase(
    'javascript',
    'calculates a field',
    textField('/AA << /C 6 0 R >>'),
    textField('/AA << /C 7 0 R >>'),
  ),
  intakeCase(
    'javascript',
    'hides a script behind a link',
    action(`${WEB_LINK} /Next << ${WEB_LINK} /Next [${SCRIPT}] >>`),
    action(`${WEB_LINK} /Next << ${WEB_LINK} >>`),
  ),
  intakeCase(
    'javascript',
    'has a script at a bookmark',
    { catalog: '/Outlines << /First 5 0 R /Last 5 0 R >>', objects: { 5: `<< /Title (A) /A ${SCRIPT} >>` } },
    {
      catalog: '/Outlines << /First 5 0 R /Last 5 0 R >>',
      objects: { 5: `<< /Title (A) /A << ${WEB_LINK} >> >>` },
    },
  ),
  // A reference with another generation is a reference to nothing and hides nothing.
  ...(['/OpenAction 5 0 R /First 5 1 R', '/First 5 1 R /OpenAction 5 0 R'] as const).map((catalog) =>
    intakeCase(
      'javascript',
      `names its script with two generations (${catalog})`,
      { catalog, objects: { 5: SCRIPT } },
      { catalog, objects: { 5: `<< ${WEB_LINK} >>` } },
    ),
  ),
  intakeCase('xfa', 'is a form of the dynamic kind', textField('', '/XFA [(template) 6 0 R]'), textField()),
  intakeCase(
    'xfa',
    'has to be rendered by a form engine',
    { catalog: '/NeedsRendering true' },
    { catalog: '/NeedsRendering false' },
  ),
];

export const ACTION_CASES: readonly IntakeCase[] = [
  intakeCase('launch-action', 'starts a program', action('/S /Launch /F (calc.exe)'), webLink),
  intakeCase(
    'launch-action',
    'calls its action a structure element',
    { catalog: '/OpenAction << /Type /StructElem /S /Launch /F (calc.exe) >>' },
    { catalog: `/OpenAction << /Type /Action ${WEB_LINK} >>` },
  ),
  intakeCase(
    'submit-action',
    'calls a page action a structure element',
    {
      page: '/AA << /C 5 0 R >>',
      objects: { 5: '<< /Type /StructElem /S /SubmitForm /F (https://example.org/) >>' },
    },
    // A tagged file may name its own kinds of paragraphs as it likes.
    {
      catalog: '/MarkInfo << /Marked true >> /StructTreeRoot << /Type /StructTreeRoot /K 5 0 R >>',
      objects: {
        5: '<< /Type /StructElem /S /SubmitForm /K [6 0 R] >>',
        6: '<< /Type /StructElem /S /P /P 5 0 R >>',
      },
    },
  ),
  intakeCase(
    'launch-action',
    'calls what comes next a structure element',
    action(`${WEB_LINK} /Next [<< /Type /StructElem /S /Launch >>]`),
    action(`${WEB_LINK} /Next [<< ${WEB_LINK} >>]`),
  ),
  intakeCase(
    'submit-action',
    'sends its form elsewhere',
    action('/S /SubmitForm /F (https://example.org/)'),
    webLink,
  ),
  intakeCase('import-action', 'imports data', action('/S /ImportData /F (data.fdf)'), webLink),
  intakeCase(
    'hide-action',
    'hides parts of itself',
    action('/S /Hide /T (Amount)'),
    action('/S /Named /N /Print'),
  ),
  intakeCase(
    'optional-content',
    'switches layers',
    action('/S /SetOCGState /State []'),
    action('/S /GoTo /D [3 0 R /Fit]'),
  ),
  intakeCase(
    'embedded-files',
    'leads into an attachment',
    action('/S /GoToE /D (x)'),
    action('/S /GoToR /F (b.pdf) /D (x)'),
  ),
  ...['Movie', 'Sound', 'Rendition', 'RichMediaExecute', 'GoTo3DView'].map((type) =>
    intakeCase('multimedia', `plays something (${type})`, action(`/S /${type}`), webLink),
  ),
  ...['RichMedia', 'Screen', 'Movie', 'Sound', '3D'].map((type) =>
    intakeCase(
      'multimedia',
      `holds something that plays (${type})`,
      annotation(`/Subtype /${type}`),
      annotation('/Subtype /Square'),
    ),
  ),
];
