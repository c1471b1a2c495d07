// Background to many checks, and the words that verdicts go by here: what verbs and pages may ask of them.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { PublicExplainer } from '../core/explainer.ts';
import type { TopicNames } from '../core/topic.ts';
import type { PublishedLabels, VerdictLabels } from '../core/verdict-labels.ts';

/** What lists and pages of checks show of an explainer. */
export type ExplainerLine = {
  readonly slug: string;
  readonly topics: readonly string[];
  readonly texts: Readonly<Record<string, { readonly title: string; readonly short: string }>>;
  readonly publishedOn: Day;
  readonly changed: Date;
  readonly checks: number;
  readonly withdrawnOn: Day | null;
};

export type Explainers = {
  readonly bySlug: (slug: string) => Promise<PublicExplainer | undefined>;
  /** The newest change first; those taken back are left out. */
  readonly list: (limit: number) => Promise<readonly ExplainerLine[]>;
  /** Every one that is public, taken back or not, for the desk. */
  readonly all: (limit: number) => Promise<readonly ExplainerLine[]>;
  /** Those attached to a check. */
  readonly ofCheck: (check: Id) => Promise<readonly ExplainerLine[]>;
};

export type Labels = {
  /** Every set that two people agreed to, the latest first. */
  readonly published: () => Promise<readonly PublishedLabels[]>;
  /** The set in use, from memory. */
  readonly current: () => VerdictLabels;
  readonly put: (labels: VerdictLabels, topics: TopicNames) => void;
  /** What topics are called that two people agreed to, the last name of each; `topicNames` is that from memory. */
  readonly publishedTopics: () => Promise<TopicNames>;
  readonly topicNames: () => TopicNames;
};
