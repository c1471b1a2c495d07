// The words that several askers' messages share: all that is ever kept of how people ask. Whatever is kept, word by word
// and as a whole, was written by at least three of them; numbers, addresses, masked parts and names never are.
import { analyzer, fold, guessLang } from '../kit/text/index.ts';
import { aliasLimits } from './alias.ts';

/**
 * One message's words as they can be compared. `forms` holds, by folded word, the ways it is written there, in lower
 * case; null where the whole message is written without diacritics, and any may be meant.
 */
export type Wording = {
  readonly forms: Forms;
  /** Every way of every word, as they first stand. */
  readonly order: readonly string[];
  readonly lang: string;
  readonly isNegated: boolean;
  /** Words written like a name, with a capital where the language asks for none. */
  readonly names: ReadonlySet<string>;
  /** Words written small, which names seldom are. */
  readonly small: ReadonlySet<string>;
};

type Forms = ReadonlyMap<string, readonly string[] | null>;

export type Shared = {
  readonly text: string;
  readonly lang: string;
  /** Places, in the list given, of the wordings that hold every word of it. */
  readonly members: readonly number[];
};

// Of a longer message the beginning is read: laying many over each other must not hold up the process that answers.
const mostWords = 150;
const fewestContentWords = 3;

/** Reads a text's words. Numbers, also written out, addresses and masked parts are not among them. */
export const wordingOf = (text: string): Wording => {
  const open = text.replace(/⟦[^⟧]*⟧|https?:\/\/\S+|www\.\S+/giu, (hidden) => '.'.repeat(hidden.length));
  const isShouted = shareOfCapitals(open) > 0.5;
  const forms = new Map<string, string[]>();
  const order = new Set<string>();
  const names = new Set<string>();
  const small = new Set<string>();
  for (const { term, kind, span } of analyzer.tokens(open)) {
    const written = open.slice(span.start, span.end);
    if ((kind !== 'word' && kind !== 'stop') || /\d/.test(term) || !/^\p{L}[\p{L}\p{M}'’]*$/u.test(written)) continue;
    const lower = written.normalize('NFC').toLocaleLowerCase('vi');
    const word = fold(lower);
    const ways = forms.get(word);
    order.add(lower);
    if (ways === undefined && forms.size < mostWords) forms.set(word, [lower]);
    else if (ways !== undefined && !ways.includes(lower)) ways.push(lower);
    if (written.normalize('NFC') === lower) small.add(word);
    else if (!isShouted && !beginsSentence(open, span.start)) names.add(word);
  }
  const isBare = [...forms].every(([word, ways]) => ways.every((way) => way === word));
  return {
    order: [...order],
    forms: isBare ? new Map([...forms.keys()].map((word) => [word, null])) : forms,
    lang: guessLang(open) ?? 'und',
    isNegated: analyzer.facts(open).negated,
    names,
    small,
  };
};

const shareOfCapitals = (text: string): number => {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters === 0 ? 0 : (text.match(/\p{Lu}/gu)?.length ?? 0) / letters;
};

/** Whether a capital is asked for here: after anything but a word, a number or a comma, it may be. */
const beginsSentence = (text: string, at: number): boolean => {
  const gap = /\s*$/.exec(text.slice(Math.max(0, at - 50), at))?.[0] ?? '';
  return gap.includes('\n') || !/[\p{L}\p{M}\p{N},;]/u.test(text[at - gap.length - 1] ?? '');
};

/** Whether a wording holds every word of another, diacritics agreeing where both write them. */
export const holds = (whole: Pick<Wording, 'forms'>, part: Pick<Wording, 'forms'>): boolean =>
  [...part.forms].every(([word, ways]) => {
    const there = whole.forms.get(word);
    return there !== undefined && (bothMean(there, ways)?.length !== 0 || ways?.includes(word) === true);
  });

/** The forms that two messages may both mean by a word; null where neither tells, empty where they mean two words. */
const bothMean = (a: readonly string[] | null, b: readonly string[] | null): readonly string[] | null =>
  a === null ? b : b === null ? a : a.filter((way) => b.includes(way));

/**
 * The words that most of the wordings share and that say most: all denying or none, held by at least three. `own` are the check's texts: names stand only when they stand there too, and words that say nothing else than
 * they do are none. Undefined when there are none. Costs the square of the number of wordings, which the caller bounds.
 */
export const sharedWords = (wordings: readonly Wording[], own: readonly string[]): Shared | undefined => {
  const ownWords = new Set(own.flatMap((text) => [...wordingOf(text).forms.keys()]));
  const names = new Set(wordings.flatMap((w) => [...w.names]));
  const small = new Set(wordings.flatMap((w) => [...w.small]));
  const isKept = (word: string): boolean => ownWords.has(word) || (small.has(word) && !names.has(word));
  const kept = wordings.map((w) => ({ ...w, forms: new Map([...w.forms].filter(([word]) => isKept(word))) }));
  let best: (Shared & { readonly weight: number }) | undefined;
  for (const first of kept.keys()) {
    const found = sharedWith(kept, first, ownWords);
    if (found === undefined) continue;
    if (best === undefined || found.weight > best.weight || (found.weight === best.weight && found.text < best.text))
      best = found;
  }
  return best && { text: best.text, lang: best.lang, members: best.members };
};

/** Starts from one wording and narrows it by the two that share most with it, so that three hold what is left. */
const sharedWith = (
  wordings: readonly Wording[],
  first: number,
  ownWords: ReadonlySet<string>,
): (Shared & { readonly weight: number }) | undefined => {
  const seed = wordings[first];
  if (seed === undefined) return undefined;
  const alike = [...wordings.keys()].filter((i) => wordings[i]?.isNegated === seed.isNegated);
  let words: Forms = seed.forms;
  const chosen = new Set([first]);
  while (chosen.size < aliasLimits.askers) {
    let next: { readonly at: number; readonly words: Forms } | undefined;
    for (const at of alike) {
      if (chosen.has(at)) continue;
      const left = common(words, wordings[at]?.forms ?? new Map());
      if (next === undefined || left.size > next.words.size) next = { at, words: left };
    }
    if (next === undefined) return undefined;
    chosen.add(next.at);
    words = next.words;
  }
  const part = {
    ...seed,
    forms: mostHeld(
      words,
      alike.flatMap((i) => wordings[i] ?? []),
    ),
  };
  const members = alike.filter((i) => holds(wordings[i] ?? seed, part));
  const holding = members.flatMap((i) => wordings[i] ?? []);
  const text = textOf(part, holding);
  const tokens = analyzer.tokens(text).filter((token) => token.kind === 'word');
  const says = tokens.filter(({ span }) => !ownWords.has(fold(text.slice(span.start, span.end))));
  const isSound =
    members.length >= aliasLimits.askers &&
    tokens.length >= fewestContentWords &&
    says.length > 0 &&
    text.length <= aliasLimits.characters &&
    analyzer.facts(text).negated === seed.isNegated;
  if (!isSound) return undefined;
  return { text, lang: langOf(holding), members, weight: members.length * Math.min(tokens.length, 8) };
};

/** The language that most of them seem to be in; short messages often do not tell. */
const langOf = (members: readonly Wording[]): string => {
  const counts = new Map<string, number>();
  for (const { lang } of members) if (lang !== 'und') counts.set(lang, (counts.get(lang) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? 'und';
};

const common = (a: Forms, b: Forms): Forms =>
  new Map(
    [...a].flatMap(([word, ways]) => {
      const other = b.get(word);
      const both = other === undefined ? [] : bothMean(ways, other);
      return both?.length === 0 ? [] : [[word, both] as const];
    }),
  );

/** At most so many words as are kept, those that most wordings hold, in the order they stood. */
const mostHeld = (words: Forms, wordings: readonly Wording[]): Forms => {
  if (words.size <= aliasLimits.words) return words;
  const held = (word: string): number => wordings.filter((w) => w.forms.has(word)).length;
  const chosen = new Set(
    [...words.keys()]
      .map((word) => ({ word, held: held(word) }))
      .sort((a, b) => b.held - a.held)
      .slice(0, aliasLimits.words)
      .map(({ word }) => word),
  );
  return new Map([...words].filter(([word]) => chosen.has(word)));
};

/** The words in the seed's order, each once; with diacritics only where three wrote the same ones. */
const textOf = (part: Wording, members: readonly Wording[]): string => {
  const inOrder = part.order.flatMap((way) => {
    const word = fold(way);
    const ways = part.forms.get(word);
    if (ways === undefined) return [];
    const shared = (ways ?? []).filter(
      (one) => members.filter(({ forms }) => forms.get(word)?.includes(one)).length >= aliasLimits.askers,
    );
    return shared.length === 0 ? [word] : shared.includes(way) ? [way] : way === word ? shared : [];
  });
  return [...new Set(inOrder)].join(' ');
};
