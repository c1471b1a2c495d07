// Pictures whose files say more than they show: a place, a maker, a name, a smaller picture, words of programs.
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { exifSegment, jpegSegment, withSegments } from './a-jpeg.ts';
import { pngChunk, withChunks } from './a-png.ts';

/** Stands in every corner of a file where words can stand; nowhere else. */
export const canary = 'NGUYEN-THI-CANARY';

const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="${canary}"/></rdf:RDF></x:xmpmeta>`;
const exif = {
  IFD0: { Artist: canary, Make: canary, Copyright: canary },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '21/1 1/1 30/1', GPSLongitudeRef: 'E', GPSLongitude: '105/1 50/1 0/1' },
};

const shown = () => sharp({ create: { width: 96, height: 64, channels: 3, background: '#268' } });

/** IPTC by-line in the resource block of Photoshop (IPTC-IIM 2:80). */
const iptc = (): Buffer => {
  const said = Buffer.from(canary);
  const record = Buffer.concat([Buffer.from([0x1c, 2, 80, 0, said.length]), said]);
  const head = Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\0', 'latin1');
  head.writeUInt32BE(record.length, head.length - 4);
  return jpegSegment(0xed, Buffer.concat([head, record, Buffer.alloc(record.length % 2)]));
};

/** One of each kind that is read, each with all that its kind can carry. */
export const tellingPictures = async (): Promise<
  Readonly<Record<'jpeg' | 'png' | 'webp' | 'gif' | 'avif', Buffer>>
> => {
  const small = await shown().resize(24).jpeg().toBuffer();
  const jpeg = withSegments(
    await shown().withIccProfile('p3').jpeg().toBuffer(),
    exifSegment(small, canary),
    jpegSegment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${xmp}`)),
    iptc(),
    jpegSegment(0xeb, Buffer.from(`JP\0\x01\0\0\0\x01${canary} manifest`)),
    jpegSegment(0xfe, Buffer.from(`made by ${canary}`)),
  );
  const words = Buffer.from(`Author\0${canary}`);
  const compressed = Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), deflateSync(Buffer.from(canary))]);
  const international = Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${xmp}`);
  const png = withChunks(
    await shown().withExif(exif).withIccProfile('p3').png().toBuffer(),
    pngChunk('tEXt', words),
    pngChunk('zTXt', compressed),
    pngChunk('iTXt', international),
    pngChunk('tIME', Buffer.from([7, 234, 11, 30, 12, 0, 0])),
  );
  const gif = await shown().gif().toBuffer();
  // Seven bytes of screen, and a table of colours if there is one (GIF89a, 18 and 19).
  const afterColours = 13 + ((gif[10]! & 0x80) === 0 ? 0 : 3 * 2 ** ((gif[10]! & 7) + 1));
  const comment = Buffer.concat([Buffer.from([0x21, 0xfe, canary.length]), Buffer.from(canary), Buffer.from([0])]);
  return {
    jpeg: Buffer.concat([jpeg, Buffer.from(`after its end ${canary}`)]),
    png: Buffer.concat([png, Buffer.from(`after its end ${canary}`)]),
    webp: await shown().withExif(exif).withXmp(xmp).withIccProfile('p3').webp().toBuffer(),
    gif: Buffer.concat([gif.subarray(0, afterColours), comment, gif.subarray(afterColours), Buffer.from(canary)]),
    avif: await shown().withExif(exif).withXmp(xmp).avif({ effort: 0 }).toBuffer(),
  };
};
