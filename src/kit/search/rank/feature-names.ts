/** What each feature measures, in the groups that the model's explanation and the ablation speak of. */
const groups = {
  /** BM25F of the best unit: of the best candidate's, of the most this question could reach; one over its place. */
  bm25: ['bm25', 'bm25OfMost', 'place'],
  /** Shares of idf mass: of the question's that any field, claim, title, subtitle covers; of theirs that the question covers. */
  words: [
    'words',
    'wordsClaim',
    'wordsTitle',
    'wordsSubtitle',
    'claimWords',
    'titleWords',
    'subtitleWords',
    'shared',
    'wordsByLength',
  ],
  /** The same, words weighed also by how much they tell in any talk. */
  telling: ['telling', 'tellingMost', 'tellingClaim', 'claimTelling', 'titleTelling', 'tellingByLength'],
  /** Neighbours that agree, what both say in the same order; halves of the question. */
  order: ['pairs', 'claimPairs', 'claimRun', 'titleRun', 'firstHalf', 'lastHalf'],
  /** Cosine of character 3- to 5-grams weighed by their words' idf; words that nearly agree, of the question's and of the claim's mass. */
  characters: ['characters', 'charactersClaim', 'charactersTitle', 'nearWords', 'claimNearWords'],
  numbers: ['numbers', 'numbersMissing', 'claimNumbersMissing'],
  names: ['names', 'claimNamesMissing'],
  /** The question's English function words in each field: their BM25 as a share of the most it could be. */
  functions: ['functionsClaim', 'functionsTitle', 'functionsSubtitle'],
  /** BM25 over all words as they are written, function words too, as a share of the most it could be. */
  written: ['asWritten'],
  /** Share of the agreeing accented syllables whose accents differ. */
  accents: ['accentsDiffer'],
  /** Logarithms of the fields' lengths in words. */
  lengths: ['claimLength', 'titleLength', 'subtitleLength'],
} as const;

export type FeatureGroup = keyof typeof groups;
export type OwnFeature = (typeof groups)[FeatureGroup][number];

const own: readonly OwnFeature[] = Object.values(groups).flat();

/** The measures given also as a share of the best candidate's, behind all others. */
export const relatives = [
  'words',
  'wordsClaim',
  'wordsTitle',
  'wordsSubtitle',
  'claimWords',
  'titleWords',
  'wordsByLength',
  'telling',
  'tellingMost',
  'tellingByLength',
  'tellingClaim',
  'claimTelling',
  'titleTelling',
  'pairs',
  'claimRun',

  'characters',
  'charactersClaim',
  'charactersTitle',
  'functionsClaim',
  'functionsTitle',
  'functionsSubtitle',
  'asWritten',
] as const satisfies readonly OwnFeature[];

export const relativeFrom = own.length;
export const featureCount = own.length + relatives.length;

/** Names in the order of a row; `words/best` is `words` as a share of the best candidate's. */
export const featureNames: readonly string[] = [...own, ...relatives.map((name) => `${name}/best`)];

/** Where each measure stands in a row. */
export const featureIndex = Object.fromEntries(own.map((name, i) => [name, i])) as Readonly<Record<OwnFeature, number>>;

const groupNames = Object.keys(groups) as readonly FeatureGroup[];

/** The group of each feature of a row. */
export const featureGroups: readonly FeatureGroup[] = [...own, ...relatives].map(
  (name) => groupNames.find((group) => (groups[group] as readonly string[]).includes(name)) ?? 'words',
);
