// What the desk's page about people who rate is made from.
import type { Day } from '../../../base/clock.ts';
import type { NotForYous } from '../../../core/let-in.ts';
import type { WaitingProposal } from '../../../desk/rater-proposal-ports.ts';
import type { WaitingAnswer } from '../../../desk/standing-answer-ports.ts';
import type { Ladder } from '../../../kit/bridge/index.ts';
import type { AtDesk } from './at-desk.ts';
import type { DecideRefused } from './decide-model.ts';

/** On which rung a cut found the community, with the cut it is of. */
export type LadderOfCut = Ladder & { readonly cut: number; readonly on: Day };

export type RatersPage = AtDesk & {
  readonly page: 'desk-raters';
  /** What raters proposed and nobody settled, the oldest first. */
  readonly proposals: readonly WaitingProposal[];
  /** Answers to standings that wait for a second person; null for whoever has no part in them. */
  readonly answers: readonly WaitingAnswer[] | null;
  /** Whether this reader may invite, and whether letters can be sent; null for whoever may not. */
  readonly invites: { readonly mails: boolean } | null;
  /** On which rung the last cut found the community, and by which figures; null before the first. */
  readonly ladder: LadderOfCut | null;
  /** Why whoever reads this does not agree, by the id of the thing, though it is not theirs. */
  readonly not: NotForYous;
  readonly names: Readonly<Record<string, string>>;
  readonly typed: Readonly<Record<string, string>>;
  readonly refused: DecideRefused;
  readonly done: 'invited' | null;
};
