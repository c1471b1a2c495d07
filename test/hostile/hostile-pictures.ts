// Thirty kinds of files that are sent as pictures to break whoever opens them. Made here, at most ten megabytes each.
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { jpegSegment, withSegments } from './a-jpeg.ts';
import { pngChunk, pngOf, withChunks } from './a-png.ts';

const plain = (width = 64, height = 48) => sharp({ create: { width, height, channels: 3, background: '#356' } });
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A GIF of so many frames of one pixel, each with its control block. */
const gifOf = (frames: number, width = 1, height = 1): Buffer => {
  const screen = Buffer.from([width & 255, width >> 8, height & 255, height >> 8, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
  const frame = Buffer.from([0x21, 0xf9, 4, 0, 1, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]);
  return Buffer.concat([latin1('GIF89a'), screen, ...Array.from({ length: frames }, () => frame), latin1(';')]);
};

/** A moving WebP that repeats one still frame (RFC 9649, 2.7). */
const movingWebp = async (frames: number): Promise<Buffer> => {
  const still = (await plain(16, 16).webp().toBuffer()).subarray(12);
  const chunk = (kind: string, data: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.write(kind, 'latin1');
    head.writeUInt32LE(data.length, 4);
    return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
  };
  const frame = chunk('ANMF', Buffer.concat([Buffer.from([0, 0, 0, 0, 0, 0, 15, 0, 0, 15, 0, 0, 10, 0, 0, 0]), still]));
  const parts = [
    chunk('VP8X', Buffer.from([2, 0, 0, 0, 15, 0, 0, 15, 0, 0])),
    chunk('ANIM', Buffer.alloc(6)),
    ...Array.from({ length: frames }, () => frame),
  ];
  const body = Buffer.concat([latin1('WEBP'), ...parts]);
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
};

/** A progressive JPEG whose scans are repeated. */
const manyScans = async (scans: number): Promise<Buffer> => {
  const jpeg = await plain(512, 512).jpeg({ progressive: true }).toBuffer();
  const first = jpeg.indexOf(Buffer.from([0xff, 0xda]));
  const next = jpeg.indexOf(Buffer.from([0xff, 0xc4]), first);
  const scan = jpeg.subarray(first, next < 0 ? jpeg.length - 2 : next);
  return Buffer.concat([jpeg.subarray(0, -2), ...Array.from({ length: scans }, () => scan), jpeg.subarray(-2)]);
};

/** Every byte of a picture's box sizes turned into nonsense. */
const brokenAvif = async (): Promise<Buffer> => {
  const avif = Buffer.from(await plain().avif({ effort: 0 }).toBuffer());
  const meta = avif.indexOf('meta', 0, 'latin1');
  avif.writeUInt32BE(0xffff_fff0, meta - 4);
  return avif;
};

const exifOf = (bytes: number): Buffer => {
  const full = Buffer.concat([latin1('Exif\0\0'), Buffer.alloc(65_000, 7)]);
  return Buffer.concat(Array.from({ length: Math.ceil(bytes / 65_000) }, () => jpegSegment(0xe1, full)));
};

/** Name and bytes of each. */
export const hostilePictures = async (): Promise<readonly (readonly [name: string, bytes: Buffer])[]> => {
  const [jpeg, png, gif, webp, avif, tiff] = await Promise.all([
    plain().jpeg().toBuffer(),
    plain().png().toBuffer(),
    plain().gif().toBuffer(),
    plain().webp().toBuffer(),
    plain().avif({ effort: 0 }).toBuffer(),
    plain().tiff().toBuffer(),
  ]);
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>';
  const nested = withSegments(jpeg, exifOf(60_000), jpegSegment(0xe1, withSegments(jpeg, jpegSegment(0xe1, jpeg))));
  const noProfile = Buffer.concat([latin1('profile\0\0'), deflateSync(Buffer.alloc(500, 0xee))]);
  const bomb = deflateSync(Buffer.alloc(60_000_000));
  return [
    ['nothing at all', Buffer.alloc(0)],
    ['one byte', Buffer.from([0xff])],
    ['only the beginning of a JPEG', jpeg.subarray(0, 20)],
    ['half a JPEG', jpeg.subarray(0, jpeg.length / 2)],
    ['half a PNG', png.subarray(0, png.length - 30)],
    ['half an AVIF', avif.subarray(0, avif.length / 2)],
    ['a PNG of 64250 by 64250', pngOf({ width: 64_250, height: 64_250 })],
    ['a PNG of 2147483647 by 1', pngOf({ width: 0x7fffffff, height: 1 })],
    ['a PNG whose rows unpack to sixty times as much', pngOf({ width: 6_000, height: 3_333, colour: 2, rows: bomb })],
    [
      'a PNG of 39 million pixels, interlaced, 16 bits, four channels',
      pngOf({ width: 6_240, height: 6_240, depth: 16, colour: 6, interlaced: true, rows: bomb }),
    ],
    ['a PNG whose words unpack to 60 MB', withChunks(png, pngChunk('zTXt', Buffer.concat([latin1('a\0\0'), bomb])))],
    ['a PNG with a colour profile that is none', withChunks(png, pngChunk('iCCP', noProfile))],
    ['a PNG with a wrong checksum', Buffer.concat([png.subarray(0, 29), Buffer.alloc(4), png.subarray(33)])],
    ['a GIF of a hundred thousand frames', gifOf(100_000)],
    ['a GIF of 65535 by 65535', gifOf(1, 65_535, 65_535)],
    ['a GIF of 6300 by 6300 with a thousand frames', gifOf(1_000, 6_300, 6_300)],
    ['a WebP of ten thousand frames', await movingWebp(10_000)],
    ['a WebP whose length is a lie', Buffer.concat([webp.subarray(0, 4), Buffer.alloc(4, 0xff), webp.subarray(8)])],
    ['a progressive JPEG of ten thousand scans', await manyScans(10_000)],
    [
      'a progressive CMYK JPEG of 25 million pixels',
      await plain(5_000, 5_000).toColourspace('cmyk').jpeg({ progressive: true, quality: 20 }).toBuffer(),
    ],
    ['a JPEG with nine megabytes of EXIF', withSegments(jpeg, exifOf(9_000_000))],
    ['a JPEG with small pictures inside small pictures', nested],
    [
      'a JPEG that is also a PDF',
      Buffer.concat([withSegments(jpeg, jpegSegment(0xfe, latin1('%PDF-1.4\n1 0 obj'))), latin1('%%EOF')]),
    ],
    ['a JPEG with a page in its comment', withSegments(jpeg, jpegSegment(0xfe, latin1('<script>alert(1)</script>')))],
    ['a GIF that is also a script', Buffer.concat([gif, latin1('*/=1;alert(1)//')])],
    ['a PNG with a ZIP behind it', Buffer.concat([png, latin1('PK\x03\x04'), Buffer.alloc(1000)])],
    ['a JPEG beginning with another end', Buffer.concat([latin1('\xff\xd8\xff\xd9'), jpeg])],
    ['an AVIF whose boxes lie', await brokenAvif()],
    ['an AVIF of 16 million pixels', await plain(4_000, 4_000).avif({ effort: 0, quality: 10 }).toBuffer()],
    ['a drawing (SVG) that reads files', latin1(svg)],
    ['a TIFF', tiff],
    ['a HEIC photograph', latin1('\0\0\0\x18ftypheic\0\0\0\0mif1heic')],
    ['a picture of ImageMagick', latin1('push graphic-context\nimage over 0,0 0,0 "https://a.example/x"')],
    ['one pixel', await plain(1, 1).png().toBuffer()],
    ['one row of forty thousand', await plain(40_000, 1).png().toBuffer()],
    ['noise that begins as a JPEG', Buffer.concat([latin1('\xff\xd8\xff\xe0'), Buffer.alloc(200_000, 0xa7)])],
  ];
};
