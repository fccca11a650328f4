/**
 * The signature dictionary (ISO 32000-2 section 12.8.1) with room for what is known only when the
 * revision has been laid out: where it stands, and the CMS over everything else.
 */
import { PdfDict, type PdfObject, PdfVerbatim, name } from '../pdf/objects.ts';
import { dateString, textString } from '../pdf/text-string.ts';

export interface SignatureWords {
  readonly signerName: string;
  readonly reason: string;
  readonly claimedAt: Date;
  readonly reference?: PdfObject;
}

/** Room for three offsets of up to ten digits. */
const BYTE_RANGE_ROOM = `[0 ${'*'.repeat(32)}]`;

export function signatureDictionary(words: SignatureWords, contentsBytes: number): PdfDict {
  return PdfDict.of({
    Type: name('Sig'),
    Filter: name('Adobe.PPKLite'),
    SubFilter: name('ETSI.CAdES.detached'),
    ...rooms(contentsBytes),
    M: dateString(words.claimedAt),
    Name: textString(words.signerName),
    Reason: textString(words.reason),
    Reference: words.reference,
  });
}

/**
 * A document time stamp (section 12.8.5; ETSI EN 319 142-1 section 5.4.3). Nothing but what it needs: a claimed
 * time, a name or a reason beside the time that is proven would be nobody's word.
 */
export function timeStampDictionary(contentsBytes: number): PdfDict {
  return PdfDict.of({
    Type: name('DocTimeStamp'),
    Filter: name('Adobe.PPKLite'),
    SubFilter: name('ETSI.RFC3161'),
    ...rooms(contentsBytes),
  });
}

function rooms(contentsBytes: number) {
  return {
    ByteRange: new PdfVerbatim(BYTE_RANGE_ROOM),
    Contents: new PdfVerbatim(`<${'0'.repeat(contentsBytes * 2)}>`),
  };
}

export interface SignatureRooms {
  /** Of the `<`, within the revision. */
  readonly contentsStart: number;
  /** Behind the `>`. */
  readonly contentsEnd: number;
  readonly byteRangeStart: number;
}

/** Finds the rooms inside the dictionary, wherever else the same bytes may stand. */
export function findRooms(bytes: Uint8Array, span: { start: number; length: number }): SignatureRooms {
  const dictionary = Buffer.from(bytes.buffer, bytes.byteOffset + span.start, span.length);
  const byteRange = dictionary.indexOf(BYTE_RANGE_ROOM, 0, 'latin1');
  const contents = dictionary.indexOf('<', byteRange, 'latin1');
  const end = dictionary.indexOf('>', contents, 'latin1') + 1;
  if (byteRange < 0 || contents < 0 || end < 1)
    throw new TypeError('This is no signature dictionary of ours.');
  return {
    byteRangeStart: span.start + byteRange,
    contentsStart: span.start + contents,
    contentsEnd: span.start + end,
  };
}

/** Fills the room to the byte, so that nothing moves. */
export function byteRangeText(before: number, afterStart: number, afterLength: number): string {
  const text = `[0 ${before} ${afterStart} ${afterLength}`;
  return `${text.padEnd(BYTE_RANGE_ROOM.length - 1)}]`;
}
