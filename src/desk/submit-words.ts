// What two people may say in public without a verdict: why a claim is declined, and what is known so far.
import { dayOf, parseDay } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { publicReasons } from '../core/case.ts';
import type { CaseContent, Texts } from '../core/decision.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

export type WordsTyped =
  | { readonly kind: 'closing'; readonly reason: string; readonly claim: Texts; readonly explain: Texts }
  | {
      readonly kind: 'note';
      readonly claim: Texts;
      readonly known: Texts;
      readonly unknown: Texts;
      readonly nextOn: string;
    };

export type WordsRefusal = Refusal<
  | 'forbidden'
  | 'not-found'
  | 'case-not-open'
  | 'already-submitted'
  | 'slug-taken'
  | 'reason-missing'
  | 'words-missing'
  | 'field-too-long'
  | 'day-unreadable'
  | 'day-past'
>;

const longest = 2000;

/** Hands in a closing or a note; every language that says one thing has to say all. */
export const submitWords = async (
  world: Pick<World, 'decisions' | 'newId' | 'now'>,
  actor: Actor,
  number: number,
  typed: WordsTyped,
): Promise<Result<Id, WordsRefusal>> => {
  if (!may(actor.role, 'submission.submit')) return refuse('forbidden');
  if (typed.kind === 'closing' && !may(actor.role, 'case.close')) return refuse('forbidden');
  const found = await world.decisions.caseByNumber(number);
  if (found === undefined) return refuse('not-found');
  const content = typed.kind === 'closing' ? closingOf(typed) : noteOf(typed, world.now());
  if (!content.ok) return content;
  const id = world.newId();
  const submitted = await world.decisions.submit(
    { id, caseId: found.id, ...content.value, submittedBy: actor.id, publishAt: null },
    world.now(),
  );
  return submitted === 'submitted' ? ok(id) : refuse(submitted);
};

const closingOf = (typed: WordsTyped & { kind: 'closing' }): Result<CaseContent, WordsRefusal> => {
  const reason = publicReasons.find((r) => r === typed.reason);
  if (reason === undefined) return refuse('reason-missing', { field: 'reason' });
  const words = allSaid({ claim: typed.claim, explain: typed.explain });
  return words.ok ? ok({ kind: 'closing', content: { reason, ...words.value } }) : words;
};

const noteOf = (typed: WordsTyped & { kind: 'note' }, now: Date): Result<CaseContent, WordsRefusal> => {
  const nextOn = typed.nextOn === '' ? null : parseDay(typed.nextOn);
  if (nextOn === undefined) return refuse('day-unreadable', { field: 'nextOn' });
  if (nextOn !== null && nextOn < dayOf(now)) return refuse('day-past', { field: 'nextOn' });
  const words = allSaid({ claim: typed.claim, known: typed.known, unknown: typed.unknown });
  return words.ok ? ok({ kind: 'note', content: { ...words.value, nextOn } }) : words;
};

/** Trimmed, in the languages in which anything is said; `words-missing` names what one of them lacks. */
const allSaid = <Part extends string>(
  parts: Readonly<Record<Part, Texts>>,
): Result<Record<Part, Texts>, WordsRefusal> => {
  const named = Object.entries<Texts>(parts);
  const langs = [...new Set(named.flatMap(([, t]) => Object.keys(t).filter((lang) => t[lang]?.trim() !== '')))];
  const [first] = named;
  if (langs.length === 0) return refuse('words-missing', first ? { field: `${first[0]}.vi` } : {});
  const said: Record<string, Texts> = {};
  for (const [part, texts] of named) {
    for (const lang of langs) {
      const text = texts[lang]?.trim() ?? '';
      if (text === '') return refuse('words-missing', { field: `${part}.${lang}` });
      if (text.length > longest) return refuse('field-too-long', { field: `${part}.${lang}` });
    }
    said[part] = Object.fromEntries(langs.map((lang) => [lang, texts[lang]?.trim() ?? '']));
  }
  return ok(said as Record<Part, Texts>);
};
