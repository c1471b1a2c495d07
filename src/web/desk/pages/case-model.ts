// What the page of a case is made from.
import type { Day } from '../../../base/clock.ts';
import type { UiLang } from '../../../base/lang.ts';
import type { Check } from '../../../core/check.ts';
import type { ChecklistItem } from '../../../core/checklist.ts';
import type { FoldedLine } from '../../../core/history.ts';
import type { Hand, KeptApart, NotForYous } from '../../../core/let-in.ts';
import type { TemplateText } from '../../../core/template.ts';
import type {
  CaseGroup,
  CaseHead,
  CaseMove,
  CaseQuestion,
  CaseTalk,
  ClosingAsked,
  FieldState,
  Gathered,
  HistoryLine,
  Member,
  RemovedFile,
} from '../../../desk/index.ts';
import type { Present } from './at-desk.ts';

/** The forms of the page that can be sent back with a word on what is wrong. */
export type CaseForm = 'evidence' | 'search' | 'wording' | 'remark' | 'task' | 'reply' | 'said' | 'interest' | 'shows';

export const caseForms: readonly CaseForm[] = [
  ...(['evidence', 'search', 'wording', 'remark', 'task', 'reply', 'said', 'interest', 'shows'] as const),
];

/** A form that was refused, with everything that was typed into it. */
export type RefusedForm = {
  readonly form: CaseForm;
  /** Null: nothing was refused, somebody came back to change what they typed. */
  readonly code: string | null;
  readonly field: string | null;
  readonly values: Readonly<Record<string, string>>;
};

export type CasePage = {
  readonly page: 'desk-case';
  readonly member: Present;
  readonly head: CaseHead;
  readonly gathered: Gathered;
  /** What was taken off and can be brought back now. */
  readonly removedFiles: readonly RemovedFile[];
  /** Why whoever looks does not approve a wording that waits, though they did not propose it, by its id. */
  readonly not: NotForYous;
  readonly groups: readonly CaseGroup[];
  readonly moves: readonly CaseMove[];
  /** A check that is to end the case, waiting for a second person. */
  readonly closing: ClosingAsked | null;
  /** Why whoever looks does not agree to it, though they did not ask for it. */
  readonly closingApart: KeptApart | null;
  /** It was declined, and an upheld appeal says wrongly; `mine`: whoever looks declined it, and somebody else takes it up. */
  readonly again: { readonly answeredOn: Day; readonly mine: boolean } | null;
  /** Who stands between whoever asked to take off that it is about ourselves, and a yes; null where nobody asked. */
  readonly offHand: Hand | null;
  /** What was sealed when it was closed can still be brought back. */
  readonly reopenable: boolean;
  /** What those who asked were asked; null as long as nothing was. */
  readonly question: CaseQuestion | null;
  /** The questions that can be asked, as they go out. */
  readonly askable: readonly TemplateText[];
  readonly talk: Awaited<ReturnType<CaseTalk['talk']>>;
  readonly states: readonly FieldState[];
  /** What of the case is public, as it stands: then there is no draft any more. */
  readonly published: Check | null;
  /** Typing is told once a day and person; `whole`: nothing older is left out. */
  readonly history: { readonly lines: readonly FoldedLine<HistoryLine>[]; readonly whole: boolean };
  readonly items: readonly ChecklistItem[];
  readonly team: readonly Member[];
  /** The languages texts are written in here, the case's first. */
  readonly langs: readonly UiLang[];
  readonly refused: RefusedForm | null;
  /** The form that was just taken: a browser that kept what was typed into it forgets that. */
  readonly taken: string | null;
  /** What was just taken away, and can be brought back. */
  readonly removed: { readonly of: 'evidence' | 'search' | 'task'; readonly id: string } | null;
  /** Who had the case before it just changed hands: an id, or nobody; absent where it did not. */
  readonly handed: { readonly before: string | null } | null;
  /** Whether the form without script just kept everything, or had to keep some of it beside what stands. */
  readonly saved: boolean;
};

export const casePath = (number: number): string => `/desk/cases/${number}`;
