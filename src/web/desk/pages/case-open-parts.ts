// Which parts of a case stand open when its page comes: where something is to be done now, and all that a decision is made on.
import { isLive } from '../../../core/case.ts';
import { takes } from '../../../core/case-open.ts';
import { type ChecklistItem, missingIn } from '../../../core/checklist.ts';
import { may } from '../../../core/rights.ts';
import { standingOf } from '../../../core/wording.ts';
import type { CaseForm, CasePage } from './case-model.ts';

export const caseParts = [
  ...(['claim', 'groups', 'askback', 'wording', 'evidence', 'draft', 'reply', 'talk', 'interest', 'history'] as const),
] as const;
export type CasePart = (typeof caseParts)[number];

/** Where in the page each line of the checklist is done. */
export const placeOf: Readonly<Record<ChecklistItem['what'], CasePart | 'tasks'>> = {
  wording: 'wording',
  dated: 'wording',
  sources: 'evidence',
  independent: 'evidence',
  translated: 'evidence',
  text: 'draft',
  conflicts: 'draft',
  reply: 'reply',
  'reply-wait': 'reply',
  tasks: 'tasks',
  interest: 'interest',
  concerned: 'interest',
};

const partOf = (what: ChecklistItem['what']): CasePart => {
  const place = placeOf[what];
  return place === 'tasks' ? 'talk' : place;
};

const formParts: Readonly<Record<CaseForm, CasePart>> = {
  evidence: 'evidence',
  search: 'evidence',
  shows: 'evidence',
  wording: 'wording',
  remark: 'talk',
  task: 'talk',
  reply: 'reply',
  said: 'reply',
  interest: 'interest',
};

type Read = Pick<
  CasePage,
  'member' | 'head' | 'closing' | 'gathered' | 'not' | 'talk' | 'published' | 'items' | 'refused' | 'removed' | 'saved'
>;

/** How much of a part is missing before the case can be handed in; nothing where it is not open. */
export const missingOf = ({ head, items }: Pick<Read, 'head' | 'items'>, part: CasePart): number =>
  head.state === 'open' ? missingIn(items).filter(({ what }) => partOf(what) === part).length : 0;

/** Of a case that is over, what nothing was kept in and nothing can be added to is no part of its page. */
export const isShown = (
  page: Pick<CasePage, 'head' | 'gathered' | 'question' | 'published' | 'states' | 'talk'>,
  part: CasePart,
): boolean => {
  const { head, gathered, question, published, states, talk } = page;
  if (isLive(head.state)) return true;
  switch (part) {
    case 'askback':
      return question !== null;
    case 'wording':
      return gathered.wordings.length > 0;
    case 'evidence':
      return takes(head.state, 'gather') || gathered.evidence.length + gathered.searches.length > 0;
    case 'draft':
      return published !== null || states.some(({ current, text }) => current && text.trim() !== '');
    case 'reply':
      return takes(head.state, 'gather') || talk.replies.length > 0;
    case 'talk':
      return takes(head.state, 'write') || talk.remarks.length + talk.tasks.length > 0;
    case 'interest':
      return takes(head.state, 'write') || gathered.interests.length > 0;
    default:
      return true;
  }
};

export const openParts = (page: Read): ReadonlySet<CasePart> => {
  const open = new Set<CasePart>();
  const { head, member, talk, refused, removed } = page;
  if (refused !== null) open.add(formParts[refused.form]);
  if (removed !== null) open.add(removed.of === 'task' ? 'talk' : 'evidence');
  if (page.saved) open.add('draft');
  // Where a check is about to end the case, that comes first, and what was asked is read for it.
  const [first] = head.state === 'open' && page.closing === null ? missingIn(page.items) : [];
  if (first !== undefined) open.add(partOf(first.what));
  if (page.closing !== null) open.add('claim');
  // Whoever may say yes to a wording sees what was asked, the wording and what was found, without opening anything.
  const { pending } = standingOf(page.gathered.wordings);
  const decides = pending.some(({ id }) => !page.not.has(id));
  if (head.state === 'open' && decides && may(member.role, 'wording.approve'))
    for (const part of ['claim', 'wording', 'evidence'] as const) open.add(part);
  if (talk.remarks.some(({ unseen }) => unseen.some((id) => id === member.id))) open.add('talk');
  if (talk.replies.some(({ unpublished }) => unpublished)) open.add('reply');
  if (page.published !== null) open.add('draft');
  return open;
};
