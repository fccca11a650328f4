/** PDFs that want more than to be read: they call for scripts, programs and other servers. Written by hand. */
import { stream } from '../verifier/samples/original-pdf.ts';
import { type HostilePdf, lettered } from './hostile-pdf.ts';
import { pdfWith } from './pdf-samples.ts';

const link = (action: string) =>
  `<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A ${action} /AA << /E ${action} /PV ${action} /PO ${action} >> >>`;

const ACTIONS: readonly { readonly name: string; action(elsewhere: string): string }[] = [
  {
    name: 'a script',
    action: (to) => `<< /S /JavaScript /JS (app.alert\\("here"\\); app.launchURL\\("${to}/js"\\)) >>`,
  },
  { name: 'an address elsewhere', action: (to) => `<< /S /URI /URI (${to}/uri) >>` },
  { name: 'an address of a script', action: () => '<< /S /URI /URI (javascript:alert\\(1\\)) >>' },
  { name: 'a file of the machine', action: () => '<< /S /URI /URI (file:///etc/passwd) >>' },
  { name: 'a program', action: () => '<< /S /Launch /F (/bin/sh) /Win << /F (cmd.exe) >> >>' },
  {
    name: 'a form to be sent',
    action: (to) => `<< /S /SubmitForm /F << /FS /URL /F (${to}/form) >> /Flags 4 >>`,
  },
  {
    name: 'another document',
    action: (to) => `<< /S /GoToR /F << /FS /URL /F (${to}/other.pdf) >> /D [0 /Fit] >>`,
  },
  {
    name: 'data to be imported',
    action: (to) => `<< /S /ImportData /F << /FS /URL /F (${to}/data.fdf) >> >>`,
  },
];

const wanting: readonly HostilePdf[] = ACTIONS.map(({ name, action }) => ({
  name: `asks for ${name} when it is opened, and wherever it is touched`,
  bytes: (to) =>
    lettered({
      catalog: `/OpenAction 6 0 R /AA << /WC 6 0 R /DS 6 0 R >> /Names << /JavaScript << /Names [(a) 6 0 R] >> >>`,
      page: `/Annots [7 0 R] /AA << /O 6 0 R /C 6 0 R >>`,
      objects: { 6: action(to), 7: link(action(to)) },
    }),
}));

const XFA = `<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template xmlns="http://www.xfa.org/schema/xfa-template/3.3/"><subform name="a"><event activity="initialize"><script contentType="application/x-javascript">app.alert("here")</script></event></subform></template></xdp:xdp>`;

const fetching: readonly HostilePdf[] = [
  {
    name: 'is a form of XFA with a script in it',
    bytes: () =>
      lettered({
        catalog: '/AcroForm << /Fields [] /XFA 6 0 R >> /NeedsRendering true',
        objects: { 6: stream('', XFA) },
      }),
  },
  {
    name: 'has its page, an image and a font elsewhere',
    bytes: (to) =>
      pdfWith({
        page: '/Resources << /XObject << /I 6 0 R >> /Font << /F1 7 0 R >> >>',
        objects: {
          4: stream(
            `/F << /FS /URL /F (${to}/content) >>`,
            'q 500 0 0 500 0 0 cm /I Do Q BT /F1 20 Tf (a) Tj ET',
          ),
          6: stream(
            `/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /F << /FS /URL /F (${to}/image) >>`,
            'a',
          ),
          7: '<< /Type /Font /Subtype /TrueType /BaseFont /Elsewhere /FontDescriptor 8 0 R >>',
          8: '<< /Type /FontDescriptor /FontName /Elsewhere /Flags 32 /FontFile2 9 0 R >>',
          9: stream(`/F << /FS /URL /F (${to}/font) >>`, ''),
        },
      }),
  },
  {
    name: 'has a font whose name is markup',
    bytes: (to) =>
      lettered({
        objects: {
          5: `<< /Type /Font /Subtype /TrueType /BaseFont /a#22#3burl#28${to.replaceAll('/', '#2f')}#29 >>`,
        },
      }),
  },
];

export const WANTING_PDFS: readonly HostilePdf[] = [...wanting, ...fetching];
