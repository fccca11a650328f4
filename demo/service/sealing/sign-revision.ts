/**
 * Ends revisions. One that is signed or stamped is laid out, everything but /Contents is digested (ISO 32000-2
 * section 12.8.1), and what is made of the digest is put into its room.
 */
import { createHash } from 'node:crypto';
import type { SealKey } from '../ports/seal-key.ts';
import type { TimeStampAuthority } from '../ports/time-stamp-authority.ts';
import type { AppendedRevisions, Revision } from '../pdf/appended-revisions.ts';
import type { PdfDict, PdfRef } from '../pdf/objects.ts';
import { OID } from './cms/oids.ts';
import { attribute, createSignedData } from './cms/signed-data.ts';
import {
  type SignatureWords,
  byteRangeText,
  findRooms,
  signatureDictionary,
  timeStampDictionary,
} from './signature-dictionary.ts';
import type { SealedFile } from './sealed-file.ts';

export interface SignatureToMake {
  readonly ref: PdfRef;
  readonly words: SignatureWords;
}

export interface MadeSignature {
  /** The value of /Contents, with the zeros that fill its room. */
  readonly contents: Uint8Array;
  /** DER of a CMS ContentInfo: the signature, and the time stamp over it. */
  readonly cms: Uint8Array;
  readonly timeStampToken: Uint8Array;
}

export interface RevisionSignerOptions {
  readonly key: SealKey;
  readonly timeStamps: TimeStampAuthority;
  readonly revisions: AppendedRevisions;
  readonly file: SealedFile;
}

interface Room {
  readonly ref: PdfRef;
  readonly bytes: number;
  dictionary(roomBytes: number): PdfDict;
  /** @param digest SHA-256 of everything but the room */
  fill(digest: Uint8Array): Promise<Uint8Array>;
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
  #stampBytes = 0;

  constructor(options: RevisionSignerOptions) {
    this.file = options.file;
    this.#options = options;
  }

  /** Ends the revision that is being written, with this signature in it. */
  async sign({ ref, words }: SignatureToMake): Promise<MadeSignature> {
    let timeStampToken: Uint8Array = Buffer.alloc(0);
    const { content, roomBytes } = await this.#end({
      ref,
      bytes: this.#roomBytes,
      dictionary: (room) => signatureDictionary(words, room),
      fill: (digest) =>
        this.#cms(digest, (token) => {
          timeStampToken = token;
        }),
    });
    this.#roomBytes = roomBytes;
    this.#stampBytes = Math.max(this.#stampBytes, timeStampToken.length);
    const contents = Buffer.alloc(roomBytes);
    contents.set(content);
    return { contents, cms: content, timeStampToken };
  }

  /**
   * Ends the revision that is being written, with a document time stamp over the whole file in it.
   *
   * @returns the token
   */
  async stamp(ref: PdfRef): Promise<Uint8Array> {
    const { content } = await this.#end({
      ref,
      bytes: this.#stampBytes + SPARE_BYTES,
      dictionary: timeStampDictionary,
      fill: (digest) => this.#options.timeStamps.stamp(digest),
    });
    return content;
  }

  /** Ends the revision that is being written as it is. */
  append(): void {
    this.#take(this.#options.revisions.render());
  }

  async #end(room: Room): Promise<{ content: Uint8Array; roomBytes: number }> {
    const { revisions } = this.#options;
    for (let roomBytes = room.bytes; ;) {
      revisions.set(room.ref, room.dictionary(roomBytes));
      const revision = revisions.render();
      const content = await this.#fill(revision, room, roomBytes);
      if (content.length <= roomBytes) {
        this.#take(revision);
        return { content, roomBytes };
      }
      if (content.length > LARGEST_ROOM_BYTES) throw new RangeError('The signature is too large for a PDF.');
      roomBytes = content.length + SPARE_BYTES;
    }
  }

  #take(revision: Revision): void {
    this.#options.revisions.commit(revision);
    this.file.append(revision.bytes);
  }

  /** With more content than there is room for, nothing is filled in. */
  async #fill({ bytes, spans }: Revision, { ref, fill }: Room, roomBytes: number): Promise<Uint8Array> {
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
    const content = await fill(digest);
    if (content.length <= roomBytes)
      target.write(Buffer.from(content).toString('hex'), rooms.contentsStart + 1, 'latin1');
    return content;
  }

  #cms(digest: Uint8Array, took: (timeStampToken: Uint8Array) => void): Promise<Uint8Array> {
    const { key, timeStamps } = this.#options;
    return createSignedData({
      key,
      contentType: OID.data,
      digest,
      unsignedAttributes: async (signature) => {
        const token = await timeStamps.stamp(createHash('sha256').update(signature).digest());
        took(token);
        return [attribute(OID.timeStampToken, token)];
      },
    });
  }
}
