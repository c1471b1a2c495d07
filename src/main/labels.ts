// What verdicts and topics are called here, in memory: every page and reply says it.
import type { TopicNames } from '../core/topic.ts';
import type { VerdictLabels } from '../core/verdict-labels.ts';
import type { Labels } from '../desk/index.ts';

export const labelsInMemory = (store: Pick<Labels, 'published' | 'publishedTopics'>): Labels => {
  let held: VerdictLabels = {};
  let named: TopicNames = {};
  return {
    ...store,
    current: () => held,
    topicNames: () => named,
    put: (labels, topics) => {
      held = labels;
      named = topics;
    },
  };
};
