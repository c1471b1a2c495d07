/**
 * Trains the ranker of `kit/search` and its certainty, and writes `src/kit/search/rank/weights.json`:
 *
 *     npm run train:rank -- --checks FILE --queries FILE --qrels TRAIN [--held DEV] [--checks … a further set]
 *                           [--ablation] [--speech FILE] [--out FILE] [--write DOCUMENT]
 *
 * The files are what `sangto eval` reads. The options of a set stand at the same place among their kind; `--held -` where a
 * set holds nothing back. Weights are learned from the TRAIN questions of all sets together, certainty from those of the
 * first; DEV questions are only measured.
 * `--ablation` leaves out one group of features after another. `--speech` (a CheckThat! task 1 file) first counts the words
 * of ordinary talk anew. `--write` puts the tables into the block `figures: ranking` of a document. Chance is seeded: a
 * second run writes the same bytes.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { signNames } from '../src/kit/search/rank/certainty.ts';
import { featureGroups, featureNames } from '../src/kit/search/rank/feature-names.ts';
import type { RankWeights } from '../src/kit/search/rank/model.ts';
import { scoresOf } from '../src/kit/search/rank/model.ts';
import { analyzer } from '../src/kit/text/index.ts';
import { seeded } from './search/chance.ts';
import { writeFigures } from './search/document.ts';
import { short, tableOf } from './search/figures.ts';
import { type Example, examplesOf, width } from './search/ranking-examples.ts';
import { fitRanker } from './search/ranking-fit.ts';
import {
  type Answered,
  answeredCrossFitted,
  answeredFrom,
  crossFitted,
  type Figures,
  figuresOf,
  fitCertainty,
  foldsOf,
  probabilityOf,
  type Sure,
  suresOf,
  thresholdFor,
} from './search/ranking-measures.ts';
import { writePlainWords } from './search/ranking-speech.ts';

const strength = 30;
const certaintyStrength = 40;
const folds = 5;
// One dealing of a thousand questions into folds moves MAP by two thousandths: the mean of several is told.
const dealings = 4;
const precisions = [0.9, 0.95, 0.98, 0.99];

const told: string[] = [];

const tell = (markdown: string): void => {
  told.push(markdown);
  console.log(`${markdown}\n`);
};

type RankSet = { readonly name: string; readonly train: readonly Example[]; readonly held: readonly Example[] };
type IsUsed = (feature: number) => boolean;

const main = async (): Promise<void> => {
  const many = { type: 'string', multiple: true } as const;
  const { values } = parseArgs({
    options: {
      checks: many,
      queries: many,
      qrels: many,
      held: many,
      ablation: { type: 'boolean', default: false },
      speech: { type: 'string' },
      out: { type: 'string' },
      write: { type: 'string' },
    },
  });
  if (values.speech !== undefined) {
    writePlainWords(values.speech);
    console.log('Words of ordinary talk counted; run again without --speech to train with them.');
    return;
  }
  const sets: RankSet[] = [];
  for (const [i, checks] of (values.checks ?? []).entries()) {
    const held = values.held?.[i] ?? '-';
    const qrels = [values.qrels?.[i] ?? '', ...(held === '-' ? [] : [held])];
    const [train = [], dev = []] = await examplesOf(analyzer, { checks, queries: values.queries?.[i] ?? '', qrels });
    sets.push({ name: `set ${i + 1}`, train, held: dev });
  }
  if (sets.length === 0) {
    console.error('train:rank needs --checks FILE --queries FILE --qrels FILE');
    process.exitCode = 2;
    return;
  }
  reportRanking(sets, values.ablation);
  const weights = fitRanker(
    sets.flatMap((s) => s.train).map((e) => e.known),
    width,
    strength,
  );
  const certain = certaintyFrom(sets, weights);
  if (values.write !== undefined) writeFigures(values.write, 'ranking', told.join('\n\n'));
  const out = values.out ?? new URL('../src/kit/search/rank/weights.json', import.meta.url);
  writeFileSync(out, `${JSON.stringify(packed(weights, certain), null, 2)}\n`);
};

/** BM25F alone, all features, and without each group: cross-validated over all of a set, and on what it holds back. */
const reportRanking = (sets: readonly RankSet[], ablation: boolean): void => {
  const head = [
    'ranked by',
    ...sets.flatMap(({ name }) => [`${name}: MAP@5, CV`, 'R@10, CV', 'MAP@5, held', 'R@10, held']),
  ];
  const groups = [...new Set(featureGroups)];
  const rows = [
    ['BM25F', ...byBm25(sets)],
    ['all features', ...byRanker(sets, () => true)],
    ...(ablation ? groups : []).map((group) => [
      `without ${group}`,
      ...byRanker(sets, (f) => featureGroups[f] !== group),
    ]),
  ];
  tell(tableOf(head, rows));
};

const four = (x: number): number => Math.round(x * 10_000) / 10_000;

const byBm25 = (sets: readonly RankSet[]): readonly number[] =>
  sets.flatMap(({ train, held }) =>
    [[...train, ...held], held].flatMap((examples) => {
      const figures = figuresOf(examples, ({ rows }) => rows.filter((_, at) => at % width === 0));
      return [four(figures['MAP@5']), four(figures['R@10'])];
    }),
  );

const byRanker = (sets: readonly RankSet[], isUsed: IsUsed): readonly number[] => {
  const whole = fitRanker(
    sets.flatMap((s) => s.train).map((e) => e.known),
    width,
    strength,
    isUsed,
  );
  return sets.flatMap((set) => {
    const all = [...set.train, ...set.held];
    const always = sets.filter((other) => other !== set).flatMap((other) => other.train);
    const crossed = Array.from({ length: dealings }, (_, dealing) => {
      const fold = foldsOf(all.length, folds, seeded(20261122 + dealing));
      const fitted = crossFitted(all, fold, folds, always, width, strength, isUsed);
      return figuresOf(all, ({ rows, count }, i) => scoresOf(fitted[fold[i] ?? 0] ?? whole, rows, count));
    });
    const held = figuresOf(set.held, ({ rows, count }) => scoresOf(whole, rows, count));
    return [mean(crossed), held].flatMap((figures) => [four(figures['MAP@5']), four(figures['R@10'])]);
  });
};

const mean = (figures: readonly Figures[]): Figures => {
  const of = (name: keyof Figures) => figures.reduce((sum, f) => sum + f[name], 0) / figures.length;
  return { queries: of('queries'), 'MAP@5': of('MAP@5'), 'R@10': of('R@10') };
};

type Certain = { readonly logistic: ReturnType<typeof fitCertainty>; readonly thresholds: readonly number[] };

/**
 * The certainty, learned from the first places that rankers give which have not seen the question, and its thresholds, set
 * on questions that the certainty has not seen either. Only the first set teaches it: it must hold whole posts as people
 * forward them, judged completely. Prints what the thresholds do for the questions held back.
 */
const certaintyFrom = (sets: readonly RankSet[], weights: Float64Array): Certain => {
  const train = sets[0]?.train ?? [];
  const others = sets.slice(1).flatMap((s) => s.train);
  const fold = foldsOf(train.length, folds, seeded(20261123));
  const fitted = crossFitted(train, fold, folds, others, width, strength);
  const sures = suresOf(train, (i) => fitted[fold[i] ?? 0] ?? weights);
  const probabilities = Array.from({ length: folds }, (_, held) => {
    const seen = sures.filter((_, i) => fold[i] !== held).flat();
    return fitCertainty(seen, certaintyStrength);
  });
  const flat = sures.flat();
  const crossed = sures.flatMap((pair, i) =>
    pair.map((sure) => probabilityOf(probabilities[fold[i] ?? 0] as Certain['logistic'], sure)),
  );
  const logistic = fitCertainty(flat, certaintyStrength);
  const thresholds = precisions.map((precision) => thresholdFor(flat, crossed, precision));
  const held = sets.map((set) => suresOf(set.held, () => weights).flat());
  const rows = precisions.map((precision, i) => {
    const threshold = thresholds[i] ?? 1;
    const cellsOf = (found: readonly Sure[], certain: readonly number[]) => {
      const { precision: reached, answered } = answeredFrom(found, certain, threshold);
      return [short(reached), short(answered)];
    };
    return [
      precision,
      short(threshold),
      ...cellsOf(flat, crossed),
      ...held.flatMap((found) =>
        cellsOf(
          found,
          found.map((sure) => probabilityOf(logistic, sure)),
        ),
      ),
    ];
  });
  const head = ['wanted precision', 'threshold', 'train, CV: precision', 'answered'];
  tell(tableOf([...head, ...sets.flatMap(({ name }) => [`${name} held: precision`, 'answered'])], rows));
  for (const { name, held: examples } of sets) {
    if (examples.length === 0) continue;
    const pairs = suresOf(examples, () => weights);
    const reached = Array.from({ length: 5 * dealings }, (_, dealing) => {
      const dealt = foldsOf(pairs.length, folds, seeded(20261124 + dealing));
      return answeredCrossFitted(pairs, (s) => probabilityOf(logistic, s), 0.95, dealt);
    });
    const of = (figure: keyof Answered) => four(reached.reduce((sum, r) => sum + r[figure], 0) / reached.length);
    tell(`${name} held, thresholds cross-fitted for .95: precision ${of('precision')}, answered ${of('answered')}`);
  }
  return { logistic, thresholds };
};

const packed = (weights: Float64Array, { logistic, thresholds }: Certain): RankWeights => ({
  source: 'npm run train:rank on the training questions of CheckThat! 2022 tasks 2A and 2B (English)',
  weights: Object.fromEntries(featureNames.map((name, f) => [name, fivePlaces(weights[f] ?? 0)])),
  certainty: {
    bias: fivePlaces(logistic.bias),
    signs: Object.fromEntries(signNames.map((name, f) => [name, fivePlaces(logistic.weights[f] ?? 0)])),
  },
  operatingPoints: Object.fromEntries(precisions.map((p, i) => [String(p), fivePlaces(thresholds[i] ?? 1)])),
});

const fivePlaces = (x: number): number => Number(x.toFixed(5));

await main();
