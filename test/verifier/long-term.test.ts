/** What makes a sealed file hold when its certificates have expired: the store of proofs, and the time stamp over all of it. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { DevelopmentAuthority } from '../../demo/service/adapters/keys/development-authority.ts';
import type { RevocationSource, ValidationData } from '../../demo/service/ports/revocation-source.ts';
import { createPdfSealer } from '../../demo/service/sealing/create-pdf-sealer.ts';
import { sealRequest, signature } from '../service/sealing/sealing-sample.ts';
import type { ProblemCode } from './findings.ts';
import type { PdfState } from './pdf/pdf-state.ts';
import { revisionsOf } from './samples/changed-bytes.ts';
import { issue, pem, sealersOf } from './samples/craft-authority.ts';
import {
  bodyOf,
  catalogNumber,
  craftLongTerm,
  type LongTermCraft,
  stampFile,
  STORE,
  TIME_STAMP,
  withEntry,
} from './samples/craft-long-term.ts';
import { unfilledTimeStamp, craftSealed, type MutableObjects } from './samples/craft-pdf.ts';
import { craftList, type ListWish } from './samples/craft-status.ts';
import { appendTable, originalPdf } from './samples/original-pdf.ts';
import { authority, type SealedSample, sealedSample } from './samples/sealed-sample.ts';
import { type Verification, verifySealedPdf, type VerifyOptions } from './verify-sealed-pdf.ts';

let keys: DevelopmentAuthority;
let sample: SealedSample;
before(async () => {
  keys = await authority();
  sample = await sealedSample('table', 2, true);
});

function verify(bytes: Uint8Array, more: Partial<VerifyOptions> = {}): Verification {
  return verifySealedPdf(bytes, { ...sample, ...more });
}

function assertRefused({ valid, problems }: Verification, expected: ProblemCode): void {
  const codes = problems.map(({ code }) => code);
  assert.equal(valid, false);
  assert.ok(codes.includes(expected), `${JSON.stringify(problems)} has no ${expected}`);
  assert.ok(!codes.includes('verifier-fault'), JSON.stringify(problems));
}

describe('A file of level B-LTA', () => {
  test('is valid also when its end is made by hand as the sealer makes it', async () => {
    const { valid, problems } = verify(await craftLongTerm(sample, keys.timeStampAuthority));
    assert.deepEqual(problems, []);
    assert.equal(valid, true);
  });

  test('is one whose document time stamp covers the whole file but its own Contents, and comes last', () => {
    const { signatures } = verify(sample.sealed);
    const last = signatures.at(-1);
    const { gap } = revisionsOf(sample.sealed).at(-1)!;
    assert.equal(last?.kind, 'document-time-stamp');
    assert.equal(last.coveredBytes, sample.sealed.length - (gap.end - gap.start));
  });

  test('is refused where level B-T is expected, and one of level B-T where this is', async () => {
    assertRefused(verify(sample.sealed, { level: 'B-T' }), 'document-time-stamp');
    const withoutEnd = await craftSealed(keys);
    assertRefused(verify(withoutEnd), 'document-time-stamp');
    assert.deepEqual(verify(withoutEnd, { level: 'B-T' }).problems, []);
  });
});

const editStore =
  (from: RegExp, to: string): NonNullable<LongTermCraft['store']> =>
  (objects) => {
    const body = String(objects.get(STORE));
    assert.match(body, from);
    objects.set(STORE, body.replace(from, to));
  };
const editStamp =
  (from: string, to: string): NonNullable<LongTermCraft['stamp']> =>
  (objects) => {
    const body = String(objects.get(TIME_STAMP));
    assert.ok(body.includes(from));
    objects.set(TIME_STAMP, body.replace(from, to));
  };
const catalogWith =
  (entry: string) =>
  (objects: MutableObjects, file: PdfState): void => {
    const root = catalogNumber(file);
    objects.set(root, withEntry(String(objects.get(root) ?? bodyOf(file, root)), entry));
  };
const OTHER_PAGE = '<< /Length 0 >>\nstream\n\nendstream';

describe('The end of a sealed file is refused', () => {
  const wrong: readonly (LongTermCraft & { readonly title: string; readonly expected: ProblemCode })[] = [
    { title: 'without a store', withoutStore: true, expected: 'security-store' },
    {
      title: 'with a revision between that has no store',
      store: (objects, file) => {
        objects.clear();
        objects.set(STORE, `<< /Of ${file.bytes.length} >>`);
      },
      expected: 'security-store',
    },
    {
      title: 'with a store that changes a page',
      store: (objects) => objects.set(11, OTHER_PAGE),
      expected: 'changed-object',
    },
    {
      title: 'with a store that does more in the catalog',
      store: catalogWith('/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>'),
      expected: 'changed-catalog',
    },
    {
      title: 'with a stowaway beside the store',
      store: (objects) => objects.set(STORE + 80, '<< /S /JavaScript >>'),
      expected: 'changed-object',
    },
    {
      title: 'with something else in the store',
      store: editStore(/>>$/, '/Names [1] >>'),
      expected: 'security-store',
    },
    {
      title: 'with an entry for a signature that is not there',
      store: editStore(/\/VRI <</, `/VRI << /${'A'.repeat(40)} << /Type /VRI >>`),
      expected: 'security-store',
    },
    {
      title: 'without an entry for one of the signatures',
      store: editStore(/\/[0-9A-F]{40} <<.*?>>/, ''),
      expected: 'validation-data',
    },
    {
      title: 'with the name of an entry in lowercase',
      store: (objects) => {
        const body = String(objects.get(STORE));
        objects.set(
          STORE,
          body.replace(/\/[0-9A-F]{40}/, (key) => key.toLowerCase()),
        );
      },
      expected: 'validation-data',
    },
    {
      title: 'with a list in the entries that is not in the store',
      store: editStore(/\/CRLs \[[^\]]*\]/, ''),
      expected: 'security-store',
    },
    {
      title: 'with no list in an entry',
      store: editStore(/\/CRL \[[^\]]*\]/, ''),
      expected: 'validation-data',
    },
    {
      title: 'with no certificates in an entry',
      store: editStore(/\/Cert \[[^\]]*\]/, ''),
      expected: 'validation-data',
    },
    {
      title: 'with a time stamp over something else',
      stamped: (covered) => covered.subarray(1),
      expected: 'time-stamp-imprint',
    },
    {
      title: 'with a time stamp that claims a time and a name beside its own',
      stamp: editStamp('/Filter', '/M (D:20260115100000Z) /Name (Somebody) /Filter'),
      expected: 'document-time-stamp',
    },
    {
      title: 'with a time stamp that calls itself a signature',
      stamp: editStamp('/Type /DocTimeStamp', '/Type /Sig'),
      expected: 'document-time-stamp',
    },
    {
      title: 'with a time stamp that changes a page',
      stamp: (objects) => objects.set(11, OTHER_PAGE),
      expected: 'changed-object',
    },
    {
      title: 'with a time stamp that empties the store',
      stamp: (objects) => objects.set(STORE, '<< /Type /DSS /VRI << >> >>'),
      expected: 'changed-object',
    },
    {
      title: 'with a time stamp that shows something',
      stamp: (objects, file) => {
        const [field] = objects.keys();
        const shown = bodyOf(file, field!).replace(/\/Rect \[[^\]]*\]/, '/Rect [0 0 500 500]');
        objects.set(field!, withEntry(shown, `/V ${TIME_STAMP} 0 R`));
      },
      expected: 'changed-field',
    },
    {
      title: 'with a time stamp in a field that was not prepared',
      stamp: (objects, file) => {
        const [field] = objects.keys();
        const form = Number(/\/AcroForm (\d+)/.exec(bodyOf(file, catalogNumber(file)))?.[1]);
        objects.delete(field!);
        objects.set(991, `<< /FT /Sig /T (late) /V ${TIME_STAMP} 0 R >>`);
        objects.set(form, bodyOf(file, form).replace(/\/Fields \[/, '/Fields [991 0 R '));
      },
      expected: 'changed-field',
    },
  ];
  test('with an object stream in its last revision, and for nothing else', async () => {
    const { problems } = verify(await craftLongTerm(sample, keys.timeStampAuthority, { packed: true }));
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['document-time-stamp'],
    );
  });

  for (const { title, expected, ...craft } of wrong) {
    test(`${title}: ${expected}`, async () => {
      assertRefused(verify(await craftLongTerm(sample, keys.timeStampAuthority, craft)), expected);
    });
  }

  test('with bytes after it, or with a second time stamp', async () => {
    assertRefused(verify(Buffer.concat([sample.sealed, Buffer.from('\n%')])), 'coverage');
    const [field] = revisionsOf(sample.sealed).slice(-1);
    const twice = appendTable(sample.sealed, new Map([[field!.valueNumber, unfilledTimeStamp()]]));
    const { problems } = verify(await stampFile(twice, keys.timeStampAuthority));
    assert.ok(problems.some(({ code }) => code === 'changed-field' || code === 'changed-object'));
  });

  test('with a time stamp from before the signatures', async () => {
    // Of an authority that is trusted for the time, and wrong.
    const root = issue({ name: 'Root', authority: true, keyUsage: 0x06 });
    const purposes = { purposes: ['1.3.6.1.5.5.7.3.8'], purposesCritical: true };
    const stamper = issue({ name: 'Stamps', keyUsage: 0xc0, ...purposes }, root);
    const early = sealersOf(stamper, stamper, new Date(Date.now() - 3_600_000)).timeStampAuthority;
    const anchorsPem = `${sample.anchorsPem}${pem(root)}`;
    assertRefused(verify(await craftLongTerm(sample, early), { anchorsPem }), 'time-stamp-time');
  });
});

describe('Proofs are refused', () => {
  const HOUR = 3_600_000;
  const fromNow = (hours: number): Date => new Date(Date.now() + hours * HOUR);
  const root = issue({ name: 'Root', authority: true, keyUsage: 0x06 });
  const stranger = issue({ name: 'Root', authority: true, keyUsage: 0x06 });
  const seal = issue({ name: 'Seal', keyUsage: 0xc0 }, root);
  const purposes = { purposes: ['1.3.6.1.5.5.7.3.8'], purposesCritical: true };
  const stamper = issue({ name: 'Stamps', keyUsage: 0xc0, ...purposes }, root);

  /** A sealer that believes whatever it is told. */
  async function sealedWith(revocationLists: readonly Buffer[], change: Partial<ValidationData> = {}) {
    const { sealKey, timeStampAuthority } = sealersOf(seal, stamper, new Date());
    const revocations: RevocationSource = {
      prove: (certificates) =>
        Promise.resolve({ certificates, ocspResponses: [], revocationLists, ...change }),
    };
    const sealer = createPdfSealer({ key: sealKey, timeStamps: timeStampAuthority, revocations });
    const original = originalPdf('table');
    return verifySealedPdf(await sealer.seal(sealRequest(original, [signature(1)])), {
      anchorsPem: pem(root),
      original,
    });
  }

  test('and good ones are not', async () => {
    assert.deepEqual((await sealedWith([craftList(root)])).problems, []);
  });

  const lists: readonly (readonly [string, ProblemCode, ListWish])[] = [
    ['that the seal is revoked', 'revoked', { revoked: [seal] }],
    ['that the time stamps are revoked', 'revoked', { revoked: [stamper] }],
    ['that were out of date when the file was stamped', 'revocation-data', { nextUpdate: fromNow(-0.1) }],
    ['from after the file was stamped', 'revocation-data', { thisUpdate: fromNow(1) }],
    ['without an end', 'revocation-data', { nextUpdate: 'none' }],
    ['that somebody else has signed', 'revocation-data', { signedBy: stranger }],
  ];
  for (const [title, expected, wish] of lists) {
    test(`${title}: ${expected}`, async () => {
      assertRefused(await sealedWith([craftList(root, wish)]), expected);
    });
  }

  test('of another issuer, or none at all', async () => {
    assertRefused(await sealedWith([craftList(seal)]), 'validation-data');
    assertRefused(await sealedWith([]), 'validation-data');
    assertRefused(await sealedWith([Buffer.from('good')]), 'cms-der');
  });

  test('without the certificates', async () => {
    assertRefused(await sealedWith([craftList(root)], { certificates: [] }), 'validation-data');
  });
});
