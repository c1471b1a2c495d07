// What the ids in the addresses of the API name, and whose that is. An operation with an id that is not told here fails the test.
import type { Described } from './document.ts';

/**
 * `personal`: of one member, nobody else sees it. `case`: part of one case. `handed-in`: of the team to see, of one to take back.
 * `team`: of everybody who holds the right. `public`: anybody's. `secret`: of whoever has the secret.
 */
export type Kind =
  | { readonly of: 'personal'; readonly table: string }
  | { readonly of: 'case' }
  | { readonly of: 'handed-in'; readonly table: string; readonly by: string }
  | { readonly of: 'team' | 'public' | 'secret' };

/** By the words of the address before the id. */
const kinds: Readonly<Record<string, Kind>> = {
  'desk/views': { of: 'personal', table: 'saved_views' },
  'desk/practice': { of: 'personal', table: 'practice_attempts' },
  'me/tokens': { of: 'personal', table: 'access_tokens' },
  'me/sessions': { of: 'personal', table: 'sign_in_sessions' },
  'me/passkeys': { of: 'personal', table: 'sign_in_passkeys' },
  '{number}/evidence': { of: 'case' },
  '{number}/searches': { of: 'case' },
  '{number}/files': { of: 'case' },
  '{number}/pictures': { of: 'case' },
  '{number}/wordings': { of: 'case' },
  '{number}/remarks': { of: 'case' },
  '{number}/tasks': { of: 'case' },
  '{number}/replies': { of: 'case' },
  'desk/templates': { of: 'handed-in', table: 'template_proposals', by: 'proposed_by' },
  'desk/submissions': { of: 'handed-in', table: 'submissions', by: 'submitted_by' },
  'desk/requests': { of: 'handed-in', table: 'outside_requests', by: 'written_by' },
  'desk/standing-answers': { of: 'handed-in', table: 'standing_answers', by: 'written_by' },
  'desk/opt-ins': { of: 'handed-in', table: 'source_opt_ins', by: 'asked_by' },
  'desk/imports': { of: 'handed-in', table: 'import_runs', by: 'asked_by' },
  'desk/alias-proposals': { of: 'handed-in', table: 'alias_proposals', by: 'proposed_by' },
  'desk/cases': { of: 'team' },
  'cases/by-id': { of: 'team' },
  'desk/moves': { of: 'team' },
  'desk/pictures': { of: 'team' },
  'desk/appeals': { of: 'team' },
  'desk/data-requests': { of: 'team' },
  'desk/team': { of: 'team' },
  'team/invitations': { of: 'team' },
  'desk/sources': { of: 'team' },
  'desk/aliases': { of: 'team' },
  'desk/rater-proposals': { of: 'team' },
  'desk/withheld-answers': { of: 'team' },
  'withheld-answers/{check}': { of: 'team' },
  'desk/webhooks': { of: 'team' },
  '{id}/deliveries': { of: 'team' },
  'desk/explainers': { of: 'team' },
  'v1/checks': { of: 'public' },
  'v1/explainers': { of: 'public' },
  'v1/notes': { of: 'public' },
  'v1/declined': { of: 'public' },
  'log/leaves': { of: 'public' },
  'v1/answers': { of: 'public' },
  'v1/tickets': { of: 'secret' },
  '{token}/questions': { of: 'secret' },
  'v1/appeals': { of: 'secret' },
  'v1/subscriptions': { of: 'secret' },
  'v1/data-requests': { of: 'secret' },
  'v1/replies': { of: 'secret' },
};

export type Named = { readonly parameter: string; readonly before: string; readonly kind: Kind | undefined };

/** Everything that an operation's address names. */
export const namedIn = ({ path }: Described): readonly Named[] => {
  const words = path.split('/');
  return words.flatMap((word, i) => {
    if (!word.startsWith('{')) return [];
    const before = words.slice(i - 2, i).join('/');
    return [{ parameter: word, before, kind: kinds[before] }];
  });
};

export const kindWords: readonly string[] = Object.keys(kinds);
