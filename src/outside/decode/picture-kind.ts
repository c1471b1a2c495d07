// What bytes are by what they begin with, whatever they are called. Anything else never reaches a decoder.

export type PictureKind = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif';

/**
 * The kind of picture the bytes begin as; undefined when they are none of the five.
 * JPEG: ISO 10918-1 B.1.1.3 (SOI and a marker); PNG: RFC 2083, 3.1; GIF: GIF89a, 17; WebP: RFC 9649, 2.4;
 * AVIF: the brands of the `ftyp` box, ISO 14496-12, 4.3.
 */
export const pictureKind = (bytes: Uint8Array): PictureKind | undefined => {
  if (begins(bytes, 0, '\xff\xd8\xff')) return 'jpeg';
  if (begins(bytes, 0, '\x89PNG\r\n\x1a\n')) return 'png';
  if (begins(bytes, 0, 'GIF87a') || begins(bytes, 0, 'GIF89a')) return 'gif';
  if (begins(bytes, 0, 'RIFF') && begins(bytes, 8, 'WEBP')) return 'webp';
  return hasBrand(bytes, ['avif', 'avis']) ? 'avif' : undefined;
};

/** Whether the bytes begin as a HEIC photograph, the sixth kind that telephones send: it is refused by its name. */
export const isHeic = (bytes: Uint8Array): boolean => hasBrand(bytes, ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx']);

const begins = (bytes: Uint8Array, at: number, signature: string): boolean =>
  bytes.length >= at + signature.length &&
  Array.from(signature).every((char, i) => bytes[at + i] === char.charCodeAt(0));

const mostBrandBytes = 256;

const hasBrand = (bytes: Uint8Array, brands: readonly string[]): boolean => {
  if (!begins(bytes, 4, 'ftyp')) return false;
  const size = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
  const end = Math.min(size, bytes.length, mostBrandBytes);
  // The four bytes after the first brand are its version, which no brand's letters can equal.
  for (let at = 8; at + 4 <= end; at += 4) if (brands.some((brand) => begins(bytes, at, brand))) return true;
  return false;
};
