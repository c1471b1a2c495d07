// JPEG files with segments put in by hand.

/** A marker segment with its length (ISO 10918-1, B.1.1.4). */
export const jpegSegment = (marker: number, data: Uint8Array): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
};

/** With more segments right after its beginning. */
export const withSegments = (jpeg: Buffer, ...segments: readonly Uint8Array[]): Buffer =>
  Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);

/** The markers of a JPEG up to its first scan. */
export const markersOf = (jpeg: Uint8Array): readonly number[] => {
  const bytes = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.length);
  const found: number[] = [];
  for (let at = 2; bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    found.push(bytes[at + 1] as number);
    if (bytes[at + 1] === 0xda) break;
  }
  return found;
};

/** An EXIF segment with a place, a maker, a person's name and a small picture inside (EXIF 2.32, 4.5). */
export const exifSegment = (thumbnail: Uint8Array, said: string): Buffer => {
  const words = Buffer.from(`${said}\0`);
  const entry = (tag: number, type: number, count: number, value: number): Buffer => {
    const made = Buffer.alloc(12);
    made.writeUInt16LE(tag);
    made.writeUInt16LE(type, 2);
    made.writeUInt32LE(count, 4);
    made.writeUInt32LE(value, 8);
    return made;
  };
  const directory = (entries: readonly Buffer[], next: number): Buffer => {
    const count = Buffer.alloc(2);
    count.writeUInt16LE(entries.length);
    const link = Buffer.alloc(4);
    link.writeUInt32LE(next);
    return Buffer.concat([count, ...entries, link]);
  };
  const size = (entries: number): number => 2 + entries * 12 + 4;
  const zeroth = 8;
  const gps = zeroth + size(3);
  const first = gps + size(4);
  const atWords = first + size(3);
  const atPlace = atWords + words.length;
  const place = Buffer.alloc(48);
  for (const [n, part] of [21, 1, 105, 50, 1, 1].entries()) {
    place.writeUInt32LE(part, n * 8);
    place.writeUInt32LE(1, n * 8 + 4);
  }
  const atThumbnail = atPlace + place.length;
  const north = 0x4e;
  const east = 0x45;
  return jpegSegment(
    0xe1,
    Buffer.concat([
      Buffer.from('Exif\0\0II\x2a\0\x08\0\0\0', 'latin1'),
      directory(
        [entry(0x010f, 2, words.length, atWords), entry(0x013b, 2, words.length, atWords), entry(0x8825, 4, 1, gps)],
        first,
      ),
      directory(
        [entry(1, 2, 2, north), entry(2, 5, 3, atPlace), entry(3, 2, 2, east), entry(4, 5, 3, atPlace + 24)],
        0,
      ),
      directory([entry(0x0103, 3, 1, 6), entry(0x0201, 4, 1, atThumbnail), entry(0x0202, 4, 1, thumbnail.length)], 0),
      words,
      place,
      thumbnail,
    ]),
  );
};
