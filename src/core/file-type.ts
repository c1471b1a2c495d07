// What a file of evidence begins as, whatever it is called. Told to the team; nothing is drawn by what it says here.

const signatures: readonly (readonly [type: string, at: number, bytes: string])[] = [
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/gif', 0, 'GIF87a'],
  ['image/gif', 0, 'GIF89a'],
  ['image/webp', 8, 'WEBP'],
  ['image/avif', 4, 'ftypavif'],
  ['image/avif', 4, 'ftypavis'],
  ['image/heic', 4, 'ftypheic'],
  ['image/heic', 4, 'ftypheix'],
  ['image/heic', 4, 'ftyphevc'],
  // What it holds is only told by the brands after the first.
  ['image/heif', 4, 'ftypmif1'],
  ['image/heif', 4, 'ftypmsf1'],
  ['image/tiff', 0, 'II\x2a\0'],
  ['image/tiff', 0, 'MM\0\x2a'],
  ['video/mp4', 4, 'ftyp'],
  ['video/webm', 0, '\x1a\x45\xdf\xa3'],
  ['audio/mpeg', 0, 'ID3'],
  ['audio/ogg', 0, 'OggS'],
  ['audio/wav', 8, 'WAVE'],
  ['application/pdf', 0, '%PDF-'],
  // Documents of office programs are archives, too.
  ['application/zip', 0, 'PK\x03\x04'],
];

const looked = 4096;

/** A picture of a camera or a screen, whose file says more than it shows; a drawing (SVG) is text. */
export const isPhotograph = (type: string): boolean => type.startsWith('image/') && type !== 'image/svg+xml';

/** Photographs that nothing here can open, and so could never be shown to anybody. */
export const isUnopened = (type: string): boolean => type === 'image/heic' || type === 'image/tiff';

/** A media type; `application/octet-stream` where nothing is recognised. Text that may run is told apart from plain text. */
export const fileTypeOf = (bytes: Uint8Array): string => {
  const begun = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, looked)).toString('latin1');
  const found = signatures.find(([, at, signature]) => begun.startsWith(signature, at));
  return found?.[0] ?? textType(bytes) ?? 'application/octet-stream';
};

const textType = (bytes: Uint8Array): string | undefined => {
  let text: string;
  try {
    // `stream`: a letter cut in two at the end is no fault.
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, looked), { stream: true });
  } catch {
    return undefined;
  }
  if (/[^\P{Cc}\t\n\r\f]/u.test(text)) return undefined;
  if (/<svg[\s>]/i.test(text)) return 'image/svg+xml';
  if (/<(!doctype\s+html|html|head|body|script|iframe|img|a|div|p|table|style|meta|link)[\s>/]/i.test(text))
    return 'text/html';
  return /^\s*<[?!a-z]/i.test(text) ? 'application/xml' : 'text/plain';
};
