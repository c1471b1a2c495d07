// Idempotency keys of operations that do the same thing however often they are called: only a changed body is refused.

export type ReusedKeys = {
  /** Notes the body (its hash) that came under a key; false when another body came under it before. */
  readonly same: (key: string, body: string) => boolean;
};

/** At most `most` keys, the oldest forgotten first. */
export const createReusedKeys = (most: number): ReusedKeys => {
  const bodies = new Map<string, string>();
  return {
    same: (key, body) => {
      const before = bodies.get(key);
      if (before !== undefined) return before === body;
      bodies.set(key, body);
      if (bodies.size > most) for (const oldest of bodies.keys()) if (bodies.delete(oldest)) break;
      return true;
    },
  };
};

/** Reads `Idempotency-Key`: 1 to 255 visible ASCII characters; undefined when absent, null when it is none. */
export const idempotencyKey = (header: string | undefined): string | null | undefined =>
  header === undefined ? undefined : /^[\x21-\x7e]{1,255}$/.test(header) ? header : null;
