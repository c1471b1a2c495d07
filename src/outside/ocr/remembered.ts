// What was read of a picture, for the next who sends the same one: in memory alone, little of it, and not for long.
import { createHash } from 'node:crypto';

export type RememberedByContent<T> = {
  readonly get: (bytes: Uint8Array) => T | undefined;
  readonly put: (bytes: Uint8Array, value: T) => void;
  readonly clear: () => void;
};

/** Keeps up to `most` values by the SHA-256 of what they are of, the latest, each for `ms` milliseconds at most. */
export const rememberedByContent = <T>(most: number, ms: number): RememberedByContent<T> => {
  const kept = new Map<string, { readonly value: T; readonly gone: NodeJS.Timeout }>();
  const nameOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64');
  const forget = (name: string): void => {
    clearTimeout(kept.get(name)?.gone);
    kept.delete(name);
  };
  return {
    get: (bytes) => kept.get(nameOf(bytes))?.value,
    put: (bytes, value) => {
      const name = nameOf(bytes);
      forget(name);
      const gone = setTimeout(() => kept.delete(name), ms);
      gone.unref();
      kept.set(name, { value, gone });
      for (const oldest of kept.keys()) {
        if (kept.size <= most) break;
        forget(oldest);
      }
    },
    clear: () => {
      for (const name of [...kept.keys()]) forget(name);
    },
  };
};
