// What happened, told once. One table is history and outbox at once; versions let a later reader know the shape.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
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
  | { readonly type: 'check.published'; readonly v: 1; readonly data: { readonly check: Id } }
  | { readonly type: 'check.imported'; readonly v: 1; readonly data: { readonly check: Id } }
  | { readonly type: 'check.changed'; readonly v: 1; readonly data: { readonly check: Id } }
  | { readonly type: 'source.opted'; readonly v: 1; readonly data: { readonly source: Id; readonly answers: boolean } }
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
  | { readonly type: 'texts.erased'; readonly v: 1; readonly data: { readonly day: Day; readonly tips: number } };

export type EventType = SangtoEvent['type'];
export type EventOf<T extends EventType> = Extract<SangtoEvent, { type: T }>;
