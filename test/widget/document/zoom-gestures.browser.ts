import { expect, waitUntil } from '@open-wc/testing';
import { describe, it } from '../../harness/document-suite.js';
import { StoppedClock } from '../../harness/document-clock.js';
import { FakeDocument } from '../../harness/document-fake.js';
import { touch, trackpadPinch, wheel } from '../../harness/document-fingers.js';
import { DocumentReader, frames } from '../../harness/document-reader.js';

const spot = { x: 500, y: 350 };

async function open(pageCount = 100, page = 50) {
  const clock = new StoppedClock();
  const document = new FakeDocument({ pageCount });
  const reader = await DocumentReader.open(document, { clock });
  reader.view.scrollToPage(page);
  await reader.settled();
  // What answers gestures is there some time after the first picture.
  await waitUntil(() => !wheel(reader.scroller, spot, 0));
  clock.advance(150);
  await frames(2);
  /** Which point of a page, as shares of its sides, is at a point of the view. */
  const pointAt = ({ x, y }: { x: number; y: number }, number = page) => {
    const view = reader.scroller.getBoundingClientRect();
    const sheet = reader.page(number)!.getBoundingClientRect();
    return { x: (view.left + x - sheet.left) / sheet.width, y: (view.top + y - sheet.top) / sheet.height };
  };
  const width = () => reader.page(page)!.getBoundingClientRect().width;
  return { clock, document, reader, pointAt, width };
}

const apart = (one: { x: number; y: number }, other: { x: number; y: number }) =>
  Math.hypot(one.x - other.x, one.y - other.y);

describe('Zooming with the wheel', () => {
  it('keeps what is under the pointer there, while it turns and afterwards', async () => {
    const { clock, reader, pointAt, width } = await open();
    const before = pointAt(spot);
    const wide = width();
    for (let step = 0; step < 10; step++) {
      expect(wheel(reader.scroller, spot, -10), 'the browser zooms the page as well').to.equal(false);
      expect(apart(pointAt(spot), before)).to.be.below(0.002);
    }
    expect(width() / wide).to.be.closeTo(Math.E, 0.01);
    clock.advance(150);
    await frames(2);
    expect(width() / wide).to.be.closeTo(Math.E, 0.01);
    expect(apart(pointAt(spot), before)).to.be.below(0.002);
    for (let step = 0; step < 5; step++) wheel(reader.scroller, spot, 10);
    clock.advance(150);
    await frames(2);
    expect(apart(pointAt(spot), before)).to.be.below(0.004);
  });

  it('follows a pointer that moves meanwhile', async () => {
    const { clock, reader, pointAt } = await open();
    const other = { x: 300, y: 200 };
    wheel(reader.scroller, spot, -20);
    const before = pointAt(other);
    for (let step = 0; step < 4; step++) wheel(reader.scroller, other, -20);
    clock.advance(150);
    await frames(2);
    expect(apart(pointAt(other), before)).to.be.below(0.002);
  });

  it('draws nothing until it has rested, and then once', async () => {
    const { clock, document, reader } = await open(1, 1);
    const begun = document.begun.length;
    for (let step = 0; step < 12; step++) {
      wheel(reader.scroller, spot, -5);
      await frames(1);
      clock.advance(149);
    }
    expect(document.begun).to.have.length(begun);
    clock.advance(1);
    await waitUntil(() => reader.sharpness(1) > 0.999);
    expect(document.begun).to.have.length(begun + 1);
  });

  it('neither makes, removes nor draws pages meanwhile, also when they are scrolled', async () => {
    const { clock, document, reader } = await open();
    wheel(reader.scroller, spot, -10);
    const [there, begun] = [reader.pages, document.begun.length];
    for (const step of [1, 2, 3]) await reader.scrollTo(reader.scroller.scrollTop + 2000 * step);
    expect(reader.pages).to.deep.equal(there);
    expect(document.begun).to.have.length(begun);
    clock.advance(150);
    await waitUntil(() => !reader.pages.includes('Page 50 of 100'));
    await reader.settled();
    expect(reader.sharpness(Number(reader.pageBox.value))).to.be.above(0.999);
  });

  it('stops at 400 % and at 25 %, and says where it is', async () => {
    const { clock, reader } = await open();
    for (const [delta, level] of [
      [-20, '400%'],
      [20, '25%'],
    ] as const) {
      for (let step = 0; step < 20; step++) wheel(reader.scroller, spot, delta);
      clock.advance(150);
      await reader.view.updateComplete;
      expect(reader.text).to.contain(level);
    }
  });

  it('leaves a wheel without Ctrl to scrolling', async () => {
    const { reader, width } = await open();
    const wide = width();
    expect(wheel(reader.scroller, spot, -20, false)).to.equal(true);
    expect(width()).to.equal(wide);
  });

  it('is given up when the view leaves the page', async () => {
    const { clock, reader } = await open();
    wheel(reader.scroller, spot, -20);
    const parent = reader.view.parentElement!;
    reader.view.remove();
    clock.advance(1000);
    parent.append(reader.view);
    await reader.painted(50);
    expect(reader.page(50)!.getBoundingClientRect().width).to.equal(reader.page(50)!.offsetWidth);
  });
});

describe('Zooming with two fingers', () => {
  it('keeps what the fingers hold between them, and goes where they go', async () => {
    const { reader, pointAt, width } = await open();
    const wide = width();
    touch(reader.scroller, 'touchstart', [{ x: 450, y: 300 }]);
    expect(
      touch(reader.scroller, 'touchstart', [
        { x: 450, y: 300 },
        { x: 550, y: 400 },
      ]),
    ).to.equal(false);
    const held = pointAt(spot);
    touch(reader.scroller, 'touchmove', [
      { x: 400, y: 250 },
      { x: 600, y: 450 },
    ]);
    expect(width() / wide).to.be.closeTo(2, 0.001);
    expect(apart(pointAt(spot), held)).to.be.below(0.002);
    touch(reader.scroller, 'touchmove', [
      { x: 350, y: 260 },
      { x: 550, y: 460 },
    ]);
    const moved = { x: 450, y: 360 };
    expect(apart(pointAt(moved), held)).to.be.below(0.002);
    touch(reader.scroller, 'touchend', [{ x: 350, y: 260 }]);
    await frames(2);
    expect(width() / wide).to.be.closeTo(2, 0.001);
    expect(apart(pointAt(moved), held)).to.be.below(0.002);
    await waitUntil(() => reader.sharpness(50) > 0.999);
  });

  it('leaves one finger to scrolling', async () => {
    const { reader, width } = await open();
    const wide = width();
    expect(touch(reader.scroller, 'touchstart', [spot])).to.equal(true);
    expect(touch(reader.scroller, 'touchmove', [{ x: 500, y: 200 }])).to.equal(true);
    expect(width()).to.equal(wide);
    expect(getComputedStyle(reader.scroller).touchAction).to.equal('pan-x pan-y');
  });

  it('on a trackpad does the same in Safari, which has events of its own', async () => {
    const { reader, pointAt, width } = await open();
    const [held, wide] = [pointAt(spot), width()];
    expect(trackpadPinch(reader.scroller, 'gesturestart', spot, 1)).to.equal(false);
    trackpadPinch(reader.scroller, 'gesturechange', spot, 1.5);
    trackpadPinch(reader.scroller, 'gestureend', spot, 1.5);
    await frames(2);
    expect(width() / wide).to.be.closeTo(1.5, 0.001);
    expect(apart(pointAt(spot), held)).to.be.below(0.002);
  });
});
