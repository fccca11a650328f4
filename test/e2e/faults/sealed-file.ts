/** Downloading the sealed file. It is signed whatever happens to it: the receipt stays, and the button is there again. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Act, Scene, Truth } from './scene.ts';
import { seesReceipt, SENDS, SIGNED, signs } from './words.ts';

const pressesDownload: Act = ({ visit }) => visit.presses(/Download signed version/);

/** What arrives on the device is the file that the customer has. */
const receivesIt: Act = async ({ sites, order, visit }) => {
  const [download] = await Promise.all([
    visit.page.waitForEvent('download'),
    visit.presses(/Download signed version/),
  ]);
  const path = `/orders/${order.id}/documents/${order.documents[0]?.id}`;
  const { body: sealed } = await sites.service.call<Uint8Array>('readOrderDocument', path, {
    headers: sites.service.asCustomer(),
  });
  const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  assert.equal(digest(await readFile(await download.path())), digest(sealed));
};

const failed: Truth = {
  reads: async (stage) => {
    await stage.visit.page
      .getByRole('alert')
      .filter({ hasText: 'The download did not succeed. Try again.' })
      .waitFor();
    await seesReceipt(stage);
  },
  told: [SENDS, SIGNED],
  stands: 'completed',
  way: receivesIt,
  end: 'signed',
  thenTold: [],
};

export const sealedFile: Scene = {
  title: 'takes the sealed file along',
  operation: 'readTaskDocument',
  catches: ({ path }) => path.includes('version=sealed'),
  others: 0,
  comes: async (stage) => {
    await signs(stage);
    await seesReceipt(stage);
    await stage.visit.signer.button(/Download signed version/).waitFor();
  },
  acts: pressesDownload,
  conflict: 'not-sealed-yet',
  cells: {
    refused: failed,
    'cut before the body': failed,
    'cut after the service': failed,
    '500': failed,
    '502': failed,
    '504': failed,
    '404': failed,
    '401': failed,
    'session over': {
      ...failed,
      reads: async ({ visit: { page } }) => {
        await page.getByText('Downloading…').waitFor({ state: 'detached' });
        assert.equal(await page.getByText(/did not succeed/).count(), 0);
      },
    },
    '409': failed,
    '412': 'not in the contract',
    '429': failed,
    unanswered: {
      ...failed,
      reads: async (stage) => {
        await stage.runsOutOfPatience();
        await failed.reads(stage);
      },
    },
    offline: failed,
  },
};
