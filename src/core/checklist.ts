// What a case still lacks before it can be put before a second person. The page shows it, and submitting asks it.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { type DraftField, draftFields } from './draft.ts';
import type { Interest, Stance } from './evidence.ts';
import type { StaffId } from './rights.ts';
import { type EvidenceLack, evidenceLacking, scale, type Verdict } from './verdict.ts';

/** What the checklist looks at. */
export type CaseFacts = {
  /** `shows`: what it shows, by language. */
  readonly evidence: readonly {
    readonly id: Id;
    readonly title: string;
    readonly interest: Interest;
    readonly stance: Stance;
    readonly shows: Readonly<Record<string, string>>;
  }[];
  readonly searches: number;
  /** `langs`: of the approved sentence; none while nothing is approved. */
  readonly wording: { readonly langs: readonly string[]; readonly pending: boolean; readonly namesSomebody: boolean };
  /** For each language somebody began to write in: the fields that hold text. */
  readonly written: Readonly<Record<string, readonly DraftField[]>>;
  /** Texts that wait beside the one that stands. */
  readonly conflicts: number;
  readonly replies: readonly { readonly dueOn: Day | null; readonly said: boolean }[];
  readonly openTasks: number;
  /** Everybody whose words are in it: evidence, searches, wordings, drafts. */
  readonly workers: readonly StaffId[];
  /** Who has the case; null while nobody does. They are asked before they have written a word. */
  readonly assigned: StaffId | null;
  readonly declared: readonly { readonly by: StaffId; readonly concerned: boolean }[];
};

export type ChecklistItem =
  /** `langs`: languages of the draft in which no sentence is approved yet. */
  | { readonly what: 'wording'; readonly state: ItemState; readonly langs: readonly string[] }
  | { readonly what: 'sources' | 'text' | 'conflicts' | 'reply'; readonly state: ItemState }
  | { readonly what: 'reply-wait' | 'tasks'; readonly state: Exclude<ItemState, 'missing'> }
  /** `beyond`: verdicts that the evidence gathered so far does not carry, each with what it lacks. */
  | {
      readonly what: 'independent';
      readonly state: Exclude<ItemState, 'missing'>;
      readonly beyond: readonly BeyondEvidence[];
    }
  /** Evidence that a reader of one of the draft's languages would find in another. */
  | { readonly what: 'translated'; readonly state: 'advised'; readonly lacking: readonly Untranslated[] }
  | { readonly what: 'interest'; readonly state: ItemState; readonly who: readonly StaffId[] }
  | { readonly what: 'concerned'; readonly state: 'advised'; readonly who: readonly StaffId[] };

/** A verdict that would be refused on the evidence there is, and why. */
export type BeyondEvidence = { readonly verdict: Verdict; readonly lacks: EvidenceLack };

/** Which verdicts of the scale this evidence does not carry. */
export const beyondEvidence = (evidence: Parameters<typeof evidenceLacking>[1]): readonly BeyondEvidence[] =>
  scale.flatMap((verdict): BeyondEvidence[] => {
    const lacks = evidenceLacking(verdict, evidence);
    return lacks === undefined ? [] : [{ verdict, lacks }];
  });

/** Evidence, and the languages of the draft in which nobody said what it shows. */
export type Untranslated = { readonly evidence: Id; readonly title: string; readonly langs: readonly string[] };

/** `missing` holds a submission up; `advised` is worth a look before. */
export type ItemState = 'done' | 'missing' | 'advised';

/** Every line of the checklist, in the order of the work. Lines that do not concern the case are left out. */
export const checklist = (facts: CaseFacts, today: Day): readonly ChecklistItem[] => {
  const { wording, evidence, replies } = facts;
  const asked = [...new Set([...facts.workers, ...(facts.assigned === null ? [] : [facts.assigned])])];
  const silent = asked.filter((id) => !facts.declared.some(({ by }) => by === id));
  const concerned = facts.declared.filter((d) => d.concerned && asked.includes(d.by)).map(({ by }) => by);
  const named = wording.namesSomebody || evidence.some(({ interest }) => interest === 'party');
  const waits = replies.some(({ said, dueOn }) => !said && dueOn !== null && dueOn >= today);
  const rests = facts.searches > 0;
  const begun = Object.keys(facts.written).filter((lang) => (facts.written[lang]?.length ?? 0) > 0);
  // Whoever reads a language finds the claim in it.
  const unworded = begun.filter((lang) => !wording.langs.includes(lang));
  const lacking = evidence.flatMap(({ id, title, shows }): Untranslated[] => {
    const langs = begun.filter((lang) => shows[lang] === undefined);
    return langs.length === 0 ? [] : [{ evidence: id, title, langs }];
  });
  const worded = wording.langs.length > 0 && unworded.length === 0;
  return [
    { what: 'wording', state: worded && !wording.pending ? 'done' : 'missing', langs: unworded },
    // Evidence, or searches that found none: a verdict rests on one or the other.
    { what: 'sources', state: evidence.length > 0 || rests ? 'done' : 'missing' },
    {
      what: 'independent',
      state: evidence.some(({ interest }) => interest === 'independent') ? 'done' : 'advised',
      beyond: beyondEvidence(evidence),
    },
    ...when(lacking.length > 0, { what: 'translated', state: 'advised', lacking } as const),
    { what: 'text', state: isWritten(facts.written) ? 'done' : 'missing' },
    ...when(facts.conflicts > 0, { what: 'conflicts', state: 'missing' } as const),
    ...when(named, { what: 'reply', state: replies.length > 0 ? 'done' : 'missing' } as const),
    ...when(waits, { what: 'reply-wait', state: 'advised' } as const),
    ...when(facts.openTasks > 0, { what: 'tasks', state: 'advised' } as const),
    // Where nobody has begun, nobody has declared either.
    { what: 'interest', state: asked.length > 0 && silent.length === 0 ? 'done' : 'missing', who: silent },
    ...when(concerned.length > 0, { what: 'concerned', state: 'advised', who: concerned } as const),
  ];
};

const when = <Item>(wanted: boolean, item: Item): readonly Item[] => (wanted ? [item] : []);

/** Somebody finished at least one language, and none that was begun is left half written. */
const isWritten = (written: CaseFacts['written']): boolean => {
  const begun = Object.values(written).filter((fields) => fields.length > 0);
  return begun.length > 0 && begun.every((fields) => draftFields.every((field) => fields.includes(field)));
};

/** The lines that hold a submission up; none when the case is ready for a second person. */
export const missingIn = (items: readonly ChecklistItem[]): readonly ChecklistItem[] =>
  items.filter(({ state }) => state === 'missing');
