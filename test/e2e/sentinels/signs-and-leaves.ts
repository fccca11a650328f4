/** Signing in the browser after a way in, and being led back to where the task says. */
import type { Page } from 'playwright-core';
import { placeOf } from './ways-in.ts';

export async function signs(page: Page): Promise<void> {
  const place = placeOf(page);
  await place
    .locator('[aria-disabled="true"]', { hasText: 'Continue to sign' })
    .waitFor({ state: 'detached' });
  await place.getByRole('button', { name: 'Continue to sign' }).click();
  await place.getByRole('radio', { name: /By consent alone/ }).check();
  await place.getByRole('checkbox', { name: 'I agree' }).check();
  await place.getByRole('button', { name: /^Sign/ }).click();
}

export async function seesTheReceipt(page: Page): Promise<void> {
  await placeOf(page)
    .getByRole('heading', { name: /signed/i })
    .waitFor();
}
