// What a case still lacks before it can be put before a second person. The page shows it, and submitting asks it.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { type DraftField, neededFields } from './draft.ts';
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
  /** `langs`: of the approved sentence, none while nothing is approved; `pending`: of the one that waits for somebody's yes. */
  readonly wording: {
    readonly langs: readonly string[];
    readonly pending: readonly string[];
    readonly namesSomebody: boolean;
    /** Languages of the approved sentence, or else of the one that waits, in which no date says when. */
    readonly undated: readonly string[];
  };
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
  /** `langs`: languages of the draft in which there is no sentence; `waits`: those of the one that waits for a yes. */
  | {
      readonly what: 'wording';
      readonly state: ItemState;
      readonly langs: readonly string[];
      readonly waits: readonly string[];
    }
  /** Whether the sentence says when; a claim of all times needs no day, so nothing is held up by it. */
  | { readonly what: 'dated'; readonly state: Exclude<ItemState, 'missing'>; readonly langs: readonly string[] }
  | { readonly what: 'sources' | 'conflicts' | 'reply'; readonly state: ItemState }
  /** `unwritten`: what each language of the draft still lacks; nothing where no language was begun. */
  | { readonly what: 'text'; readonly state: ItemState; readonly unwritten: readonly Unwritten[] }
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

/** Fields of the draft that hold no text yet in a language in which somebody began. */
export type Unwritten = { readonly lang: string; readonly fields: readonly DraftField[] };

/** Every line of the checklist, in the order of the work. Lines that do not concern the case are left out. */
export const checklist = (facts: CaseFacts, today: Day): readonly ChecklistItem[] => {
  const { wording, evidence, replies } = facts;
  const waits = wording.pending;
  const asked = [...new Set([...facts.workers, ...(facts.assigned === null ? [] : [facts.assigned])])];
  const silent = asked.filter((id) => !facts.declared.some(({ by }) => by === id));
  const concerned = facts.declared.filter((d) => d.concerned && asked.includes(d.by)).map(({ by }) => by);
  const named = wording.namesSomebody || evidence.some(({ interest }) => interest === 'party');
  const hopes = replies.some(({ said, dueOn }) => !said && dueOn !== null && dueOn >= today);
  const rests = facts.searches > 0;
  const begun = begunIn(facts.written);
  // Whoever reads a language finds the claim in it.
  const unworded = begun.filter((lang) => !wording.langs.includes(lang));
  const lacking = evidence.flatMap(({ id, title, shows }): Untranslated[] => {
    const langs = begun.filter((lang) => shows[lang] === undefined);
    return langs.length === 0 ? [] : [{ evidence: id, title, langs }];
  });
  const unwritten = unwrittenIn(facts.written);
  const worded = wording.langs.length > 0 && unworded.length === 0;
  return [
    {
      what: 'wording',
      state: worded && waits.length === 0 ? 'done' : 'missing',
      langs: unworded.filter((lang) => !waits.includes(lang)),
      waits,
    },
    ...when(wording.langs.length > 0 || waits.length > 0, {
      what: 'dated',
      state: wording.undated.length === 0 ? 'done' : 'advised',
      langs: wording.undated,
    } as const),
    // Evidence, or searches that found none: a verdict rests on one or the other.
    { what: 'sources', state: evidence.length > 0 || rests ? 'done' : 'missing' },
    {
      what: 'independent',
      state: evidence.some(({ interest }) => interest === 'independent') ? 'done' : 'advised',
      beyond: beyondEvidence(evidence),
    },
    ...when(lacking.length > 0, { what: 'translated', state: 'advised', lacking } as const),
    { what: 'text', state: begun.length > 0 && unwritten.length === 0 ? 'done' : 'missing', unwritten },
    ...when(facts.conflicts > 0, { what: 'conflicts', state: 'missing' } as const),
    ...when(named, { what: 'reply', state: replies.length > 0 ? 'done' : 'missing' } as const),
    ...when(hopes, { what: 'reply-wait', state: 'advised' } as const),
    ...when(facts.openTasks > 0, { what: 'tasks', state: 'advised' } as const),
    // Where nobody has begun, nobody has declared either.
    { what: 'interest', state: asked.length > 0 && silent.length === 0 ? 'done' : 'missing', who: silent },
    ...when(concerned.length > 0, { what: 'concerned', state: 'advised', who: concerned } as const),
  ];
};

const when = <Item>(wanted: boolean, item: Item): readonly Item[] => (wanted ? [item] : []);

/** The languages in which a check would come of the draft: a reply alone begins none. */
const begunIn = (written: CaseFacts['written']): readonly string[] =>
  Object.keys(written).filter((lang) => neededFields.some((field) => written[lang]?.includes(field)));

/** What is left half written: no language that was begun may be. */
const unwrittenIn = (written: CaseFacts['written']): readonly Unwritten[] =>
  begunIn(written).flatMap((lang) => {
    const fields = neededFields.filter((field) => !written[lang]?.includes(field));
    return fields.length === 0 ? [] : [{ lang, fields }];
  });

/** The lines that hold a submission up; none when the case is ready for a second person. */
export const missingIn = (items: readonly ChecklistItem[]): readonly ChecklistItem[] =>
  items.filter(({ state }) => state === 'missing');
