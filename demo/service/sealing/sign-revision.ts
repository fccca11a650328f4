/**
 * Signs one revision: lays it out, digests everything but /Contents (ISO 32000-2 section 12.8.1), has
 * the digest signed and time-stamped, and puts the CMS into its room.
 */
import { createHash } from 'node:crypto';
import type { SealKey } from '../ports/seal-key.ts';
import type { TimeStampAuthority } from '../ports/time-stamp-authority.ts';
import type { AppendedRevisions, Revision } from '../pdf/appended-revisions.ts';
import type { PdfRef } from '../pdf/objects.ts';
import { OID } from './cms/oids.ts';
import { attribute, createSignedData } from './cms/signed-data.ts';
import {
  type SignatureWords,
  byteRangeText,
  findRooms,
  signatureDictionary,
} from './signature-dictionary.ts';
import type { SealedFile } from './sealed-file.ts';

export interface SignatureToMake {
  readonly ref: PdfRef;
  readonly words: SignatureWords;
}

export interface RevisionSignerOptions {
  readonly key: SealKey;
  readonly timeStamps: TimeStampAuthority;
  readonly revisions: AppendedRevisions;
  readonly file: SealedFile;
}

/** Enough for a chain of three certificates and a time stamp with as many. */
const FIRST_ROOM_BYTES = 12 * 1024;
/** What a second time stamp may be larger than the first. */
const SPARE_BYTES = 1024;
const LARGEST_ROOM_BYTES = 1024 * 1024;

export class RevisionSigner {
  readonly file: SealedFile;
  readonly #options: RevisionSignerOptions;
  #roomBytes = FIRST_ROOM_BYTES;

  constructor(options: RevisionSignerOptions) {
    this.file = options.file;
    this.#options = options;
  }

  /** Ends the revision that is being written, with this signature in it. */
  async sign({ ref, words }: SignatureToMake): Promise<void> {
    const { revisions } = this.#options;
    for (;;) {
      revisions.set(ref, signatureDictionary(words, this.#roomBytes));
      const revision = revisions.render();
      const needed = await this.#fill(revision, ref);
      if (needed <= this.#roomBytes) {
        revisions.commit(revision);
        this.file.append(revision.bytes);
        return;
      }
      if (needed > LARGEST_ROOM_BYTES) throw new RangeError('The signature is too large for a PDF.');
      this.#roomBytes = needed + SPARE_BYTES;
    }
  }

  /** @returns how many bytes the CMS takes; with more than there is room for, nothing is filled in */
  async #fill({ bytes, spans }: Revision, ref: PdfRef): Promise<number> {
    const span = spans.get(ref.num);
    if (span === undefined) throw new TypeError('The revision lacks its signature.');
    const rooms = findRooms(bytes, span);
    const before = this.file.length;
    const target = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    target.write(
      byteRangeText(
        before + rooms.contentsStart,
        before + rooms.contentsEnd,
        bytes.length - rooms.contentsEnd,
      ),
      rooms.byteRangeStart,
      'latin1',
    );
    const digest = this.file
      .digest()
      .update(bytes.subarray(0, rooms.contentsStart))
      .update(bytes.subarray(rooms.contentsEnd))
      .digest();
    const cms = await this.#cms(digest);
    if (cms.length <= this.#roomBytes)
      target.write(Buffer.from(cms).toString('hex'), rooms.contentsStart + 1, 'latin1');
    return cms.length;
  }

  #cms(digest: Uint8Array): Promise<Uint8Array> {
    const { key, timeStamps } = this.#options;
    return createSignedData({
      key,
      contentType: OID.data,
      digest,
      unsignedAttributes: async (signature) => {
        const token = await timeStamps.stamp(createHash('sha256').update(signature).digest());
        return [attribute(OID.timeStampToken, token)];
      },
    });
  }
}
