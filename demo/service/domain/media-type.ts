/** What a file is, told by its first bytes: what it is called, or is said to be, is no evidence. */

export const UPLOAD_MEDIA_TYPES = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export type UploadMediaType = (typeof UPLOAD_MEDIA_TYPES)[number];

/** ISO 32000-2 section 7.5.2; ITU-T T.81 B.1.1.3 (SOI, and the first byte of the marker after it); ISO/IEC 15948 5.2. */
const BEGINNINGS: readonly (readonly [UploadMediaType, readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/** @returns undefined for what is none of those that signers can upload */
export function mediaTypeOf(bytes: Uint8Array): UploadMediaType | undefined {
  const found = BEGINNINGS.find(([, beginning]) => beginning.every((byte, at) => bytes[at] === byte));
  return found?.[0];
}
