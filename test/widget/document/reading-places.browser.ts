import { expect } from '@open-wc/testing';
import { describe, it } from '../../harness/document-suite.js';
import { FakeDocument } from '../../harness/document-fake.js';
import { DocumentReader } from '../../harness/document-reader.js';

describe('A document that is gone back to', () => {
  it('is where the reader left it when it is shown again, at their zoom and as they turned it', async () => {
    const document = new FakeDocument({ pageCount: 50 });
    const reader = await DocumentReader.open(document);
    reader.view.scrollToPage(40);
    await reader.settled();
    for (const key of ['+', '+']) reader.press(key);
    await reader.scrollTo(reader.scroller.scrollTop + 200);
    await reader.settled();
    const before = reader.offsetOf(40);
    reader.view.document = new FakeDocument({ pageCount: 3 });
    await reader.painted(1);
    expect(reader.pages[0]).to.equal('Page 1 of 3');
    reader.view.document = document;
    await reader.painted(40);
    expect(Math.abs(reader.offsetOf(40) - before)).to.be.below(1.5);
    expect(reader.text).to.contain('110%');
    reader.press('r');
    await reader.settled();
    reader.view.remove();
    const another = await DocumentReader.open(document);
    await another.painted(40);
    expect(another.view.rotation).to.equal(90);
    expect(another.text).to.contain('110%');
  });
});
