import { fieldCount, frequencyOf, saturated } from '../bm25f.ts';
import { withRoom } from '../growing.ts';
import type { LiveSegment } from './live-segment.ts';
import type { IsAlive } from './merging.ts';
import type { Plan } from './plan.ts';
import type { TopChecks } from './top-checks.ts';

/** Scores every unit of the live segment that holds any of the terms: there are few. */
export type LiveSearch = (live: LiveSegment, plan: Plan, isAlive: IsAlive, top: TopChecks) => void;

export const createLiveSearch = (): LiveSearch => {
  let scores = new Float64Array(0);
  return (live, plan, isAlive, top) => {
    const unitCount = live.unitCount();
    scores = withRoom(scores, unitCount);
    const lengths = live.lengths();
    for (let i = 0; i < plan.terms.length; i++) {
      const most = plan.mosts[i] ?? 0;
      for (let posting = live.first(plan.terms[i] ?? 0); posting >= 0; posting = live.next(posting)) {
        const unit = live.unitAt(posting);
        const frequency = frequencyOf(live.countsAt(posting), lengths, fieldCount * unit, plan.factors);
        scores[unit] = (scores[unit] ?? 0) + most * saturated(frequency);
      }
    }
    for (let first = 0; first < unitCount; ) {
      const check = live.checkOf(first);
      const put = live.putOf(first);
      let best = first;
      let end = first;
      let bestScore = 0;
      for (; end < unitCount && live.checkOf(end) === check && live.putOf(end) === put; end++) {
        const score = scores[end] ?? 0;
        scores[end] = 0;
        if (score <= bestScore) continue;
        best = end;
        bestScore = score;
      }
      if (bestScore > 0 && bestScore >= top.floor() && isAlive(check, put)) top.offer(check, best - first, bestScore);
      first = end;
    }
  };
};
