// What the pages of the queue are made from.
import type { Day } from '../../../base/clock.ts';
import type { Member, OpenCaseRefusal, Queue, QueueLine, SavedView } from '../../../desk/index.ts';
import type { QueueQuery } from '../queue-query.ts';
import type { AtDesk } from './at-desk.ts';

/** What was just done, said once at the top; `undo` is the form that takes it back. */
export type Said = {
  readonly what:
    | 'taken'
    | 'given-back'
    | 'handed'
    | 'handed-some'
    | 'chosen-nobody'
    | 'snoozed'
    | 'woken'
    | 'merged'
    | 'split'
    | 'undone'
    | 'closed'
    | 'reopened'
    | 'reopened-bare'
    | 'view-kept'
    | 'view-full'
    | 'view-dropped'
    | 'chosen-too-few';
  readonly number: number;
  readonly undo: { readonly path: string; readonly fields: Readonly<Record<string, string>> } | null;
};

/** What the form that ends a case can mend. */
export const endRefusals = [
  'duplicate-of-nothing',
  'not-found',
  'spam-needs-reason',
  'spam-needs-words',
  'field-too-long',
  'closings-too-many',
] as const;
export type EndRefusal = (typeof endRefusals)[number];

export type NewCaseTyped = {
  readonly title: string;
  readonly lang: string;
  readonly origin: string;
  readonly requestedBy: string;
  readonly ourselves: boolean;
};

export type QueuePage =
  | (AtDesk & {
      readonly page: 'desk-queue';
      readonly queue: Queue;
      readonly query: QueueQuery;
      readonly today: Day;
      readonly views: readonly SavedView[];
      /** Colleagues whom a case can be handed to. */
      readonly hands: readonly Member[];
      readonly said: Said | null;
      /** Who of the team looks at which case, by its number. */
      readonly looking: ReadonlyMap<number, readonly string[]>;
    })
  | (AtDesk & {
      readonly page: 'desk-case-new';
      readonly typed: NewCaseTyped;
      readonly refused: Exclude<OpenCaseRefusal['code'], 'forbidden'> | null;
    })
  | (AtDesk & {
      readonly page: 'desk-case-end';
      readonly line: QueueLine;
      readonly chosen: string;
      /** What was typed as the original. */
      readonly of: string;
      /** Why it is spam. */
      readonly because: string;
      readonly words: string;
      readonly refused: EndRefusal | null;
    });

export type QueuePageOf<N extends QueuePage['page']> = Extract<QueuePage, { readonly page: N }>;
