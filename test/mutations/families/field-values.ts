/** Values of the signature dictionaries and their fields, of the catalog and of the export: each of them another. */
import { changed, flipped } from '../../evidence/checked.ts';
import { holderAt, places } from '../../evidence/places.ts';
import type { PdfState } from '../../verifier/pdf/pdf-state.ts';
import { revisionsOf } from '../../verifier/samples/changed-bytes.ts';
import { catalogNumber } from '../../verifier/samples/craft-long-term.ts';
import type { ProblemCode } from '../../verifier/findings.ts';
import type { ExportMutant, MakeFamily, PdfMutant, Stage } from '../mutant.ts';
import { byKeyHolder, edited, overwritten, stateOf } from '../parts.ts';
import type { Step } from '../remade.ts';
import type { SealedFile, SealedOrder } from '../sealed-orders.ts';

export const fieldValues: MakeFamily = (order, stage) => [
  ...inPlace(order.files[0]),
  ...signed(order, stage),
  ...exported(order),
];

/** Every key, and the first letter or digit of its value, in every dictionary that says who signed what. */
function inPlace(file: SealedFile): PdfMutant[] {
  const state = stateOf(file);
  const numbers = [
    catalogNumber(state),
    ...revisionsOf(file.sealed).flatMap(({ valueNumber, field }) => [valueNumber, field.objectNumber]),
  ];
  return numbers.flatMap((number) => {
    const { start, text } = objectAt(state, number);
    return [...text.matchAll(/\/([A-Z]\w*) ?/g)].flatMap((match): PdfMutant[] => {
      const [whole, key = ''] = match;
      const afterKey = match.index + whole.length;
      const value = /^[^A-Za-z0-9/>]*([A-Za-z0-9])/.exec(text.slice(afterKey));
      const name = `/${key} of object ${number}`;
      const keyAt = start + match.index + 1;
      const mutants = [overwritten(`${name} has another name`, file, keyAt, key.startsWith('X') ? 'Y' : 'X')];
      if (value?.[1] !== undefined) {
        const at = start + afterKey + value[0].length - 1;
        mutants.push(overwritten(`${name} is another`, file, at, value[1] === '7' ? '8' : '7'));
      }
      return mutants;
    });
  });
}

function objectAt(state: PdfState, number: number): { start: number; text: string } {
  const entry = state.entries.get(number);
  if (entry?.kind !== 'offset') throw new Error(`object ${number} is not in the file itself`);
  const { start, end } = state.indirectObject(number, entry);
  return { start, text: Buffer.from(state.bytes.subarray(start, end)).toString('latin1') };
}

type Target = 'field' | 'value';
const EDITS: readonly (readonly [string, Target, string | RegExp, string, readonly ProblemCode[]])[] = [
  ['the name of the field', 'field', /\/T \([^)]*\)/, '/T (another)', ['changed-field']],
  ['what the field is called', 'field', /\/TU \([^)]*\)/, '/TU (Director)', ['changed-field']],
  ['the place of the field', 'field', /\/Rect \[\S+/, '/Rect [1', ['changed-field']],
  ['the flags of the field', 'field', /\/F \d+/, '/F 134', ['changed-field']],
  ['the page of the field', 'field', /\/P \d+ 0 R/, '/P 12 0 R', ['changed-field']],
  [
    'what the field does',
    'field',
    />>$/,
    '/A << /S /URI /URI (https://other.example) >> >>',
    ['changed-field'],
  ],
  ['what the field does when it is entered', 'field', />>$/, '/AA << >> >>', ['changed-field']],
  [
    'a second look of the field',
    'field',
    /\/AP << \/N (\d+) 0 R/,
    '/AP << /N $1 0 R /D $1 0 R',
    ['changed-field'],
  ],
  [
    'the kind of the field',
    'field',
    '/FT /Sig',
    '/FT /Tx',
    ['changed-field', 'empty-field', 'no-signature', 'revision-chain'],
  ],
  ['a maximum of the field', 'field', />>$/, '/MaxLen 9 >>', ['changed-field']],
  [
    'the kind of the signature',
    'value',
    'ETSI.CAdES.detached',
    'adbe.pkcs7.detached',
    ['signature-dictionary'],
  ],
  ['the type of the signature', 'value', '/Type /Sig ', '/Type /Sag ', ['signature-dictionary']],
  ['the time of the signature', 'value', /\/M \(D:\d{8}/, '/M (D:soon', ['signature-dictionary']],
  ['a certificate beside the signature', 'value', '/M (', '/Cert (x) /M (', ['signature-dictionary']],
  ['a transform of the signature', 'value', '/M (', '/Reference [] /M (', ['certification']],
  ['changes that the signature admits', 'value', '/M (', '/Changes [1 2 3] /M (', ['signature-dictionary']],
  ['what the signature is for', 'value', /\/Reason \([^)]*/, '/Reason (none', ['sealed-file']],
  ['who has signed', 'value', /\/Name (\([^)]*|<[^>]*)/, '/Name (Nobody', ['sealed-file']],
];
const CERTIFIED: readonly (readonly [string, string | RegExp, string, readonly ProblemCode[]])[] = [
  ['changes to pages', '/P 2', '/P 3', ['certification']],
  ['no changes', '/P 2', '/P 1', ['certification']],
  ['another transform', '/DocMDP', '/FieldMDP', ['certification']],
  ['another version of the transform', '/V /1.2', '/V /1.1', ['certification']],
  ['two transforms', '/Reference [', '/Reference [<< /TransformMethod /FieldMDP >> ', ['certification']],
  ['no time', /\/M \([^)]*\)/, '', ['signature-dictionary']],
  ['another filter key', '/Filter ', '/Folder ', ['signature-dictionary']],
];

/** Under good signatures. */
function signed(order: SealedOrder, stage: Stage): PdfMutant[] {
  const signers: readonly Step[] = Array.from({ length: order.signers }, (_, at) => at + 1);
  const edit = (
    step: Step,
    target: Target,
    title: string,
    from: string | RegExp,
    to: string,
    codes: readonly ProblemCode[],
  ): PdfMutant => ({
    ...byKeyHolder(order, stage, title, codes, {
      revise(revision) {
        const number = revision[target];
        if (revision.step !== step || number === undefined) return;
        revision.objects.set(number, edited(revision.objects.get(number), from, to));
      },
    }),
    ...(codes.includes('sealed-file') && { toldByEvidence: true }),
  });
  return [
    ...signers.flatMap((step) =>
      EDITS.map(([what, target, from, to, codes]) =>
        edit(step, target, `${what}, by signer ${step}`, from, to, codes),
      ),
    ),
    ...CERTIFIED.map(([what, from, to, codes]) =>
      edit('certification', 'value', `a certification with ${what}`, from, to, codes),
    ),
  ];
}

/** Every value of the export, another and left out. */
function exported({ evidence }: SealedOrder): ExportMutant[] {
  return places(evidence).flatMap((path): ExportMutant[] => {
    const name = path.at(-1) ?? '';
    return [
      {
        title: `another ${path.join('.')}`,
        evidence: () =>
          changed(evidence, (copy) => {
            const holder = holderAt(copy, path);
            const value = holder[name];
            holder[name] =
              typeof value === 'string' ? flipped(value) : typeof value === 'number' ? value + 1 : !value;
          }),
      },
      {
        title: `without ${path.join('.')}`,
        evidence: () => changed(evidence, (copy) => Reflect.deleteProperty(holderAt(copy, path), name)),
      },
    ];
  });
}
