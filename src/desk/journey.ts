// What happens next: the one table from event to verb. A job may run twice, so each of these is safe to run twice.
import type { EventType } from '../core/event.ts';

export type FollowUp =
  | 'send-webhooks'
  | 'answer-waiting'
  | 'triage'
  | 'reply-to-askers'
  | 'publish-decided'
  | 'erase-files'
  | 'take-in-imports'
  | 'end-cases'
  | 'draw-lots'
  | 'cut-standings';

export const journey: { readonly [event in EventType]?: readonly FollowUp[] } = {
  'tip.waiting': ['triage'],
  // A case that nobody has begun needs nobody once a check answers it.
  'claim.answered': ['triage', 'reply-to-askers'],
  // One look at the waiting claims per import, not per check.
  'import.finished': ['answer-waiting'],
  // What a second person let in becomes checks.
  'import.decided': ['take-in-imports'],
  'check.published': ['answer-waiting', 'send-webhooks', 'draw-lots'],
  'source.opted': ['answer-waiting'],
  // Who asked is told, and who wants to hear of corrections.
  'case.decided': ['publish-decided', 'send-webhooks'],
  'words.decided': ['publish-decided'],
  // The picture goes with the words, not in the night.
  'tip.withdrawn': ['erase-files'],
  'case.closed': ['erase-files', 'reply-to-askers', 'send-webhooks'],
  'case.forgotten': ['erase-files', 'reply-to-askers'],
  'case.undo-over': ['reply-to-askers'],
  'check.changed': ['reply-to-askers', 'send-webhooks'],
  // A place to hold may be free, for a ground that waits.
  'appeal.answered': ['reply-to-askers', 'end-cases'],
  'answer.released': ['end-cases'],
  // Whoever left an address hears that a question waits.
  'case.asked-back': ['reply-to-askers'],
  'case.opened': ['send-webhooks'],
  'case.merged': ['send-webhooks'],
  'case.split': ['send-webhooks'],
  'case.reopened': ['send-webhooks'],
};
