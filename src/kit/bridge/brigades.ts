// What a brigade moves: the same community with and without it, many times over.
import { fitRatings } from './fit.ts';
import { countedOnce } from './groups.ts';
import { type Community, type Simulated, simulate } from './simulate.ts';
import { standingsOf } from './standings.ts';

export type BrigadeOutcome = {
  /** Of the notes that do not bridge: the share shown as helpful, without and with the brigade. */
  readonly wronglyShown: { readonly without: number; readonly with: number };
  /** Of the bridging notes shown without the brigade: the share that it made vanish. */
  readonly lost: number;
  /** Of the bridging notes: the share shown without the brigade. */
  readonly shown: number;
};

/** Adds up several seeds, `community.seed` and those after it. Near-cliques count once in the fit. */
export const brigadeOutcome = (community: Community, seeds: number): BrigadeOutcome => {
  let [poor, wrongBefore, wrong, bridging, shown, vanished] = [0, 0, 0, 0, 0, 0];
  for (let s = 0; s < seeds; s++) {
    const { brigade: _, ...peaceful } = community;
    const attacked = simulate({ ...community, seed: community.seed + s });
    const calm = simulate({ ...peaceful, seed: community.seed + s });
    const before = shownIn(calm);
    const after = shownIn(attacked);
    for (const [note, kind] of attacked.kinds.entries()) {
      if (kind === 'bridging') {
        bridging++;
        if (!before.has(note)) continue;
        shown++;
        if (!after.has(note)) vanished++;
        continue;
      }
      poor++;
      if (before.has(note)) wrongBefore++;
      if (after.has(note)) wrong++;
    }
  }
  return {
    wronglyShown: { without: wrongBefore / Math.max(1, poor), with: wrong / Math.max(1, poor) },
    lost: vanished / Math.max(1, shown),
    shown: shown / Math.max(1, bridging),
  };
};

/** The notes that stand as helpful. */
const shownIn = ({ ratings }: Simulated): ReadonlySet<number> => {
  const part = countedOnce(ratings);
  const standings = standingsOf(part, fitRatings(part), true);
  return new Set(standings.flatMap(({ standing }, n) => (standing === 'helpful' ? [n] : [])));
};
