/** A grey JPEG, byte by byte as the standard has it (ITU-T T.81), and ways to spoil it. Every decoder shows it. */

export interface JpegParts {
  readonly width?: number;
  readonly height?: number;
  /** Of the frame: C0 is baseline. */
  readonly frame?: number;
  readonly precision?: number;
  readonly components?: number;
  /** Segments before the picture, such as what a camera tells of itself. */
  readonly extra?: readonly Uint8Array[];
  /** Behind the end. */
  readonly after?: Uint8Array;
}

export function jpegOf({
  width = 64,
  height = 40,
  frame = 0xc0,
  precision = 8,
  components = 1,
  extra = [],
  after = new Uint8Array(),
}: JpegParts = {}): Buffer {
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8);
  // Each block is two codes of one bit: no difference, and the end of it. What is left of a byte is ones.
  const scan = Buffer.alloc(Math.ceil((blocks * 2) / 8));
  if ((blocks * 2) % 8 > 0) scan[scan.length - 1] = 0xff >> ((blocks * 2) % 8);
  const all = Array.from({ length: components }, (_, at) => at + 1);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, [...Buffer.from('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...extra,
    segment(0xdb, [0, ...Array<number>(64).fill(16)]),
    segment(frame, [
      precision,
      height >> 8,
      height & 255,
      width >> 8,
      width & 255,
      components,
      ...all.flatMap((id) => [id, 0x11, 0]),
    ]),
    segment(0xc4, [0x00, 1, ...Array<number>(15).fill(0), 0]),
    segment(0xc4, [0x10, 1, ...Array<number>(15).fill(0), 0]),
    segment(0xda, [components, ...all.flatMap((id) => [id, 0]), 0, 63, 0]),
    scan,
    Buffer.from([0xff, 0xd9]),
    after,
  ]);
}

export function segment(marker: number, body: Iterable<number>): Buffer {
  const bytes = Buffer.from([...body]);
  const length = bytes.length + 2;
  return Buffer.concat([Buffer.from([0xff, marker, length >> 8, length & 255]), bytes]);
}

/** As the phones of one maker put behind their pictures: what each note is, and how long. */
export function samsungNotes(text = 'Image_UTC_Data1700000000000'): Buffer {
  const note = Buffer.concat([Buffer.alloc(8), Buffer.from(text)]);
  const list = Buffer.alloc(12 + 12);
  list.write('SEFH', 0, 'latin1');
  list.writeUInt32LE(107, 4);
  list.writeUInt32LE(1, 8);
  list.writeUInt32LE(note.length, 16);
  list.writeUInt32LE(note.length, 20);
  const end = Buffer.alloc(8);
  end.writeUInt32LE(list.length, 0);
  end.write('SEFT', 4, 'latin1');
  return Buffer.concat([note, list, end]);
}
