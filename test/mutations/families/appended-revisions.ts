/** Incremental saving attacks: revisions put behind the last one, by anybody, by a stranger who signs, by the service. */
import { appended } from '../../verifier/samples/changed-bytes.ts';
import { stampFile } from '../../verifier/samples/craft-long-term.ts';
import { contentsRoom, sign } from '../../verifier/samples/craft-pdf.ts';
import { catalogNumber, withEntry, bodyOf } from '../../verifier/samples/craft-long-term.ts';
import { appendTable } from '../../verifier/samples/original-pdf.ts';
import type { Sealers } from '../../verifier/samples/craft-cms.ts';
import type { PdfState } from '../../verifier/pdf/pdf-state.ts';
import { Ref } from '../../verifier/pdf/values.ts';
import { madeOfFiles, type MakeFamily, type Mutant, type PdfMutant, type Stage } from '../mutant.ts';
import { CONTENT, OTHER_CONTENT } from '../originals.ts';
import { AFTER_THE_LAST, edited, rootOf, stateOf, withRevision } from '../parts.ts';
import type { SealedOrder } from '../sealed-orders.ts';

export const appendedRevisions: MakeFamily = (order, stage) => [
  ...madeOfFiles(order, appended),
  ...unsigned(order),
  ...signed(order, stage),
];

function unsigned(order: SealedOrder): Mutant[] {
  const [{ sealed }] = order.files;
  const catalog = (state: PdfState, entry: string) =>
    new Map([[catalogNumber(state), withEntry(bodyOf(state, catalogNumber(state)), entry)]]);
  const twice = Buffer.concat([sealed, sealed]);
  return [
    withRevision(order, 'a catalog that opens something', (state) =>
      catalog(state, '/OpenAction << /S /URI /URI (https://other.example) >>'),
    ),
    withRevision(order, 'a catalog with layers', (state) => catalog(state, '/OCProperties << /OCGs [] >>')),
    withRevision(order, 'a catalog without permissions', (state) => {
      const number = catalogNumber(state);
      return new Map([[number, edited(bodyOf(state, number), /\/Perms << [^>]*>>/, '')]]);
    }),
    withRevision(order, 'a catalog without its security store', (state) => {
      const number = catalogNumber(state);
      return new Map([[number, edited(bodyOf(state, number), /\/DSS \d+ 0 R/, '')]]);
    }),
    withRevision(order, 'the catalog once more, as it is', (state) => catalog(state, '')),
    { title: 'the whole file twice', at: 0, expected: AFTER_THE_LAST, bytes: () => twice },
  ];
}

/** A good signature over everything, also over what was changed before it. */
function signed(order: SealedOrder, { authority, lookalike }: Stage): PdfMutant[] {
  const [file] = order.files;
  return (
    [
      ['a stranger', lookalike.sealers],
      ['the service', authority],
    ] as const
  ).flatMap(([who, keys]) =>
    [false, true].flatMap((changes) => {
      const what = changes ? ' over another page' : '';
      return [
        {
          title: `one more signature of ${who}${what}`,
          at: 0,
          expected: ['document-time-stamp', 'changed-field', 'changed-object'] as const,
          bytes: () => sign(withField(file.sealed, stateOf(file), changes, 'Sig'), keys),
        },
        {
          title: `one more document time stamp of ${who}${what}`,
          at: 0,
          expected: ['document-time-stamp'] as const,
          bytes: () => stamped(withField(file.sealed, stateOf(file), changes, 'DocTimeStamp'), keys),
        },
      ];
    }),
  );
}

const stamped = (unstamped: Buffer, { timeStampAuthority }: Sealers) =>
  stampFile(unstamped, timeStampAuthority);

function withField(sealed: Buffer, state: PdfState, changes: boolean, type: 'Sig' | 'DocTimeStamp'): Buffer {
  const [field, value] = [7000, 7001];
  const reference = state.catalog.get('AcroForm');
  const head =
    type === 'Sig'
      ? '/Type /Sig /SubFilter /ETSI.CAdES.detached /M (D:20260115100000Z)'
      : '/Type /DocTimeStamp /SubFilter /ETSI.RFC3161';
  const objects = new Map<number, string | Buffer>([
    [field, `<< /FT /Sig /T (later) /V ${value} 0 R >>`],
    [value, `<< ${head} /Filter /Adobe.PPKLite ${contentsRoom()} >>`],
  ]);
  const [holder, key] =
    reference instanceof Ref ? [reference.number, '/Fields ['] : [catalogNumber(state), '/Fields ['];
  objects.set(holder, edited(bodyOf(state, holder), key, `${key}${field} 0 R `));
  if (changes) objects.set(CONTENT, OTHER_CONTENT);
  return appendTable(sealed, objects, rootOf(state));
}
