// What happens next: the one table from event to verb. A job may run twice, so each of these is safe to run twice.
import type { EventType } from '../core/event.ts';

export type FollowUp = 'answer-waiting';

export const journey: { readonly [event in EventType]?: readonly FollowUp[] } = {
  // One look at the waiting claims per import, not per check.
  'import.finished': ['answer-waiting'],
  'check.published': ['answer-waiting'],
  'source.opted': ['answer-waiting'],
};
