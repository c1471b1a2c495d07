// What the server asks of whoever compares pictures, in this thread or in another.
import type { PictureLooks } from '../../core/picture.ts';
import type { Likeness, Looked } from '../../kit/likeness/index.ts';

export type SightOf = {
  /** Under a number below 2²⁷; takes the place of what was there. */
  readonly put: (id: number, looks: Pick<PictureLooks, 'hash' | 'quality' | 'parts'>) => Promise<void>;
  readonly remove: (id: number) => Promise<void>;
  /** The known pictures that an asked one shows, the likest first. */
  readonly find: (asked: Looked) => Promise<readonly (Omit<Likeness, 'id'> & { readonly id: number })[]>;
};
