// Whether the page of a check, as it is drawn for readers, says what the log was told of it. One rule for whoever asks: the
// reader's own browser, and a watch that looks from outside.

/** What stands on the page as it is drawn: its heading and the language of that, and of what it says more what there is. */
export type DrawnPage = {
  readonly title: string;
  readonly lang: string;
  /** By its code; the word itself where no verdict goes by it. */
  readonly verdict?: string | undefined;
  readonly claim?: string | undefined;
};

/** What was logged, opened by its salt. Nothing of its form is believed. */
export type LoggedPage = {
  readonly texts?: Readonly<Record<string, { readonly title?: string; readonly claim?: string } | undefined>>;
  readonly verdict?: string | null;
};

/**
 * The code of the verdict that is called `drawn`, by the first of the tables (code to word) that knows it; the word itself where
 * none does. Undefined where nothing is drawn.
 */
export const verdictDrawn = (
  tables: readonly Readonly<Record<string, string>>[],
  drawn: string | undefined,
): string | undefined => {
  const word = drawn?.trim();
  const named = tables.flatMap((words) => Object.entries(words)).find(([, one]) => one === word);
  return named?.[0] ?? word;
};

/** The table of verdicts (code to word) among the words that a page brings along for its scripts. */
export const verdictWordsIn = (words: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(words).flatMap(([name, word]) =>
      name.startsWith(prefix) && typeof word === 'string' ? [[name.slice(prefix.length), word]] : [],
    ),
  );

const prefix = 'verdict-';

/** The first thing that is drawn otherwise than it was logged; undefined where all of it is the same. */
export const drawnOtherwise = (
  { texts = {}, verdict }: LoggedPage,
  shown: DrawnPage,
): 'title' | 'verdict' | 'claim' | undefined => {
  const text = texts[shown.lang];
  if (headingOf(text) !== shown.title.trim()) return 'title';
  // Where nothing was concluded, a page says so in words of its own.
  if (shown.verdict !== undefined && typeof verdict === 'string' && shown.verdict !== verdict) return 'verdict';
  return shown.claim === undefined || shown.claim.trim() === text?.claim?.trim() ? undefined : 'claim';
};

/** A check without a title has its claim as its heading. */
export const headingOf = (text: { readonly title?: string; readonly claim?: string } | undefined): string =>
  (text?.title || text?.claim || '').trim();
