// What happened, told once. One table is history and outbox at once; versions let a later reader know the shape.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { Closing } from './case.ts';
import type { AgreedThing } from './let-in.ts';
import type { Role, TeamChange } from './rights.ts';
import type { Outcome, TipChannel } from './tip.ts';

/** Every event there is. Tip events name no time finer than the day and carry no word of the message. */
export type SangtoEvent =
  | {
      readonly type: 'tip.received';
      readonly v: 1;
      readonly data: { readonly tip: Id; readonly channel: TipChannel; readonly outcome: Outcome };
    }
  | { readonly type: 'tip.waiting'; readonly v: 1; readonly data: { readonly tip: Id } }
  | { readonly type: 'claim.answered'; readonly v: 1; readonly data: { readonly claim: Id; readonly check: Id } }
  | { readonly type: 'tip.withdrawn'; readonly v: 1; readonly data: { readonly tip: Id } }
  // Somebody replied to a question of the team's; the day is all there is, and not a word of it.
  | { readonly type: 'tip.replied'; readonly v: 1; readonly data: { readonly tip: Id } }
  | { readonly type: 'check.published'; readonly v: 1; readonly data: { readonly check: Id } }
  | { readonly type: 'check.imported'; readonly v: 1; readonly data: { readonly check: Id } }
  | { readonly type: 'check.changed'; readonly v: 1; readonly data: { readonly check: Id } }
  | { readonly type: 'source.opted'; readonly v: 1; readonly data: { readonly source: Id; readonly answers: boolean } }
  // Somebody asks that a publisher's checks answer by themselves; somebody else said no, or it was taken back.
  | { readonly type: 'source.asked'; readonly v: 1; readonly data: { readonly source: Id; readonly optIn: Id } }
  | { readonly type: 'source.declined'; readonly v: 1; readonly data: { readonly source: Id; readonly optIn: Id } }
  // What one account brought in waits for another; what became of it.
  | { readonly type: 'import.held'; readonly v: 1; readonly data: { readonly run: Id } }
  | {
      readonly type: 'import.decided';
      readonly v: 1;
      readonly data: { readonly run: Id; readonly as: 'released' | 'declined' | 'withdrawn' };
    }
  | { readonly type: 'import.finished'; readonly v: 1; readonly data: { readonly run: Id } }
  | { readonly type: 'feedback.given'; readonly v: 1; readonly data: { readonly check: Id; readonly agrees: boolean } }
  | { readonly type: 'alias.learned'; readonly v: 1; readonly data: { readonly check: Id; readonly alias: Id } }
  | { readonly type: 'alias.dropped'; readonly v: 1; readonly data: { readonly check: Id; readonly alias: Id } }
  | { readonly type: 'alias.confirmed'; readonly v: 1; readonly data: { readonly check: Id; readonly alias: Id } }
  | { readonly type: 'alias.refused'; readonly v: 1; readonly data: { readonly check: Id; readonly alias: Id } }
  | { readonly type: 'alias.added'; readonly v: 1; readonly data: { readonly check: Id; readonly alias: Id } }
  | { readonly type: 'alias.removed'; readonly v: 1; readonly data: { readonly check: Id; readonly alias: Id } }
  | { readonly type: 'answer.withheld'; readonly v: 1; readonly data: { readonly check: Id } }
  | { readonly type: 'answer.released'; readonly v: 1; readonly data: { readonly check: Id } }
  // A role, never who: anybody may read that a reviewer was added.
  | {
      readonly type: 'team.changed';
      readonly v: 1;
      // `of`, `id`: what two of one hand agreed to; the id leads to its page once that is public.
      readonly data: {
        readonly change: TeamChange;
        readonly role: Role;
        readonly of?: AgreedThing;
        readonly id?: Id;
      };
    }
  | { readonly type: 'case.opened'; readonly v: 1; readonly data: { readonly case: Id } }
  | { readonly type: 'case.dropped'; readonly v: 1; readonly data: { readonly case: Id } }
  | { readonly type: 'case.merged'; readonly v: 1; readonly data: { readonly case: Id; readonly into: Id } }
  | { readonly type: 'case.split'; readonly v: 1; readonly data: { readonly case: Id; readonly made: Id } }
  | { readonly type: 'case.move-undone'; readonly v: 1; readonly data: { readonly case: Id; readonly other: Id } }
  | { readonly type: 'case.decided'; readonly v: 1; readonly data: { readonly case: Id } }
  | { readonly type: 'case.closed'; readonly v: 1; readonly data: { readonly case: Id; readonly as: Closing } }
  // Somebody asks that a check ends a case; what became of it. What was sealed of a private person's case is erased.
  | { readonly type: 'case.closing-asked'; readonly v: 1; readonly data: { readonly case: Id } }
  | { readonly type: 'case.closing-settled'; readonly v: 1; readonly data: { readonly case: Id } }
  | { readonly type: 'case.forgotten'; readonly v: 1; readonly data: { readonly case: Id } }
  /** An appeal against its declining was upheld, and somebody took it up again. */
  | { readonly type: 'claim.reopened'; readonly v: 1; readonly data: { readonly case: Id; readonly appeal: Id } }
  /** It is about whoever runs the instance, or somebody asks to take that off. */
  | { readonly type: 'case.ourselves'; readonly v: 1; readonly data: { readonly case: Id } }
  /** Its ending can be undone whole no more: words that wait for nothing else go. */
  | { readonly type: 'case.undo-over'; readonly v: 1; readonly data: { readonly case: Id } }
  | { readonly type: 'case.asked-back'; readonly v: 1; readonly data: { readonly case: Id } }
  | { readonly type: 'case.reopened'; readonly v: 1; readonly data: { readonly case: Id } }
  // Beside checks: background, notes and the words of verdicts, by the submission that two people agreed to.
  | { readonly type: 'words.decided'; readonly v: 1; readonly data: DecidedWords }
  | { readonly type: 'words.published'; readonly v: 1; readonly data: DecidedWords }
  // What an appeal is about; what it says is public only with its answer.
  | { readonly type: 'appeal.opened'; readonly v: 1; readonly data: Appealed }
  | { readonly type: 'appeal.answered'; readonly v: 1; readonly data: Appealed }
  | { readonly type: 'appeal.corrected'; readonly v: 1; readonly data: Appealed }
  | { readonly type: 'appeal.settled'; readonly v: 1; readonly data: Appealed }
  // All ratings were fitted anew, and what stands by that is public.
  | { readonly type: 'standings.cut'; readonly v: 1; readonly data: { readonly cut: number } }
  // What a body from outside asked, and what was done: public as two people agreed to it.
  | { readonly type: 'request.told'; readonly v: 1; readonly data: { readonly request: Id } }
  // What a rater proposed, and what the team answers to a standing: each public as two people agreed to it.
  | { readonly type: 'proposal.accepted'; readonly v: 1; readonly data: { readonly proposal: Id } }
  | { readonly type: 'standing.answered'; readonly v: 1; readonly data: { readonly answer: Id } }
  | { readonly type: 'retention.done'; readonly v: 1; readonly data: { readonly day: Day } }
  | {
      readonly type: 'template.changed';
      readonly v: 1;
      readonly data: { readonly key: string; readonly lang: string; readonly n: number };
    }
  | { readonly type: 'texts.erased'; readonly v: 1; readonly data: { readonly day: Day; readonly tips: number } };

type DecidedWords = {
  readonly submission: Id;
  readonly kind: 'note' | 'explainer' | 'explainer-withdrawal' | 'labels';
};
/** `note`: the case whose page of notes it is about. */
type Appealed = { readonly appeal: Id } & (
  | { readonly check: Id }
  | { readonly case: Id }
  | { readonly explainer: Id }
  | { readonly note: Id }
);

export type EventType = SangtoEvent['type'];
export type EventOf<T extends EventType> = Extract<SangtoEvent, { type: T }>;
