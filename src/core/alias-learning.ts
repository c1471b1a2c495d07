// What the voices of askers teach about one check: which of their shared words become an alias, which aliases fall.
import { analyzer } from '../kit/text/index.ts';
import {
  type Alias,
  type AliasState,
  aliasLimits,
  isLearnable,
  saysMore,
  stateAfter,
  type Tally,
  type Voice,
} from './alias.ts';
import { holds, sharedWords, type Wording, wordingOf } from './shared-words.ts';

/** A check's own texts: `claims` are what it judges, `all` everything it is found by that may be read. */
export type OwnTexts = { readonly claims: readonly string[]; readonly all: readonly string[] };

export type LearnedAlias = Tally & { readonly lang: string; readonly text: string };

export type Lesson = {
  readonly learned: readonly LearnedAlias[];
  /** The aliases there were, with what the voices say of each by now. */
  readonly counted: readonly (Tally & { readonly alias: Alias; readonly state: AliasState })[];
};

/** Known aliases with how many askers each was learned from: a count that erased messages do not take away. */
export type TaughtAlias = Alias & { readonly founders: number };

/**
 * Learns from the voices about one check. A message that an alias already holds, whatever became of that alias, teaches
 * no other; nor does one that names a number, date, place or denial that the check's claims do not. At most as many
 * aliases as `aliasLimits` says. Bounded by the voices handed in: their number squared, for each alias learned.
 */
export const lessonOf = (own: OwnTexts, voices: readonly Voice[], taught: readonly TaughtAlias[]): Lesson => {
  const heard = voices.map((voice): Heard => ({ voice, wording: voice.text === null ? null : wordingOf(voice.text) }));
  const known = taught.map((alias): Known => ({ alias, wording: wordingOf(alias.text) }));
  const asked = known.filter(({ alias }) => alias.kind === 'asked');
  const counted = asked.map((one) => {
    const { alias } = one;
    const said = heard.filter((h) => isAbout(h, one));
    const tally = tallyOf(said, alias.founders);
    return { alias, ...tally, state: stateAfter(alias.state, tally) };
  });
  const standing = counted
    .filter(({ state }) => state === 'learned' || state === 'confirmed')
    .map(({ alias }) => alias.lang);
  const facts = own.claims.map((text) => analyzer.facts(text));
  let rest = heard.filter(
    (h) =>
      h.wording !== null &&
      h.voice.through === null &&
      !known.some((one) => isAbout(h, one)) &&
      !saysMore(analyzer.facts(h.voice.text ?? ''), facts),
  );
  const learned: LearnedAlias[] = [];
  for (let found = nextAlias(own, rest); found !== undefined; found = nextAlias(own, rest)) {
    const { alias, said } = found;
    rest = rest.filter((h) => !said.includes(h));
    const isFull = standing.filter((lang) => lang === alias.lang).length >= aliasLimits.perLanguage;
    if (isFull || asked.length + learned.length >= aliasLimits.kept) continue;
    if (!isLearnable(said.map((h) => h.voice))) continue;
    learned.push(alias);
    standing.push(alias.lang);
  }
  return { learned, counted };
};

type Heard = { readonly voice: Voice; readonly wording: Wording | null };

type Known = { readonly alias: TaughtAlias; readonly wording: Wording };

const isAbout = ({ voice, wording }: Heard, known: Known): boolean =>
  voice.through === known.alias.key || (wording !== null && holds(wording, known.wording));

const tallyOf = (said: readonly Heard[], founders = 0): Tally => {
  const yes = said.filter((h) => h.voice.agrees).length;
  return { yes: Math.max(founders, yes), no: said.length - yes };
};

/** The words most of those who said yes share, and everybody whose message holds them, whatever they said. */
const nextAlias = (
  own: OwnTexts,
  rest: readonly Heard[],
): { readonly alias: LearnedAlias; readonly said: readonly Heard[] } | undefined => {
  const agreeing = rest.filter((h) => h.voice.agrees);
  const shared = sharedWords(
    agreeing.flatMap((h) => h.wording ?? []),
    own.all,
  );
  if (shared === undefined) return undefined;
  const part = wordingOf(shared.text);
  const said = rest.filter((h) => h.wording !== null && holds(h.wording, part));
  return { alias: { lang: shared.lang, text: shared.text, ...tallyOf(said) }, said };
};
