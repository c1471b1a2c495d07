// Rate limits: a bucket that refills evenly, one for everybody and one per client.

/** `capacity` tokens at most, `perSecond` coming back. */
export type Rate = { readonly capacity: number; readonly perSecond: number };

type Bucket = { tokens: number; at: number };

export type Buckets = {
  /** Takes tokens; 0 when granted, else the whole seconds until they would be there. `at` in milliseconds. */
  readonly take: (key: string, tokens: number, at: number) => number;
  readonly size: () => number;
};

/** Buckets by key, at most `most` of them: the longest unused goes first, and a forgotten client merely starts full again. */
export const createBuckets = (rate: Rate, most: number): Buckets => {
  const buckets = new Map<string, Bucket>();
  return {
    take: (key, tokens, at) => {
      const bucket = buckets.get(key) ?? { tokens: rate.capacity, at };
      buckets.delete(key);
      buckets.set(key, bucket);
      if (buckets.size > most) for (const oldest of buckets.keys()) if (buckets.delete(oldest)) break;
      // A clock that was set back refills nothing, and one set forward fills a bucket at most.
      bucket.tokens = Math.min(rate.capacity, bucket.tokens + (Math.max(0, at - bucket.at) / 1000) * rate.perSecond);
      bucket.at = at;
      if (bucket.tokens < tokens) return Math.max(1, Math.ceil((tokens - bucket.tokens) / rate.perSecond));
      bucket.tokens -= tokens;
      return 0;
    },
    size: () => buckets.size,
  };
};
