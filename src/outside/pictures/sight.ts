// The known pictures by what they show, and what of them an asked one is like.
import { createPictureIndex, hashFromHex, type StoredLook } from '../../kit/likeness/index.ts';
import type { SightOf } from './sight-ports.ts';

/** The craft itself, in whichever thread it is opened. */
export const openSight = (): SightOf => {
  const index = createPictureIndex();
  let unsettled = 0;
  return {
    put: async (id, { hash, quality, parts }) => {
      index.put(id, { looks: looksFrom(hash, quality, parts) });
      unsettled++;
    },
    remove: async (id) => index.remove(id),
    find: async (asked) => {
      // So that a crowd of additions costs one sorting, and the next question pays for none.
      if (unsettled > mostUnsettled) {
        index.settle();
        unsettled = 0;
      }
      return index.search(asked);
    },
  };
};

const mostUnsettled = 2_000;

const looksFrom = (hash: string, quality: number, parts: readonly string[]): readonly StoredLook[] => [
  ...(quality >= 50 ? lookOf('whole', hash) : []),
  ...parts.flatMap((part) => lookOf('part', part)),
];

const lookOf = (kind: StoredLook['kind'], hex: string): readonly StoredLook[] => {
  const hash = hashFromHex(hex);
  return hash === undefined ? [] : [{ kind, hash }];
};
