// What verdicts are called here, in memory: every page and reply says it.
import type { VerdictLabels } from '../core/verdict-labels.ts';
import type { Labels } from '../desk/index.ts';

export const labelsInMemory = (store: Pick<Labels, 'published'>): Labels => {
  let held: VerdictLabels = {};
  return {
    ...store,
    current: () => held,
    put: (labels) => {
      held = labels;
    },
  };
};
