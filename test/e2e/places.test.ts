/** The place for a signature: where it is seen over the page, the sealed PDF has it, and what was seen in it. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Locator } from 'playwright-core';
import type { NewDocumentAction, NewTask } from '../../src/task/contract.ts';
import { buildIfNeeded } from '../../demo/build.ts';
import { launchBrowser } from '../harness/chromium.ts';
import { startDemoSite, type DemoSite } from '../harness/demo-site.ts';
import { pdfBytes } from '../harness/document-pdf.ts';
import { canShowPages, differenceOf, inkIn, pagePicture, type SeenBox } from '../harness/seen-pixels.ts';
import { sealedOrder } from '../harness/sealed-order.ts';
import { SignerInBrowser, type Viewport } from '../harness/signer-in-browser.ts';

type NewPlace = NonNullable<NewDocumentAction['places']>[number];

const PHONE = { width: 360, height: 740 };
/** Lines are put onto whole pixels: smaller ones tell better where they are. */
const FINER = 4;
/** Of its pages as they are shown, in points. */
const WIDTHS = [595, 842];
const DOCUMENT = pdfBytes([{ text: 'I rent the flat' }, { text: 'Turned', rotate: 90 }]);
const UPRIGHT: NewPlace = { kind: 'signature', page: 1, x: 310, y: 95, width: 224, height: 76 };
/** The page is shown on its side: 842 points wide. */
const TURNED: NewPlace = { kind: 'signature', page: 2, x: 540, y: 60, width: 260, height: 120 };

let orders = 0;
let site: DemoSite;
let browser: Browser;
const canShow = await canShowPages();

before(async () => {
  await buildIfNeeded();
  [site, browser] = await Promise.all([startDemoSite(), launchBrowser()]);
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

async function orderOf(
  place: NewPlace,
  task: Partial<NewTask>,
): Promise<{ orderId: string; taskUrl: string }> {
  const { id: documentId } = await site.api.uploadDocument(DOCUMENT);
  const actions: NewTask['actions'] = [{ document: 'contract', type: 'sign', places: [place] }];
  const order = await site.api.createOrder(
    {
      title: 'Tenancy agreement',
      documents: [{ name: 'contract', documentId, title: 'Agreement' }],
      tasks: [{ name: 'tenant', subject: { name: 'Kari Nordmann' }, actions, ...task }],
    },
    `order-with-place-${(orders += 1)}`,
  );
  return { orderId: order.id, taskUrl: order.tasks[0]?.taskUrl ?? '' };
}

async function sealedFile(orderId: string): Promise<Uint8Array> {
  const { documents } = await sealedOrder(site, orderId);
  const sealed = await site.api.downloadSealed(orderId, documents[0]?.id ?? '');
  return new Uint8Array(await sealed.arrayBuffer());
}

async function atTheLastStep(taskUrl: string, viewport?: Viewport): Promise<SignerInBrowser> {
  const signer = await SignerInBrowser.sitDown(browser, viewport);
  await signer.page.goto(taskUrl);
  await signer.sees('I rent the flat');
  await signer.goesOnToSign();
  await signer.agrees();
  return signer;
}

const placeOf = ({ page }: SignerInBrowser): Locator =>
  page.getByRole('button', { name: /signature place 1 of 1/ });

interface Seen {
  /** CSS pixels. */
  readonly pixelsPerPoint: number;
  /** From the upper left corner of the page. */
  readonly place: SeenBox;
  readonly ink: SeenBox | undefined;
}

/** Goes to the place, and looks at it. */
async function seenPlace(signer: SignerInBrowser, number: number): Promise<Seen> {
  const { page } = signer;
  await signer.button('Place to sign').click();
  await page.waitForFunction(() => {
    const widget = document.querySelector('signing-widget')?.shadowRoot;
    const view = widget?.querySelector('signing-document-view')?.shadowRoot;
    return (
      view?.activeElement?.getAttribute('part') === 'mark' &&
      view.activeElement.parentElement?.querySelector('signing-place-look')
    );
  });
  const sheet = page.getByRole('group', { name: `Page ${number} of 2` });
  await sheet.locator('canvas').first().waitFor();
  const [outer, inner] = [await sheet.boundingBox(), await placeOf(signer).boundingBox()];
  assert.ok(outer && inner);
  const png = await page.screenshot();
  const { x, y, width, height } = inner;
  const onScreen = { left: x, top: y, right: x + width, bottom: y + height };
  const empty = await signer.context.newPage();
  const ink = await inkIn(empty, png, onScreen);
  await empty.close();
  return {
    pixelsPerPoint: outer.width / WIDTHS[number - 1]!,
    place: moved(onScreen, -outer.x, -outer.y),
    ink: ink && moved(ink, -outer.x, -outer.y),
  };
}

function moved({ left, top, right, bottom }: SeenBox, x: number, y: number): SeenBox {
  return { left: left + x, top: top + y, right: right + x, bottom: bottom + y };
}

function onScreen(box: SeenBox | undefined): SeenBox | undefined {
  if (!box) return undefined;
  const [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom].map((side) => side / FINER);
  return { left: left!, top: top!, right: right!, bottom: bottom! };
}

function assertSame(
  what: string,
  seen: SeenBox | undefined,
  sealed: SeenBox | undefined,
  tolerance = 1,
): void {
  assert.ok(seen && sealed, what);
  for (const side of ['left', 'top', 'right', 'bottom'] as const)
    assert.ok(
      Math.abs(seen[side] - sealed[side]) <= tolerance,
      `${what}, ${side}: seen ${JSON.stringify(seen)}, sealed ${JSON.stringify(sealed)}`,
    );
}

/** Thin tips of letters fade otherwise in each program: where they stand is told by their width and their middle. */
function onItsLine(box: SeenBox | undefined): SeenBox | undefined {
  const middle = box && (box.top + box.bottom) / 2;
  return box && middle !== undefined ? { ...box, top: middle, bottom: middle } : undefined;
}

/** Signs, and holds what was seen against the sealed file. */
async function assertSealedThere(
  signer: SignerInBrowser,
  orderId: string,
  number: number,
  { pixelsPerPoint, place, ink }: Seen,
  seenAs: (box: SeenBox | undefined) => SeenBox | undefined = (box) => box,
): Promise<void> {
  await signer.signs();
  await signer.seesReceipt();
  const sealed = await sealedFile(orderId);
  const [before, after] = [
    await pagePicture(DOCUMENT, number, FINER * pixelsPerPoint),
    await pagePicture(sealed, number, FINER * pixelsPerPoint),
  ];
  const empty = await signer.context.newPage();
  assertSame('the field', place, onScreen(await differenceOf(empty, after, before)));
  // Soft edges are wider or narrower by as much as two programs draw them differently.
  if (ink) assertSame('the ink', seenAs(ink), seenAs(onScreen(await inkIn(empty, after))), 1.5);
  await empty.close();
  signer.assertQuiet();
  await signer.leave();
}

describe('a signer sees where their signature will be', { skip: !canShow && 'pdftoppm is not there' }, () => {
  for (const [where, viewport] of [
    ['on a phone', PHONE],
    ['at a desk', undefined],
  ] as const) {
    test(`drawn, ${where}`, async () => {
      const { orderId, taskUrl } = await orderOf(UPRIGHT, { signatureMethods: ['handwritten'] });
      const signer = await atTheLastStep(taskUrl, viewport);
      await signer.draws();
      const seen = await seenPlace(signer, 1);
      assert.ok(seen.ink);
      await assertSealedThere(signer, orderId, 1, seen);
    });
  }

  test('typed in a face, on a page that is turned', async () => {
    const { orderId, taskUrl } = await orderOf(TURNED, { signatureMethods: ['handwritten'] });
    const signer = await atTheLastStep(taskUrl);
    const came = signer.page.waitForResponse(/\/fonts\/caveat\.ttf/);
    await signer.page.getByRole('textbox', { name: /your name/i }).fill('Kari Nordmann');
    await came;
    const seen = await seenPlace(signer, 2);
    assert.ok(seen.ink);
    await assertSealedThere(signer, orderId, 2, seen, onItsLine);
  });

  test('by consent, where the name will stand', async () => {
    const { orderId, taskUrl } = await orderOf(UPRIGHT, { signatureMethods: ['consent'] });
    const signer = await atTheLastStep(taskUrl);
    await placeOf(signer).waitFor();
    const seen = await seenPlace(signer, 1);
    assert.equal(seen.ink, undefined);
    await assertSealedThere(signer, orderId, 1, seen);
  });

  test('and comes from it to where it is made, by keys alone', async () => {
    const { taskUrl } = await orderOf(UPRIGHT, { signatureMethods: ['handwritten'] });
    const signer = await SignerInBrowser.sitDown(browser);
    await signer.page.goto(taskUrl);
    await placeOf(signer).waitFor();
    await signer.tabsTo('button', /signature place 1 of 1, page 1, not filled/);
    await signer.page.keyboard.press('Enter');
    await signer.page.getByRole('textbox', { name: /your name/i }).waitFor();
    await signer.page.keyboard.type('Kari Nordmann');
    await signer.page.getByRole('button', { name: /signature place 1 of 1, page 1, filled/ }).waitFor();
    signer.assertQuiet();
    await signer.leave();
  });
});
