/** Bytes that are not those of the task's document: whenever that turns out, they are taken away, and nothing is signed. */
import assert from 'node:assert/strict';
import type { Fault } from '../../harness/document-proxy.ts';
import { taskOf } from '../ends/ends-site.ts';
import { canSign, cannotSign, isRest, reads, STOPPED, type Faulty } from './faulty.ts';

const SHOWN = {
  title: 'What you saw is not the document you were asked to sign',
  next: 'It may have been damaged on the way: try again. If the same happens again, do not sign, and tell the sender what this page says.',
};
const UNSHOWN = {
  title: 'The document is not the one you were asked to sign',
  next: 'Do not sign. Tell Fjord Homes what this page says.',
};

/** It is opened again after the fault, and signed. */
const IN_THE_END = [
  'signing-ready ready',
  'signing-error document-changed',
  'signing-ready ready',
  'signing-before-submit',
  'signing-completed',
];

function flipped(bytes: Buffer, at: number): Buffer {
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
}

/** What is wrong with what comes after the first page was shown. */
const RESTS: Readonly<Record<string, Fault>> = {
  'a byte that was flipped': { spoil: (bytes) => flipped(bytes, 500_000) },
  'an end that is missing': { spoil: (bytes) => bytes.subarray(0, bytes.length - 1000) },
  'an end that is too long': { spoil: (bytes) => Buffer.concat([bytes, Buffer.from('more')]) },
};

/** What is wrong with what the first page would be shown with. */
const RANGES: Readonly<Record<string, Fault>> = {
  'refuses every range': { status: 416 },
  'answers with another range than it was asked for': { contentRange: 'bytes 1-65536/99' },
};

export function otherBytes(signer: Faulty): void {
  for (const [what, fault] of Object.entries(RESTS)) {
    signer(`reads a document with ${what}, and it is taken away`, async (visit, sites) => {
      const { proxy, sizeBytes } = sites;
      proxy.spoils((part) => (isRest(part, sizeBytes) ? { ...fault, held: true } : undefined));
      visit.expects(STOPPED);
      await visit.opens(taskOf(await sites.order()).taskUrl);
      await reads(visit);
      await cannotSign(visit, sites, /Checking the document/);
      proxy.isFine();
      await visit.seesPanel(SHOWN.title, SHOWN.next);
      assert.equal(await visit.page.getByText('Agreement 1', { exact: true }).count(), 0);
      assert.equal(await visit.signer.button(/sign/i).count(), 0);
      await visit.assertTold(['signing-ready ready', 'signing-error document-changed']);
      await visit.presses('Try again');
      await canSign(visit, sites);
      await visit.assertTold(IN_THE_END);
    });
  }

  signer('is shown a first page that the whole does not have, and it is taken away', async (visit, sites) => {
    const { proxy, sizeBytes } = sites;
    const other = (bytes: Buffer) => {
      const at = bytes.indexOf('(Agreement 1)');
      bytes.write('(Agreement 7)', at, 'latin1');
      return bytes;
    };
    proxy.spoils((part) => {
      if (part.first === 0 && part.hasRange) return { spoil: other };
      return isRest(part, sizeBytes) ? { held: true } : undefined;
    });
    visit.expects(STOPPED);
    await visit.opens(taskOf(await sites.order()).taskUrl);
    await reads(visit, 'Agreement 7');
    await cannotSign(visit, sites, /Checking the document/);
    proxy.isFine();
    await visit.seesPanel(SHOWN.title, SHOWN.next);
    await visit.presses('Try again');
    await reads(visit);
    await canSign(visit, sites);
    await visit.assertTold(IN_THE_END);
  });

  signer(
    'is given an end by itself that is not the one of the stream, and it is taken away',
    async (visit, sites) => {
      const { proxy, sizeBytes } = sites;
      proxy.spoils((part) => {
        if (isRest(part, sizeBytes)) return { held: true };
        const isTail = part.hasRange && part.first > sizeBytes / 2;
        return isTail ? { spoil: (bytes) => flipped(bytes, 10_000) } : undefined;
      });
      visit.expects(STOPPED);
      await visit.opens(taskOf(await sites.order()).taskUrl);
      await reads(visit);
      await cannotSign(visit, sites, /Checking the document/);
      proxy.isFine();
      await visit.seesPanel(SHOWN.title, SHOWN.next);
      await visit.assertTold(['signing-ready ready', 'signing-error document-changed']);
      await visit.presses('Try again');
      await canSign(visit, sites);
      await visit.assertTold(IN_THE_END);
    },
  );

  for (const [how, fault] of Object.entries(RANGES)) {
    signer(`is shown nothing where the service ${how}`, async (visit, sites) => {
      const { proxy } = sites;
      proxy.spoils(({ hasRange }) => (hasRange ? fault : undefined));
      visit.expects(STOPPED, 416);
      await visit.opens(taskOf(await sites.order()).taskUrl);
      await visit.seesPanel(UNSHOWN.title, UNSHOWN.next);
      assert.equal(proxy.completions, 0);
      await visit.assertTold(['signing-ready ready', 'signing-error document-changed']);
      proxy.isFine();
      await visit.presses('Try again');
      await canSign(visit, sites);
      await visit.assertTold(IN_THE_END);
    });
  }
}
