// A map that forgets what was least lately used once it is full.

export type BoundedMap<V> = {
  readonly get: (key: string) => V | undefined;
  readonly set: (key: string, value: V) => void;
  readonly size: number;
};

export const boundedMap = <V>(most: number): BoundedMap<V> => {
  const held = new Map<string, V>();
  return {
    get: (key) => {
      const value = held.get(key);
      if (value !== undefined) {
        held.delete(key);
        held.set(key, value);
      }
      return value;
    },
    set: (key, value) => {
      held.delete(key);
      held.set(key, value);
      if (held.size > most) held.delete(held.keys().next().value ?? key);
    },
    get size() {
      return held.size;
    },
  };
};
