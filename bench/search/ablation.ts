// What each part of reading and of the index buys: the same questions, one part taken away at a time.
import type { Analyzer, Token } from '../../src/base/analyzer.ts';
import { createIndex, type SearchDoc, type SearchText } from '../../src/kit/search/index.ts';
import { analyzer, fold } from '../../src/kit/text/index.ts';
import { type EvalQuery, eachCheck, readQueries, withCanonicalLinks } from '../../src/main/eval-checks.ts';
import { type Qrels, scoreRankings } from '../../src/main/eval-measures.ts';
import { readQrels } from '../../src/main/eval-trec.ts';
import type { Collection } from './collection.ts';
import { writeFigures } from './document.ts';
import { expected } from './expected.ts';
import { tableOf } from './figures.ts';

type Variant = {
  readonly name: string;
  readonly analyzer?: Analyzer;
  readonly kinds?: readonly SearchText['kind'][];
};

const proposals = 10;

/** Tokens changed or, by `[]`, left out; what texts state stays as it is. */
const changed = (change: (token: Token, text: string) => readonly Token[]): Analyzer => ({
  tokens: (text) => analyzer.tokens(text).flatMap((token) => change(token, text)),
  facts: analyzer.facts,
});

const without = (kind: Token['kind']): Analyzer => changed((token) => (token.kind === kind ? [] : [token]));

const spelled = (spell: (written: string) => string): Analyzer =>
  changed((token, text) => {
    const written = text.slice(token.span.start, token.span.end);
    // A number is read by its value, and a pair has no spelling of its own.
    return token.kind === 'pair' || /\p{Nd}/u.test(written) ? [token] : [{ ...token, term: spell(written) }];
  });

const variants: readonly Variant[] = [
  { name: 'all of it' },
  { name: 'claims alone, no titles, no subtitles', kinds: ['claim'] },
  { name: 'claims and titles, no subtitles', kinds: ['claim', 'title'] },
  { name: 'no pairs of neighbouring syllables', analyzer: without('pair') },
  { name: 'no accented forms', analyzer: without('accent') },
  { name: 'stop words count as words', analyzer: changed((t) => [t.kind === 'stop' ? { ...t, kind: 'word' } : t]) },
  { name: 'words folded but not stemmed', analyzer: spelled(fold) },
  { name: 'words as written, lower case', analyzer: spelled((word) => word.normalize('NFC').toLowerCase()) },
];

type Asked = { readonly name: string; readonly qrels: Qrels; readonly queries: readonly EvalQuery[] };

/** Prints the table, and puts it into the document where one is given. */
export const benchAblation = async (
  collections: readonly Collection[],
  document: string | undefined,
): Promise<void> => {
  const columns: string[] = [];
  const figures: string[][] = variants.map(() => []);
  for (const { checks, questions } of collections) {
    const docs: SearchDoc[] = [];
    expected(await eachCheck(checks, (doc) => docs.push(doc)));
    const asked = await Promise.all(questions.map(read));
    columns.push(...asked.map(({ name }) => name));
    for (const [i, variant] of variants.entries()) figures[i]?.push(...measured(variant, docs, asked));
  }
  const table = tableOf(
    ['MAP@5 / R@10', ...columns],
    variants.map(({ name }, i) => [name, ...(figures[i] ?? [])]),
  );
  console.log(table);
  if (document !== undefined) writeFigures(document, 'reading', table);
};

const read = async ({ name, queries, qrels }: Collection['questions'][number]): Promise<Asked> => ({
  name,
  qrels: expected(await readQrels(qrels)),
  queries: expected(await readQueries(queries)).queries,
});

const measured = (variant: Variant, docs: readonly SearchDoc[], asked: readonly Asked[]): readonly string[] => {
  const index = createIndex(variant.analyzer ?? analyzer);
  for (const doc of docs)
    index.put({ ...doc, texts: doc.texts.filter(({ kind }) => variant.kinds?.includes(kind) ?? true) });
  return asked.map(({ qrels, queries }) => {
    const rankings = new Map(
      queries
        .filter(({ id }) => qrels.has(id))
        .map(({ id, text }) => [id, index.propose(withCanonicalLinks(text), proposals).map((p) => p.checkId)]),
    );
    const score = scoreRankings(qrels, rankings);
    return `${score['MAP@5'].toFixed(4)} / ${score['R@10'].toFixed(4)}`;
  });
};
