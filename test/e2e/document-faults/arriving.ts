/** A document that comes slowly, in odd ways or in pieces, and comes: it is read meanwhile, and signed when it is here. */
import assert from 'node:assert/strict';
import { taskOf } from '../ends/ends-site.ts';
import { canSign, cannotSign, isRest, reads, STOPPED, type Faulty } from './faulty.ts';

const CHECKING = /Checking the document… You can read it meanwhile\./;
const SIGNED = ['signing-ready ready', 'signing-before-submit', 'signing-completed'];

export function arriving(signer: Faulty): void {
  signer(
    'reads while the rest trickles in, sees how far it is, and signs when it is here',
    async (visit, sites) => {
      const { proxy, sizeBytes } = sites;
      proxy.spoils((part) => (isRest(part, sizeBytes) ? { stepBytes: 200_000 } : undefined));
      await visit.opens(taskOf(await sites.order()).taskUrl);
      await reads(visit);
      await cannotSign(visit, sites, CHECKING);
      const shares: number[] = [];
      const bar = visit.page.locator('.arriving progress');
      while (await bar.isVisible()) {
        const share = await bar.evaluate((element) => (element as HTMLProgressElement).value).catch(() => 1);
        if (share !== shares.at(-1)) shares.push(share);
        proxy.letGo();
      }
      assert.deepEqual(
        shares,
        shares.toSorted((one, other) => one - other),
      );
      assert.ok(new Set(shares).size > 2, `It was seen to stand at ${shares}.`);
      await canSign(visit, sites);
      await visit.assertTold(SIGNED);
    },
  );

  signer('is told once, and politely, that there is nothing more to wait for', async (visit, sites) => {
    const { proxy, sizeBytes } = sites;
    proxy.spoils((part) => (isRest(part, sizeBytes) ? { stepBytes: 300_000 } : undefined));
    await visit.opens(taskOf(await sites.order()).taskUrl);
    await reads(visit);
    const said = visit.page.locator('#bar-hint [aria-live="polite"]');
    await visit.page.getByText(CHECKING).waitFor();
    await said.evaluate((region) => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      new MutationObserver(() => heard.push(region.textContent?.trim() ?? '')).observe(region, {
        subtree: true,
        childList: true,
        characterData: true,
      });
    });
    while (await visit.page.getByText(CHECKING).isVisible()) proxy.letGo();
    await visit.seesTask();
    const heard = await visit.page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    assert.deepEqual([...new Set(heard)], ['Read it through. You sign on the next step.']);
    await visit.assertTold(['signing-ready ready']);
  });

  signer('reads and signs where the service knows no ranges', async (visit, sites) => {
    sites.proxy.spoils(() => ({ ignoresRange: true }));
    visit.expects(STOPPED);
    await visit.opens(taskOf(await sites.order()).taskUrl);
    await reads(visit);
    await canSign(visit, sites);
    await visit.assertTold(SIGNED);
  });

  signer('does not notice that the line is cut in the middle, again and again', async (visit, sites) => {
    const { proxy, sizeBytes } = sites;
    let cuts = 0;
    proxy.spoils((part) => (isRest(part, sizeBytes) && cuts++ < 3 ? { cutAfter: 150_000 } : undefined));
    visit.expects(STOPPED);
    await visit.opens(taskOf(await sites.order()).taskUrl);
    await reads(visit);
    await canSign(visit, sites);
    assert.ok(cuts > 1);
    await visit.assertTold(SIGNED);
  });

  signer('does not notice that the service is away for a moment', async (visit, sites) => {
    const { proxy, sizeBytes } = sites;
    let away = 0;
    proxy.spoils((part) =>
      isRest(part, sizeBytes) && away++ < 2 ? { status: [503, 500][away] ?? 503 } : undefined,
    );
    visit.expects(503, 500);
    await visit.opens(taskOf(await sites.order()).taskUrl);
    await reads(visit);
    await canSign(visit, sites);
    assert.ok(away > 1);
    await visit.assertTold(SIGNED);
  });

  signer(
    'reads and signs on a page of another site, which the bytes are asked for from',
    async (visit, sites) => {
      const { embedding, service } = sites;
      const { taskUrl } = taskOf(await sites.order());
      await visit.opens(embedding.elementPage(service.url, { src: taskUrl }));
      await reads(visit);
      await canSign(visit, sites);
      assert.ok(sites.proxy.asked.filter(({ hasRange }) => hasRange).length > 1);
      await visit.assertTold(SIGNED);
    },
  );
}
