// PNG files put together by hand, so that they can claim what no encoder would write.
import { crc32, deflateSync } from 'node:zlib';

/** One chunk with its length and checksum (PNG, 5.3). */
export const pngChunk = (kind: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
};

export type PngSays = {
  readonly width: number;
  readonly height: number;
  readonly depth?: number;
  /** 0 grey, 2 RGB, 3 palette, 6 RGB and alpha. */
  readonly colour?: number;
  readonly interlaced?: boolean;
  /** Compressed rows; a hundred bytes of nothing when not given. */
  readonly rows?: Uint8Array;
  /** Whole chunks between header and rows. */
  readonly before?: readonly Uint8Array[];
};

export const pngOf = ({
  width,
  height,
  depth = 8,
  colour = 2,
  interlaced = false,
  rows,
  before = [],
}: PngSays): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([depth, colour, 0, 0, interlaced ? 1 : 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    ...before,
    pngChunk('IDAT', rows ?? deflateSync(Buffer.alloc(99))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
};

/** With more chunks after its header. */
export const withChunks = (png: Buffer, ...chunks: readonly Uint8Array[]): Buffer => {
  const header = 8 + 25;
  return Buffer.concat([png.subarray(0, header), ...chunks, png.subarray(header)]);
};
