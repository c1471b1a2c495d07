// Videos as bags of pictures, one of each second: what two have in common is told by the share of frames that match, in the manner
// of vPDQ. Which second it was does not matter, so that cut, slowed and reordered copies are found as well.

/** Less of a video than this is a coincidence, or one picture in a collection of many. */
const leastShare = 0.2;
const leastFrames = 2;

/**
 * Of what each frame shows, what enough of them show, with the share of frames that do, the most first: at least two and a
 * fifth; of a video of one frame, that one.
 * @example [...sharedByFrames([['a'], ['a', 'b'], ['a']])] // [['a', 1]]
 */
export const sharedByFrames = <K>(frames: readonly (readonly K[])[]): ReadonlyMap<K, number> => {
  const counts = new Map<K, number>();
  for (const shown of frames) for (const one of new Set(shown)) counts.set(one, (counts.get(one) ?? 0) + 1);
  const enough = Math.max(Math.min(leastFrames, frames.length), Math.ceil(frames.length * leastShare));
  return new Map(
    [...counts]
      .filter(([, count]) => count >= enough)
      .map(([one, count]) => [one, count / frames.length] as const)
      .sort(([, a], [, b]) => b - a),
  );
};
