// Who in the team may do what: the one table that the API, the pages, the verbs and their tests read.
import type { Id } from '../base/ids.ts';

export const roles = ['trainee', 'checker', 'reviewer', 'editor', 'owner'] as const;
export type Role = (typeof roles)[number];

export const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text);

/** Each right with the roles that hold it. A trainee only proposes; a yes needs another account, whatever the role. */
const table = {
  /** See the queue and the cases, and do practice cases. */
  'desk.see': ['trainee', 'checker', 'reviewer', 'editor', 'owner'],
  /** Say something on a case. */
  'case.discuss': ['trainee', 'checker', 'reviewer', 'editor', 'owner'],
  /** Propose the wording of a claim. */
  'wording.propose': ['trainee', 'checker', 'reviewer', 'editor', 'owner'],
  /** Gather evidence, write drafts, hand out tasks, assign, snooze, merge and split. */
  'case.work': ['checker', 'reviewer', 'editor', 'owner'],
  /** Open a case of the team's own accord or on request. */
  'case.open': ['checker', 'reviewer', 'editor', 'owner'],
  /** Close a case where one person suffices (duplicate, spam, people in need), and propose declining one. */
  'case.close': ['checker', 'reviewer', 'editor', 'owner'],
  'submission.submit': ['checker', 'reviewer', 'editor', 'owner'],
  'wording.approve': ['reviewer', 'editor', 'owner'],
  'submission.review': ['reviewer', 'editor', 'owner'],
  /** Decide over a review, with a public reason. */
  'submission.override': ['editor', 'owner'],
  'appeal.answer': ['reviewer', 'editor', 'owner'],
  /** Say in public why a check stays as it is though an appeal was upheld. */
  'appeal.settle': ['editor', 'owner'],
  /** Read and answer what people ask about their own data. */
  'data.answer': ['editor', 'owner'],
  /** Confirm and add the words by which checks are found, and hold answers back. */
  'aliases.decide': ['reviewer', 'editor', 'owner'],
  /** Propose another text of a short answer. */
  'templates.edit': ['editor', 'owner'],
  /** Read what is proposed, and agree to the text of somebody else. */
  'templates.approve': ['reviewer', 'editor', 'owner'],
  /** Import other publishers' checks, and let them answer. */
  'sources.manage': ['editor', 'owner'],
  /** Write down what a body from outside asked, and agree to what somebody else wrote. */
  'requests.tell': ['editor', 'owner'],
  /** Say what should become of what raters propose, and agree to what somebody else said. */
  'proposals.weigh': ['reviewer', 'editor', 'owner'],
  /** Answer in public what raters say of a check, and agree to the answer of somebody else. */
  'standings.answer': ['editor', 'owner'],
  /** Invite people to rate. */
  'raters.invite': ['editor', 'owner'],
  'webhooks.manage': ['owner'],
  /** Invite, change roles, remove. */
  'team.manage': ['owner'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Right = keyof typeof table;

export const rights = Object.keys(table) as readonly Right[];

export const may = (role: Role, right: Right): boolean => (table[right] as readonly Role[]).includes(role);

/** Who has it, the lowest first. */
export const rolesWith = (right: Right): readonly Role[] => table[right];

/** Somebody of the team, as verbs are handed them: who acts, and what they may. */
export type Actor = { readonly id: StaffId; readonly role: Role };

/** The id of an account of the team. */
export type StaffId = Id;

/**
 * What became of a right in the team, as the public reads it: `renewed` is a way in given anew to somebody who lost theirs;
 * `let-in-agreed`, that of two who decided together one lately let the other in, or the same person both.
 */
export type TeamChange = 'added' | 'changed' | 'removed' | 'renewed' | 'let-in-agreed';
