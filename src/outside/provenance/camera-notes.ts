// What cameras and programs note in a file (EXIF, XMP), and of that only what helps a checker: the day, the camera, the
// program, whether a model is said to have made it. Never a place, a person or a serial number, not even in passing.
import exifr from 'exifr';
import sharp from 'sharp';
import type { Provenance } from '../../desk/world.ts';
import { dayIn, declaredBy, short } from './credentials.ts';

type CameraNotes = Pick<Provenance, 'takenOn' | 'camera' | 'software' | 'declared'>;

/** What stands in the head of a picture; nothing where there is no such note, or it cannot be read. Anybody can write them. */
export const cameraNotes = async (picture: Uint8Array): Promise<CameraNotes> => {
  const { exif, xmp } = await headOf(picture);
  const noted = exif === undefined ? {} : await exifOf(exif);
  const told = xmp === undefined ? {} : await xmpOf(xmp);
  return {
    takenOn: dayIn(noted.DateTimeOriginal),
    camera: cameraOf(short(noted.Make), short(noted.Model)),
    software: short(noted.Software) ?? short(told.CreatorTool),
    declared: declaredBy(told.DigitalSourceType),
  };
};

/** Most models are called after their maker already. */
const cameraOf = (make: string | null, model: string | null): string | null =>
  make === null || model?.startsWith(make) ? model : short(`${make} ${model ?? ''}`);

/** sharp finds the notes in every format; nothing is decoded. */
const headOf = async (picture: Uint8Array): Promise<{ readonly exif?: Buffer; readonly xmp?: Buffer }> => {
  try {
    const { exif, xmp } = await sharp(picture, { limitInputPixels: false }).metadata();
    return { ...(exif ? { exif } : {}), ...(xmp ? { xmp } : {}) };
  } catch {
    return {};
  }
};

type Noted = Readonly<Record<string, unknown>>;

const tiffBegins = /^(Exif\0\0)?(?=II\*\0|MM\0\*)/;

const exifOf = async (exif: Buffer): Promise<Noted> => {
  const [before] = tiffBegins.exec(exif.subarray(0, 16).toString('latin1')) ?? [];
  if (before === undefined) return {};
  try {
    const read: unknown = await exifr.parse(exif.subarray(before.length), {
      ifd0: { pick: ['Make', 'Model', 'Software'] },
      exif: { pick: ['DateTimeOriginal'] },
      gps: false,
      interop: false,
      makerNote: false,
      userComment: false,
      reviveValues: false,
    });
    return (read ?? {}) as Noted;
  } catch {
    return {};
  }
};

const xmpHead = 'http://ns.adobe.com/xap/1.0/\0';
const mostXmp = 65_535 - 2 - xmpHead.length;

/** exifr reads XMP in a JPEG only: so it is given one with nothing else in it. */
const xmpOf = async (xmp: Buffer): Promise<Noted> => {
  if (xmp.length > mostXmp) return {};
  const size = Buffer.alloc(2);
  size.writeUInt16BE(2 + xmpHead.length + xmp.length);
  const jpeg = Buffer.concat([
    Buffer.from('ffd8ffe1', 'hex'),
    size,
    Buffer.from(xmpHead),
    xmp,
    Buffer.from('ffd9', 'hex'),
  ]);
  try {
    const read = (await exifr.parse(jpeg, { tiff: false, xmp: true, mergeOutput: true })) as Noted | undefined;
    return { CreatorTool: read?.CreatorTool, DigitalSourceType: read?.DigitalSourceType };
  } catch {
    return {};
  }
};
