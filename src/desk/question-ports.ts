// Where questions back to those who asked a case are kept, and what came of them.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { AskedBack, QuestionKey } from '../core/question.ts';
import type { StaffId } from '../core/rights.ts';
import type { Deed, Done } from './work-ports.ts';

/** The question that stands on a case, and the replies to it and to those of cases that were joined to it. */
export type CaseQuestion = {
  readonly id: Id;
  readonly template: QuestionKey;
  readonly askedBy: StaffId;
  readonly askedOn: Day;
  /** How many replied; of these the texts shown. By day, then by their words: their order tells nobody who wrote what. */
  readonly replied: number;
  /** Somebody replied, and nothing of it is left: taken back, or erased in its time. */
  readonly gone: boolean;
  readonly replies: readonly { readonly text: string; readonly day: Day }[];
};

export type Questions = {
  /**
   * `question-asked-before`: a case is asked about once. `question-nobody-asked`: nobody waits who could be asked.
   * `deeds-too-many`: the same account asked so many within the hour as one may.
   */
  readonly ask: (
    deed: Deed,
    question: { readonly id: Id; readonly template: QuestionKey },
  ) => Promise<Done | 'question-asked-before' | 'question-nobody-asked' | 'deeds-too-many'>;
  /** Takes the question back; `question-replied` once somebody has replied. */
  readonly undo: (deed: Deed) => Promise<Done | 'question-replied'>;
  readonly ofCase: (id: Id) => Promise<CaseQuestion | null>;
  readonly ofTicket: (ticketHash: string) => Promise<readonly AskedBack[]>;
  /** `not-found`: no such ticket, or it is not asked this. `question-replied`: it has replied already. */
  readonly reply: (
    ticketHash: string,
    reply: { readonly question: Id; readonly text: string; readonly day: Day },
    most: number,
  ) => Promise<'replied' | 'not-found' | 'question-replied' | 'question-full'>;
  /** Forgets what a ticket replied; false when there was nothing. */
  readonly takeBack: (ticketHash: string, question: Id) => Promise<boolean>;
};
