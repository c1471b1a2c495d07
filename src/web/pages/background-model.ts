// Public pages beside checks: background to many of them, what is being looked into, and what verdicts are called.
import type { PublicAppeal } from '../../core/appeal.ts';
import type { CheckCard } from '../../core/check.ts';
import type { PublicExplainer } from '../../core/explainer.ts';
import type { PublishedLabels } from '../../core/verdict-labels.ts';
import type { PublishedNote } from '../../desk/decision-ports.ts';
import type { ExplainerLine } from '../../desk/explainer-ports.ts';
import type { LeafShown, LogHeadShown, ProvenLeaf } from '../../desk/prove-leaf.ts';
import type { ReadLog } from '../../desk/read-log.ts';

/** `none`: no leaf is sealed yet. `away`: the files give no proof. */
export type ShownProof = (LeafShown & LogHeadShown) | 'none' | 'away';

/** The leaves beside what one page shows, by what they tell of (see `leafProofs`), and the tree that they stand in. */
export type PageProofs = { readonly head: LogHeadShown; readonly by: ReadonlyMap<string, LeafShown> } | 'away';

export type BackgroundPage =
  /** The public log. */
  | ({ readonly page: 'log' /** Asked for by a kind that is none. */; readonly noSuchKind?: boolean } & ReadLog)
  /** One leaf of it, with its proof. */
  | { readonly page: 'leaf'; readonly proof: Omit<ProvenLeaf, 'file'> }
  | { readonly page: 'explainers'; readonly explainers: readonly ExplainerLine[] }
  /** `cards`: of the checks under which it is shown. */
  | { readonly page: 'notes'; readonly notes: readonly PublishedNote[] }
  /** Every note of one case, newest first. */
  | {
      readonly page: 'note';
      readonly notes: readonly PublishedNote[];
      readonly appeals: readonly PublicAppeal[];
      readonly proofs?: PageProofs | undefined;
    }
  /** `sets`: labels that were agreed to, the latest first. */
  | { readonly page: 'verdicts'; readonly sets: readonly PublishedLabels[] }
  | {
      readonly page: 'explainer';
      readonly explainer: PublicExplainer;
      readonly cards: readonly CheckCard[];
      /** Absent before it is public. */
      readonly appeals?: readonly PublicAppeal[];
      readonly proofs?: PageProofs | undefined;
    };
