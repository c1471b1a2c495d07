// Pictures as forms describe them: what is said of each is looked at, and which picture it is.
import { type Day, parseDay } from '../base/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import {
  type CheckPicture,
  type PictureRefusal,
  type PictureTold,
  pictureKinds,
  pictureLimits,
  picturePublishable,
} from '../core/picture.ts';
import { isPermalink } from '../kit/links/index.ts';

/** `seenOn` empty: not known; `seenUrl` likewise. */
export type PictureFields = {
  readonly kind: string;
  readonly alt: Readonly<Record<string, string>>;
  readonly seenUrl: string;
  readonly seenOn: string;
};
export type PictureTyped = PictureFields & { readonly file: string };

export type TypedPictureRefusal =
  | PictureRefusal
  | Refusal<'picture-not-of-case' | 'pictures-too-many' | 'picture-kind-missing' | 'day-unreadable' | 'day-in-future'>;

/** What is said of a picture, fit to be kept: it need not be described in every language yet. */
export const readPicture = (
  { kind, alt, seenUrl, seenOn }: PictureFields,
  today: Day,
): Result<PictureTold, TypedPictureRefusal> => {
  const known = pictureKinds.find((one) => one === kind);
  if (known === undefined) return refuse('picture-kind-missing', { field: 'kind' });
  const day = seenOn.trim() === '' ? null : parseDay(seenOn.trim());
  if (day === undefined) return refuse('day-unreadable', { field: 'seenOn' });
  if (day !== null && day > today) return refuse('day-in-future', { field: 'seenOn' });
  const url = seenUrl.trim();
  const filled = Object.entries(alt).flatMap(([lang, text]) =>
    text.trim() === '' ? [] : [[lang, text.trim()] as const],
  );
  const told = { kind: known, alt: Object.fromEntries(filled), seenUrl: url === '' ? null : url, seenOn: day };
  const fits = picturePublishable(told, [], isPermalink);
  return fits.ok ? ok(told) : fits;
};

/** Where a picture may come from: the case, or the check as it stands. */
type There = Pick<CheckPicture, 'file' | 'width' | 'height' | 'says'>;

/** As they will be shown; whether each is described in every language is looked at with the whole check. */
export const picturesOf = (
  there: readonly There[],
  typed: readonly PictureTyped[],
  today: Day,
): Result<readonly CheckPicture[], TypedPictureRefusal> => {
  if (typed.length > pictureLimits.pictures) return refuse('pictures-too-many', { field: 'pictures' });
  const pictures: CheckPicture[] = [];
  for (const { file, ...fields } of typed) {
    const found = there.find((one) => one.file === file);
    if (found === undefined || pictures.some((one) => one.file === file))
      return refuse('picture-not-of-case', { field: 'pictures' });
    const told = readPicture(fields, today);
    if (!told.ok) return refuse(told.error.code, { field: 'pictures' });
    const { width, height, says } = found;
    pictures.push({ file, width, height, ...told.value, ...(says === undefined ? {} : { says }) });
  }
  return ok(pictures);
};
