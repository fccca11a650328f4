/**
 * A sealed file made step by step by hand, each revision open to a change before it is signed: what a
 * sealer with an error, or somebody who gets the seal key to sign, could make. Without changes it is good.
 */
import { type CmsTweak, craftCms, type Sealers } from './craft-cms.ts';
import { appendTable, originalPdf, stream } from './original-pdf.ts';

export type MutableObjects = Map<number, string | Buffer>;

export interface Craft {
  /** Changes the objects of a revision before it is written; step 0 certifies, the others fill in. */
  readonly revise?: (step: number, objects: MutableObjects) => void;
  /** Changes the revision's bytes before they are signed; `start` is where the revision begins. */
  readonly rewrite?: (step: number, bytes: Buffer, start: number) => Buffer;
  /** The CMS of this step is made wrong. */
  readonly cms?: { readonly step: number; readonly tweak: CmsTweak };
  /** Appended in place of the usual trailer entries. */
  /** Other keys than the usual ones, for a step. */
  readonly sealers?: (step: number) => Sealers | undefined;
  readonly trailer?: (step: number) => string | undefined;
}

const CONTENTS_BYTES = 16_000;
const SIGNERS = 2;
const PLACEHOLDER = '/ByteRange [0 0000000000 0000000000 0000000000]';

/** Objects of the file: 100 form, 101 and 102 fields, 110 certification field, 111 its value, 12x and 13x values and looks. */
const FORM = 100;
const CERTIFICATION = 110;

function value(extra: string): string {
  const head = '/Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached';
  return `<< ${head} ${contentsRoom()} /M (D:20260115100000Z) ${extra}>>`;
}

/** For `fillContents`. */
export function contentsRoom(): string {
  return `${PLACEHOLDER} /Contents <${'0'.repeat(2 * CONTENTS_BYTES)}>`;
}

/** The value of a document time stamp (ISO 32000-2 section 12.8.5), with room for the token. */
export function unfilledTimeStamp(): string {
  return `<< /Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161 ${contentsRoom()} >>`;
}

export function fieldBody(at: number, more = ''): string {
  const rect = `[60 ${80 + 90 * at} 260 ${150 + 90 * at}]`;
  return `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature${at}) /F 132 /P 10 0 R /Rect ${rect} ${more}>>`;
}

export function appearance(): Buffer {
  return stream('/Type /XObject /Subtype /Form /BBox [0 0 200 70]', '0 0 1 rg 0 0 200 70 re f');
}

function certifiedObjects(): MutableObjects {
  const transform = '/TransformParams << /Type /TransformParams /P 2 /V /1.2 >>';
  const reference = `/Reference [<< /Type /SigRef /TransformMethod /DocMDP ${transform} >>] `;
  return new Map<number, string | Buffer>([
    [
      1,
      `<< /Type /Catalog /Pages 2 0 R /Lang (en) /AcroForm ${FORM} 0 R /Perms << /DocMDP ${CERTIFICATION + 1} 0 R >> >>`,
    ],
    [5, '[6 0 R 101 0 R 102 0 R]'],
    [FORM, `<< /Fields [${CERTIFICATION} 0 R 101 0 R 102 0 R] /SigFlags 3 >>`],
    [101, fieldBody(1)],
    [102, fieldBody(2)],
    [CERTIFICATION, `<< /FT /Sig /T (seal) /V ${CERTIFICATION + 1} 0 R >>`],
    [CERTIFICATION + 1, value(reference)],
  ]);
}

function filledObjects(at: number): MutableObjects {
  const base = 110 + 10 * at;
  return new Map<number, string | Buffer>([
    [100 + at, fieldBody(at, `/V ${base} 0 R /AP << /N ${base + 1} 0 R >> `)],
    [base, value('')],
    [base + 1, appearance()],
  ]);
}

export async function craftSealed(authority: Sealers, craft: Craft = {}): Promise<Buffer> {
  let file: Buffer = originalPdf('table');
  for (let step = 0; step <= SIGNERS; step += 1) {
    const objects = step === 0 ? certifiedObjects() : filledObjects(step);
    craft.revise?.(step, objects);
    const start = file.length;
    const trailer = craft.trailer?.(step);
    const written = trailer === undefined ? appendTable(file, objects) : appendTable(file, objects, trailer);
    const unsigned = craft.rewrite?.(step, written, start) ?? written;
    file = await sign(
      unsigned,
      craft.sealers?.(step) ?? authority,
      craft.cms?.step === step ? craft.cms.tweak : undefined,
    );
  }
  return file;
}

/** Signs the last placeholder in the file, as of the file's end. */
export function sign(unsigned: Buffer, authority: Sealers, tweak?: CmsTweak): Promise<Buffer> {
  return fillContents(unsigned, (covered) => craftCms(covered, authority, tweak));
}

/** Puts what is made of everything else into the last placeholder. */
export async function fillContents(
  unsigned: Buffer,
  make: (covered: Buffer) => Promise<Uint8Array>,
): Promise<Buffer> {
  const bytes = Buffer.from(unsigned);
  const rangeAt = bytes.lastIndexOf(PLACEHOLDER);
  if (rangeAt < 0) return bytes;
  const gapStart = bytes.indexOf('/Contents <', rangeAt) + '/Contents '.length;
  const gapEnd = gapStart + 2 * CONTENTS_BYTES + 2;
  const numbers = [gapStart, gapEnd, bytes.length - gapEnd].map((number) => String(number).padStart(10, '0'));
  bytes.write(`/ByteRange [0 ${numbers.join(' ')}]`, rangeAt, 'latin1');
  const covered = Buffer.concat([bytes.subarray(0, gapStart), bytes.subarray(gapEnd)]);
  const contents = Buffer.from(await make(covered));
  bytes.write(contents.toString('hex'), gapStart + 1, 'latin1');
  return bytes;
}
