// What the server asks of whoever sees pictures, in this thread or in another.

import type { Result } from '../../base/result.ts';
import type { PictureLooks } from '../../core/picture.ts';
import type { DrawnPicture, PictureSeen, PictureUnseen } from '../../desk/picture-ports.ts';

export type SightOf = {
  /** Under a number below 2²⁷; takes the place of what was there. */
  readonly put: (id: number, looks: Pick<PictureLooks, 'hash' | 'quality' | 'parts'>) => Promise<void>;
  readonly remove: (id: number) => Promise<void>;
  readonly look: (bytes: Uint8Array) => Promise<Result<PictureSeen<number>, PictureUnseen>>;
  readonly draw: (bytes: Uint8Array) => Promise<Result<DrawnPicture, PictureUnseen>>;
};
