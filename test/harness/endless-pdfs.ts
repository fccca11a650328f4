/** PDFs that are made so that whoever reads them never comes to an end, or to the end of their memory. By hand. */
import { createDeflate } from 'node:zlib';
import { stream } from '../verifier/samples/original-pdf.ts';
import { type HostilePdf, lettered } from './hostile-pdf.ts';
import { pdfWith, type Bodies } from './pdf-samples.ts';

const nested = (depth: number, open: string, close: string) => open.repeat(depth) + close.repeat(depth);

export const ENDLESS_PDFS: readonly HostilePdf[] = [
  {
    name: 'claims a thousand million pages',
    bytes: () =>
      lettered({
        objects: { 2: '<< /Type /Pages /Kids [3 0 R] /Count 1000000000 /MediaBox [0 0 595 842] >>' },
      }),
  },
  {
    name: 'has no pages',
    bytes: () => lettered({ objects: { 2: '<< /Type /Pages /Kids [] /Count 0 >>' } }),
  },
  {
    name: 'has a page tree of ten thousand levels',
    bytes: () => {
      const levels = Array.from({ length: 10_000 }, (_, at) => [
        10 + at,
        `<< /Type /Pages /Count 1 /Parent ${at === 0 ? 2 : 9 + at} 0 R /Kids [${at === 9_999 ? 3 : 11 + at} 0 R] >>`,
      ]);
      return lettered({
        objects: {
          ...(Object.fromEntries(levels) as Bodies),
          2: '<< /Type /Pages /Kids [10 0 R] /Count 1 /MediaBox [0 0 595 842] >>',
        },
      });
    },
  },
  {
    name: 'has a page tree that comes back to itself',
    bytes: () =>
      lettered({ objects: { 2: '<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /MediaBox [0 0 595 842] >>' } }),
  },
  {
    name: 'draws a form that draws itself',
    bytes: () =>
      pdfWith({
        page: '/Resources << /XObject << /A 6 0 R >> >>',
        objects: {
          4: stream('', '/A Do'),
          6: stream(
            '/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << /XObject << /A 6 0 R >> >>',
            '/A Do /A Do',
          ),
        },
      }),
  },
  {
    name: 'draws two forms that draw each other twice',
    bytes: () => {
      const form = (other: number) =>
        stream(
          `/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << /XObject << /B ${other} 0 R >> >>`,
          '/B Do /B Do',
        );
      return pdfWith({
        page: '/Resources << /XObject << /B 6 0 R >> >>',
        objects: { 4: stream('', '/B Do'), 6: form(7), 7: form(6) },
      });
    },
  },
  {
    name: 'draws a form in a form, thirty deep, each twice',
    bytes: () => {
      const forms = Array.from({ length: 30 }, (_, at) => [
        10 + at,
        stream(
          `/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << /XObject << /B ${11 + at} 0 R >> >>`,
          '/B Do /B Do',
        ),
      ]);
      return pdfWith({
        page: '/Resources << /XObject << /B 10 0 R >> >>',
        objects: {
          ...(Object.fromEntries(forms) as Bodies),
          4: stream('', '/B Do'),
          40: stream('/Type /XObject /Subtype /Form /BBox [0 0 600 900]', '0 0 9 9 re f'),
        },
      });
    },
  },
  {
    name: 'has a letter that is drawn with itself',
    bytes: () =>
      pdfWith({
        page: '/Resources << /Font << /F1 6 0 R >> >>',
        objects: {
          4: stream('', 'BT /F1 20 Tf 50 500 Td (a) Tj ET'),
          6: '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 10 10] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 /LastChar 97 /Widths [10] /Encoding << /Differences [97 /a] >> /CharProcs << /a 7 0 R >> /Resources << /Font << /F1 6 0 R >> >> >>',
          7: stream('', '10 0 d0 BT /F1 1 Tf (a) Tj ET'),
        },
      }),
  },
  {
    name: 'has a pattern that is filled with itself',
    bytes: () =>
      pdfWith({
        page: '/Resources << /Pattern << /P 6 0 R >> >>',
        objects: {
          4: stream('', '/Pattern cs /P scn 0 0 500 500 re f'),
          6: stream(
            '/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources << /Pattern << /P 6 0 R >> >>',
            '/Pattern cs /P scn 0 0 9 9 re f',
          ),
        },
      }),
  },
  {
    name: 'has a pattern of steps too small to be seen',
    bytes: () =>
      pdfWith({
        page: '/Resources << /Pattern << /P 6 0 R >> >>',
        objects: {
          4: stream('', '/Pattern cs /P scn 0 0 595 842 re f'),
          6: stream(
            '/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 900 900] /XStep 0.0001 /YStep 0.0001 /Resources << >>',
            '1 0 0 rg 0 0 1 1 re f',
          ),
        },
      }),
  },
  {
    name: 'has lines of dashes too small to be seen',
    bytes: () =>
      pdfWith({
        objects: { 4: stream('', `[0.00001 0.00001] 0 d 1 w ${'0 0 m 595 842 l S '.repeat(200)}`) },
      }),
  },
  {
    name: 'has widths of letters that are counted without end',
    bytes: () =>
      pdfWith({
        page: '/Resources << /Font << /F1 6 0 R >> >>',
        objects: {
          4: stream('', 'BT /F1 20 Tf 50 500 Td <0041> Tj ET'),
          6: '<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [7 0 R] >>',
          7: '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 8 0 R /W [9007199254740992 9007199254740994 500] >>',
          8: '<< /Type /FontDescriptor /FontName /A /Flags 32 >>',
        },
      }),
  },
  {
    name: 'says of four thousand million characters what they mean',
    bytes: () =>
      lettered({
        objects: {
          5: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>',
          6: stream(
            '',
            `/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00000000> <ffffffff> endcodespacerange 1 beginbfrange <00000000> <ffffffff> <0041> endbfrange endcmap`,
          ),
        },
      }),
  },
  {
    name: 'has an image of ten thousand million points',
    bytes: () =>
      pdfWith({
        page: '/Resources << /XObject << /I 6 0 R >> >>',
        objects: {
          4: stream('', 'q 500 0 0 500 0 0 cm /I Do Q'),
          6: stream(
            '/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /BitsPerComponent 8 /ColorSpace /DeviceRGB',
            'a',
          ),
        },
      }),
  },
  {
    name: 'is larger than any paper',
    bytes: () => lettered({ page: '/MediaBox [0 0 1000000000 1000000000] /UserUnit 1000000' }),
  },
  { name: 'is a thread of paper', bytes: () => lettered({ page: '/MediaBox [0 0 1 14400]' }) },
  { name: 'has no size', bytes: () => lettered({ page: '/MediaBox [0 0 0 0]' }) },
  {
    name: 'has sizes that are no numbers',
    bytes: () => lettered({ page: '/MediaBox [(a) /b null true] /CropBox [9 9 9 9] /Rotate 45' }),
  },
  {
    name: 'nests arrays a hundred thousand deep',
    bytes: () => pdfWith({ objects: { 4: stream('', `${nested(100_000, '[', ']')} TJ 0 0 100 100 re f`) } }),
  },
  {
    name: 'nests dictionaries of its catalog a hundred thousand deep',
    bytes: () => lettered({ catalog: `/Extra ${nested(100_000, '<< /a ', ' >>').replace('  >>', ' 0 >>')}` }),
  },
  {
    name: 'saves what it draws with ten thousand times',
    bytes: () => pdfWith({ objects: { 4: stream('', `${'q '.repeat(10_000)} 0 0 100 100 re f`) } }),
  },
  {
    name: 'has a function that is made of itself',
    bytes: () =>
      pdfWith({
        page: '/Resources << /Shading << /S 6 0 R >> >>',
        objects: {
          4: stream('', '/S sh'),
          6: '<< /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 100 100] /Function 7 0 R >>',
          7: '<< /FunctionType 3 /Domain [0 1] /Functions [7 0 R 7 0 R] /Bounds [0.5] /Encode [0 1 0 1] >>',
        },
      }),
  },
  {
    name: 'has revisions that follow each other in a circle',
    bytes: () => {
      const file = lettered({}).toString('latin1');
      const start = /startxref\n(\d+)/.exec(file)?.[1] ?? '0';
      return Buffer.from(file.replace('trailer\n<<', `trailer\n<< /Prev ${start}`), 'latin1');
    },
  },
  {
    name: 'unpacks to a gigabyte',
    bytes: async () => {
      const packed = await deflated(1024);
      return pdfWith({ objects: { 4: stream('/Filter /FlateDecode', packed) } });
    },
  },
  {
    name: 'unpacks to what unpacks to a gigabyte',
    bytes: async () => {
      const packed = await deflated(1024);
      return pdfWith({
        objects: { 4: stream('/Filter [/FlateDecode /FlateDecode]', await deflatedOnce([packed])) },
      });
    },
  },
];

/** So many mebibytes of spaces, which draw nothing. */
function deflated(mebibytes: number): Promise<Buffer> {
  const piece = Buffer.alloc(2 ** 20, ' ');
  return deflatedOnce(Array.from({ length: mebibytes }, () => piece));
}

async function deflatedOnce(pieces: readonly Buffer[]): Promise<Buffer> {
  const deflate = createDeflate({ level: 9 });
  const packed: Buffer[] = [];
  deflate.on('data', (piece: Buffer) => packed.push(piece));
  const over = new Promise<void>((resolve) => deflate.once('end', resolve));
  for (const piece of pieces) {
    if (!deflate.write(piece)) await new Promise<void>((resolve) => deflate.once('drain', resolve));
  }
  deflate.end();
  await over;
  return Buffer.concat(packed);
}
