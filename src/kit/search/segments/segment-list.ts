import type { IncomingUnit } from './live-segment.ts';
import { createLiveSegment, type LiveSegment } from './live-segment.ts';
import { type IsAlive, merging } from './merging.ts';
import { firstUnitOf, type Segment } from './segment.ts';

/**
 * The live segment and the frozen ones, in levels: four of a level are merged to one of the next, and a segment that is a
 * quarter dead is written anew. Merging is paid in instalments by those who add and remove: for each posting that comes
 * every running merge moves some on, enough to be done before its level is full again, so nobody ever waits for one
 * (Bentley & Saxe 1980 made worst-case; Overmars 1983).
 */
export type SegmentList = {
  readonly live: LiveSegment;
  /** Largest and oldest first. */
  readonly frozen: () => readonly Segment[];
  readonly add: (unit: IncomingUnit) => void;
  /** To be called once a check's units are all added: freezes what is due and merges a little. */
  readonly settle: () => void;
  /** Counts as dead what a `put` brought: so many units with so many postings. */
  readonly bury: (put: number, unitCount: number, postingCount: number) => void;
  /** The frozen segment that holds what a `put` brought, and the first unit of it there. */
  readonly holderOf: (put: number) => { readonly segment: Segment; readonly unit: number } | undefined;
};

type Held = { readonly segment: Segment; readonly level: number; dead: number; isMerging: boolean };
type Merge = { readonly inputs: readonly Held[]; readonly level: number; readonly steps: Steps; owed: number };
type Steps = ReturnType<typeof merging>;

const livePostingsMost = 16_384;
const liveUnitsMost = 1024;
const mergedAtOnce = 4;
const deadShare = 0.25;
// A merge's work is at most about 2.5 per posting; a purge may come after a quarter of a segment's postings died.
const workPerPosting = 4;
const workPerDead = 12;

export const createSegmentList = (isAlive: IsAlive, averages: () => Float64Array): SegmentList => {
  const live = createLiveSegment();
  let held: Held[] = [];
  let merges: Merge[] = [];
  let arrived = 0;

  const settle = (): void => {
    work(arrived * workPerPosting);
    arrived = 0;
    if (live.postingCount() < livePostingsMost && live.unitCount() < liveUnitsMost) return;
    const segment = live.freeze(averages());
    if (segment === undefined) return;
    held.push({ segment, level: 0, dead: deadIn(segment, isAlive), isMerging: false });
    startMerges();
  };

  const startMerges = (): void => {
    const levels = held.reduce((most, { level }) => Math.max(most, level), 0);
    for (let level = 0; level <= levels; level++) {
      const idle = held.filter((h) => h.level === level && !h.isMerging);
      if (idle.length >= mergedAtOnce) begin(idle.slice(0, 2 * mergedAtOnce), level + 1);
    }
  };

  const begin = (inputs: readonly Held[], level: number): void => {
    for (const input of inputs) {
      input.isMerging = true;
      input.dead = 0;
    }
    const steps = merging(
      inputs.map((input) => input.segment),
      averages(),
      isAlive,
    );
    merges.push({ inputs, level, steps, owed: 0 });
  };

  const work = (amount: number): void => {
    if (merges.length === 0) return;
    for (const merge of merges) {
      merge.owed += amount;
      while (merge.owed > 0) {
        const step = merge.steps.next();
        if (step.done === true) {
          install(merge, step.value);
          break;
        }
        merge.owed -= step.value;
      }
    }
  };

  const install = (merge: Merge, segment: Segment | undefined): void => {
    merges = merges.filter((other) => other !== merge);
    const at = held.indexOf(merge.inputs[0] as Held);
    const after = held.slice(at).filter((h) => !merge.inputs.includes(h));
    // Who died during the merge may have been copied or not: counting all too high costs a purge at worst.
    const dead = merge.inputs.reduce((sum, input) => sum + input.dead, 0);
    const result = segment === undefined ? [] : [{ segment, level: merge.level, dead, isMerging: false }];
    held = [...held.slice(0, at), ...result, ...after];
    startMerges();
    for (const one of result) purgeIfWasteful(one);
  };

  const bury = (put: number, unitCount: number, postingCount: number): void => {
    work(postingCount * workPerDead);
    const holder = held.find((h) => isFrom(h.segment, put));
    if (holder === undefined) return;
    holder.dead += unitCount;
    purgeIfWasteful(holder);
  };

  const purgeIfWasteful = (one: Held): void => {
    if (!one.isMerging && one.dead > deadShare * one.segment.unitCount) begin([one], one.level);
  };

  return {
    live,
    frozen: () => held.map((h) => h.segment),
    add: (unit) => {
      live.add(unit);
      arrived += unit.termCount;
    },
    settle,
    bury,
    holderOf: (put) => {
      for (const { segment } of held) {
        const unit = isFrom(segment, put) ? firstUnitOf(segment.puts, segment.unitCount, put) : -1;
        if (unit >= 0) return { segment, unit };
      }
      return undefined;
    },
  };
};

const deadIn = ({ checks, puts, unitCount }: Segment, isAlive: IsAlive): number => {
  let dead = 0;
  for (let unit = 0; unit < unitCount; unit++) if (!isAlive(checks[unit] ?? 0, puts[unit] ?? 0)) dead++;
  return dead;
};

const isFrom = ({ puts, unitCount }: Segment, put: number): boolean =>
  (puts[0] ?? 0) <= put && put <= (puts[unitCount - 1] ?? 0);
