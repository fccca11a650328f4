/** Text strings (ISO 32000-2 section 7.9.2.2): ASCII as it is, everything else UTF-16BE with its mark. */
import { PdfString } from './objects.ts';

export function textString(text: string): PdfString {
  if (/^[\x20-\x7e]*$/.test(text)) return new PdfString(Buffer.from(text, 'latin1'));
  const utf16 = Buffer.from(`\ufeff${wellFormed(text)}`, 'utf16le').swap16();
  return new PdfString(utf16, true);
}

/** Half a surrogate pair is no character. */
export function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}

/** For comparing field names: good enough for every encoding, exact for two equal strings. */
export function readTextString(string: PdfString): string {
  const bytes = Buffer.from(string.bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return Buffer.from(bytes.subarray(2, 2 + ((bytes.length - 2) & ~1)))
      .swap16()
      .toString('utf16le');
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3).toString('utf8');
  return bytes.toString('latin1');
}

/** A date string, section 7.9.4, in UTC. */
export function dateString(date: Date): PdfString {
  const digits = date.toISOString().replace(/\D/g, '').slice(0, 14);
  return new PdfString(Buffer.from(`D:${digits}Z`, 'latin1'));
}
