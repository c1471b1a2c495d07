// Judged questions as the ranker sees them: the engine's candidates, their features, and which of them are right.
import type { Analyzer } from '../../src/base/analyzer.ts';
import type { Result } from '../../src/base/result.ts';
import { questionOf } from '../../src/kit/search/question.ts';
import { contenders, rankedMost, wantedAmong } from '../../src/kit/search/rank/contenders.ts';
import { featureCount } from '../../src/kit/search/rank/feature-names.ts';
import { featuresOf } from '../../src/kit/search/rank/features.ts';
import { withQuestionWords } from '../../src/kit/search/rank/question-words.ts';
import { theBest } from '../../src/kit/search/segments/top-checks.ts';
import { createShelf, type Shelf } from '../../src/kit/search/shelf.ts';
import type { QuestionText } from '../../src/kit/search/term-text.ts';
import { eachCheck, readQueries, withCanonicalLinks } from '../../src/main/eval-checks.ts';
import type { EvalRefusal } from '../../src/main/eval-lines.ts';
import { readQrels } from '../../src/main/eval-trec.ts';

/** A row of features for each candidate, and 1 for each that answers the question. */
export type Judged = { readonly rows: Float64Array; readonly isRight: Uint8Array; readonly count: number };

export type Example = {
  readonly query: string;
  readonly question: QuestionText;
  /** How many checks answer it, found or not. */
  readonly golds: number;
  /** With everything in the index, and with what answers it taken out. */
  readonly known: Judged;
  readonly unknown: Judged;
};

export type RankingFiles = { readonly checks: string; readonly queries: string; readonly qrels: readonly string[] };

/** The examples of each qrels file over one collection, in the order of its queries file. Throws what a file's reading refuses. */
export const examplesOf = async (
  analyzer: Analyzer,
  { checks, queries, qrels }: RankingFiles,
): Promise<readonly (readonly Example[])[]> => {
  const shelf = createShelf(analyzer);
  value(await eachCheck(checks, (doc) => shelf.put(doc)));
  const asked = value(await readQueries(queries)).queries;
  const sets: (readonly Example[])[] = [];
  for (const file of qrels) {
    const judged = value(await readQrels(file));
    sets.push(
      asked.flatMap(({ id, text }) => {
        const golds = judged.get(id);
        return golds === undefined ? [] : [exampleOf(analyzer, shelf, id, withCanonicalLinks(text), golds)];
      }),
    );
  }
  return sets;
};

const value = <T>(result: Result<T, EvalRefusal>): T => {
  if (!result.ok) throw new Error(`${result.error.field}: ${result.error.detail}`);
  return result.value;
};

const exampleOf = (
  analyzer: Analyzer,
  shelf: Shelf,
  query: string,
  text: string,
  golds: ReadonlySet<string>,
): Example => {
  const question = questionOf(analyzer, text, shelf.idf, shelf.near);
  const numbered = shelf.numbered(question.tokens);
  const collection = withQuestionWords(shelf.collection, numbered, question.tokens);
  const found = shelf.candidates(question, theBest(rankedMost + golds.size)).map(({ check, unit, score }) => ({
    isRight: golds.has(shelf.idOf(check)),
    text: shelf.unitText(unit),
    score,
  }));
  const judge = (proposed: typeof found): Judged => {
    const candidates = wantedAmong(proposed.slice(0, rankedMost), contenders());
    return {
      rows: featuresOf(
        numbered,
        candidates.map(({ text, score }) => ({ text, bm25: score })),
        collection,
      ),
      isRight: Uint8Array.from(candidates, (c) => (c.isRight ? 1 : 0)),
      count: candidates.length,
    };
  };
  return {
    query,
    question: numbered,
    golds: golds.size,
    known: judge(found),
    unknown: judge(found.filter((c) => !c.isRight)),
  };
};

/** Numbers in a row of features. */
export const width = featureCount;
