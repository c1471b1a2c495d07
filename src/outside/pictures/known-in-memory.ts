// The pictures of checks in memory: what is shown of each, beside the hashes by which it is found.
import type { Id } from '../../base/ids.ts';
import { ok } from '../../base/result.ts';
import type { PictureOf, Sight } from '../../desk/picture-ports.ts';
import type { SightOf } from './sight-ports.ts';

/** Numbers the pictures for the index, and gives back what each number stands for. */
export const knownInMemory = (sight: SightOf, told: (error: unknown) => void = () => undefined): Sight => {
  const numbers = new Map<Id, readonly number[]>();
  const known = new Map<number, PictureOf>();
  const files = new Map<string, number>();
  let next = 0;

  const forget = (number: number): void => {
    const file = known.get(number)?.picture.file;
    if (file !== undefined && files.get(file) === number) files.delete(file);
    known.delete(number);
    sight.remove(number).catch(told);
  };

  return {
    look: async (bytes) => {
      const seen = await sight.look(bytes);
      if (!seen.ok) return seen;
      // One that went while it was looked for is not found.
      const found = seen.value.found.flatMap(({ id, ...likeness }) => {
        const of = known.get(id);
        return of === undefined ? [] : [{ ...likeness, id: of }];
      });
      return ok({ ...seen.value, found });
    },
    draw: sight.draw,
    put: (check, pictures) => {
      for (const number of numbers.get(check) ?? []) forget(number);
      numbers.delete(check);
      if (pictures.length === 0) return;
      numbers.set(
        check,
        pictures.map((picture) => {
          const number = next++;
          known.set(number, { check, picture });
          files.set(picture.file, number);
          const { hash, quality, parts } = picture;
          sight.put(number, { hash, quality, parts }).catch(told);
          return number;
        }),
      );
    },
    byFile: (file) => {
      const number = files.get(file);
      return number === undefined ? undefined : known.get(number);
    },
  };
};
