import { expect } from '@open-wc/testing';
import { describe, it } from '../../harness/document-suite.js';
import { accessibilityOutline } from '../../harness/ax-outline.js';
import { pdfBytes } from '../../harness/document-pdf.js';
import { engineInTests } from '../../harness/document-pdfjs.js';
import { DocumentReader } from '../../harness/document-reader.js';
import { element, taggedPdf } from '../../harness/tagged-pdf.js';

/** Opens it in the view, and gives what the browser hands to assistive technology. */
async function readAloud(
  bytes: Uint8Array<ArrayBuffer>,
  look?: (reader: DocumentReader) => unknown,
): Promise<string[]> {
  const pdf = await engineInTests().open(bytes, new AbortController().signal);
  const reader = await DocumentReader.open(pdf);
  await reader.settled();
  const outline = await accessibilityOutline('Page 1 of 1');
  await look?.(reader);
  reader.view.remove();
  await pdf.close();
  return outline;
}

describe('A tagged document, read aloud', () => {
  it('has headings with levels, paragraphs and lists, in the order of its structure', async () => {
    const outline = await readAloud(
      taggedPdf({
        tree: [
          element('H1', 'Tenancy agreement'),
          element('P', 'Between the landlord', 'and the tenant.'),
          element('Sect', element('H2', 'Rent'), element('P', 'It is paid monthly.')),
          element(
            'L',
            element('LI', element('Lbl', '1.'), element('LBody', 'Heating')),
            element('LI', element('Lbl', '2.'), element('LBody', 'Water')),
          ),
        ],
      }),
    );
    expect(outline).to.deep.equal([
      'heading 1',
      '  "Tenancy agreement"',
      'paragraph',
      '  "Between the landlord"',
      '  "and the tenant."',
      'heading 2',
      '  "Rent"',
      'paragraph',
      '  "It is paid monthly."',
      'list',
      '  listitem',
      '    "1."',
      '    "Heating"',
      '  listitem',
      '    "2."',
      '    "Water"',
    ]);
  });

  it('has tables with rows, and headers of columns and of rows', async () => {
    const outline = await readAloud(
      taggedPdf({
        tree: [
          element(
            'Table',
            element('THead', element('TR', element('TH', 'Month'), element('TH', 'Rent'))),
            element('TBody', element('TR', element('TH', 'May'), element('TD', element('P', '900')))),
            element('TR', { ...element('TH', 'All'), more: '/A << /O /Table /Scope /Row /ColSpan 2 >>' }),
          ),
        ],
      }),
    );
    expect(outline).to.deep.equal([
      'table',
      '  rowgroup',
      '    row',
      '      columnheader',
      '        "Month"',
      '      columnheader',
      '        "Rent"',
      '  rowgroup',
      '    row',
      '      rowheader',
      '        "May"',
      '      cell',
      '        paragraph',
      '          "900"',
      '  row',
      '    rowheader',
      '      "All"',
    ]);
  });

  it('has the other text of figures, where they lie, and keeps the words that are in one', async () => {
    const outline = await readAloud(
      taggedPdf({
        tree: [
          element('P', 'Floor plan:'),
          {
            ...element('Figure', 'picture'),
            alt: 'Two rooms and a kitchen',
            more: '/A << /O /Layout /BBox [60 700 160 800] >>',
          },
          { ...element('Figure', 'Kitchen 9 m2'), alt: 'The kitchen' },
          element('P', 'As seen in May.'),
        ],
      }),
      (reader) => {
        const page = reader.page(1)!.getBoundingClientRect();
        const figure = reader.page(1)!.querySelector('[role=img]')!.getBoundingClientRect();
        expect((figure.left - page.left) / page.width).to.be.closeTo(60 / 595, 0.01);
        expect((figure.bottom - page.top) / page.height).to.be.closeTo((842 - 700) / 842, 0.01);
      },
    );
    expect(outline).to.deep.equal([
      'paragraph',
      '  "Floor plan:"',
      'image "Two rooms and a kitchen"',
      'figure "The kitchen"',
      '  "Kitchen 9 m2"',
      'paragraph',
      '  "As seen in May."',
    ]);
  });

  it('leaves out artifacts, and nothing else that can be seen', async () => {
    const outline = await readAloud(
      taggedPdf({
        tree: [element('P', 'The rent is 900.')],
        artifact: 'Page 1 of 1, printed in May',
        unmarked: 'It rises every year.',
      }),
    );
    expect(outline).to.deep.equal(['paragraph', '  "The rent is 900."', '"It rises every year."']);
  });

  it('says in which language a part is, and knows types by what they stand for', async () => {
    const languages: (string | undefined)[] = [];
    const outline = await readAloud(
      taggedPdf({
        roleMap: '/Overskrift /H3',
        tree: [
          element('Overskrift', 'Rent'),
          { ...element('P', 'Husleien betales hver m\u00e5ned.'), lang: 'nb-NO' },
          { ...element('Span', 'Mietzins'), lang: 'de' },
        ],
      }),
      (reader) => {
        for (const piece of reader.page(1)!.querySelectorAll('span[role=presentation]')) {
          languages.push(piece.closest<HTMLElement>('[lang]')?.lang);
        }
      },
    );
    expect(outline[0]).to.equal('heading 3');
    expect(languages).to.deep.equal(['en-GB', 'nb-NO', 'de']);
  });

  it('is made of lists, tables and headings that hold together, whatever the file says', async () => {
    const outline = await readAloud(
      taggedPdf({
        tree: [
          element('L', element('P', 'Not an item'), element('Div', element('LI', 'An item'))),
          element('TR', element('TD', 'A cell without a table')),
          element('Table', element('P', 'Not a row')),
          element('Sect', element('Sect', element('H', 'By its depth'))),
          element('H99', 'Deep'),
          { ...element('P'), alt: 'Not read: nothing of it is on the page' },
        ],
      }),
      // A jump from one level of heading to another is the document's own.
      (reader) => expect(reader.view).to.be.accessible({ ignoredRules: ['heading-order'] }),
    );
    expect(outline).to.deep.equal([
      'list',
      '  listitem',
      '    paragraph',
      '      "Not an item"',
      '  listitem',
      '    "An item"',
      '"A cell without a table"',
      'table',
      '  row',
      '    cell',
      '      paragraph',
      '        "Not a row"',
      'heading 2',
      '  "By its depth"',
      'heading 6',
      '  "Deep"',
    ]);
  });

  it('is searched, selected and seen where the picture has it', async () => {
    await readAloud(
      taggedPdf({ tree: [element('H1', 'First'), element('P', 'Second')], artifact: 'Foot' }),
      (reader) => {
        const top = (text: string) => {
          const all = [...reader.page(1)!.querySelectorAll('[role=presentation]')];
          return all.find(({ textContent }) => textContent === text)!.getBoundingClientRect().top;
        };
        expect(top('First')).to.be.below(top('Second'));
        expect(top('Second')).to.be.below(top('Foot'));
      },
    );
  });
});

describe('An untagged document, read aloud', () => {
  it('is read as it was drawn', async () => {
    expect(await readAloud(pdfBytes([{ text: 'The rent is 900.' }]))).to.deep.equal(['"The rent is 900."']);
  });
});
