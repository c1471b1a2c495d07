// A case is the work on one claim, from open to decided. Its states, its reasons to end without a verdict, and who may do what when.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { StaffId } from './rights.ts';

export const caseStates = ['open', 'review', 'decided', 'published', 'closed'] as const;
/** `review`: something waits for another person's yes. `decided`: agreed, and not public yet. */
export type CaseState = (typeof caseStates)[number];

export const origins = ['asked', 'own', 'requested'] as const;
export type Origin = (typeof origins)[number];

export const closings = [
  'private-person',
  'not-checkable',
  'duplicate',
  'spam',
  'scam-victim',
  'crisis',
  'emergency',
] as const;
/** Why a case ends without a verdict. */
export type Closing = (typeof closings)[number];

/** Why one person calls a case spam; the last one takes a sentence. */
export const spamReasons = ['advertising', 'flood', 'abuse', 'no-question', 'other'] as const;
export type SpamReason = (typeof spamReasons)[number];
export type Spam = { readonly because: SpamReason; readonly words: string | null };
export const longestSpamWords = 300;

/** Why a claim is declined in public; needs two people. */
export const publicReasons = [
  'opinion',
  'prediction',
  'too-vague',
  'no-evidence-possible',
  'trivial',
  'out-of-scope',
] as const;
export type PublicReason = (typeof publicReasons)[number];

/** Subjects in which a wrong claim does most harm. */
export const harmTopics = ['health', 'scam', 'disaster', 'violence', 'elections', 'children'] as const;
export type HarmTopic = (typeof harmTopics)[number];

/** One thing that moves a case up or down the queue, and by how much; the parts add up to the rank. */
export type RankReason = {
  readonly what: 'demand' | 'growth' | 'worth' | 'harm' | 'age';
  readonly points: number;
  /** What it was computed from: how many asked, the share of the last days, the topic, how many days. */
  readonly from: number | HarmTopic;
};

/** A line of the queue. */
export type QueuedCase = {
  readonly id: Id;
  readonly number: number;
  readonly state: CaseState;
  readonly origin: Origin;
  readonly title: string | null;
  readonly lang: string;
  readonly openedOn: Day;
  readonly assignedTo: StaffId | null;
  readonly snoozedUntil: Day | null;
  readonly topics: readonly string[];
  readonly asked: number;
  readonly askedLately: number;
  readonly lastAskedOn: Day | null;
  readonly harm: readonly HarmTopic[];
  readonly rank: number;
  readonly reasons: readonly RankReason[];
  readonly closedAs: Closing | null;
};

/** States in which people still work on a case. */
export const liveStates = ['open', 'review', 'decided'] as const satisfies readonly CaseState[];

export const isLive = (state: CaseState): boolean => (liveStates as readonly string[]).includes(state);

export const isClosing = (text: string): text is Closing => (closings as readonly string[]).includes(text);

/** Reasons that send a public template to people in need at once, on one person's word. */
export const needs = ['scam-victim', 'crisis', 'emergency'] as const satisfies readonly Closing[];

export const isNeed = (as: Closing): boolean => (needs as readonly Closing[]).includes(as);

/** So many cases one account ends for people in need within an hour; a session that was taken over writes to no crowd. */
export const mostNeedsAnHour = 20;

/** So many cases one account says to be about ourselves within an hour: nothing is concluded on them until two take that back. */
export const mostMarksAnHour = 20;

/** So many cases one account joins and parts within an hour. */
export const mostMovesAnHour = 100;

/** So many cases one account asks back within an hour, questions taken back too: each is put to everybody who asked. */
export const mostQuestionsAnHour = 20;

/** What erases all work, or writes to everybody who asked, is done by who has just shown the second factor. */
export const closingWeighs = (as: Closing): boolean => as === 'duplicate' || as === 'private-person' || isNeed(as);

export const isHarmTopic = (text: string): text is HarmTopic => (harmTopics as readonly string[]).includes(text);

/** A closing that writes to askers waits so long where nobody else could agree to it, in hours. */
export const aloneHours = 24;

/** So long what was about a private person can be brought back, in hours; then it is erased, within the day that was promised. */
export const sealHours = 20;

/** So long an ending that one person gave can be undone with everything as it was, in hours; then words of askers are erased. */
export const undoHours = 24;

/**
 * Until when an ending of one person alone can be undone whole. Null: two people gave it, or what it is about has a shorter time of
 * its own.
 */
export const undoneUntil = (as: Closing, at: Date): Date | null =>
  as === 'private-person' || as === 'not-checkable' ? null : new Date(at.getTime() + undoHours * 3_600_000);

/** How far ahead a case can be put aside, in days. */
export const longestSnooze = 60;
