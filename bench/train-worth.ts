/**
 * Trains the English check-worthiness model: `npm run train:worth -- --train FILE --dev FILE [--out FILE] [--also
 * CODE=FILE] [--without grams|signals]`.
 * FILE is what `readLabelled` reads (CheckThat! task 1). Nothing is left to chance: rows are sorted by id, folds are
 * stretches of neighbouring ids, so that sentences of one debate stay in one fold, and the fit is full-batch L-BFGS from
 * zero. A second run writes the same bytes. `--also` scores further files (other languages) without training on them.
 * `--without` leaves a part out, to see what it buys, and writes nothing unless `--out` says where. Prints a table and
 * one line of JSON.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { toBase64Url } from '../src/base/bytes.ts';
import { type EnglishWeights, englishModel } from '../src/kit/worth/english.ts';
import { buckets, englishFeatures } from '../src/kit/worth/english-features.ts';
import { bestF1, figuresOf } from '../src/kit/worth/evaluate.ts';
import {
  type Baselines,
  evaluateWorthiness,
  type LabelledText,
  readLabelled,
  type Worthiness,
  worthinessBaselines,
} from '../src/kit/worth/index.ts';
import { type Passage, passagesOf } from '../src/kit/worth/words.ts';

/** One text as columns and values; `y` is 1 or 0. */
type Row = { readonly columns: Int32Array; readonly values: Float64Array; readonly y: number };
type Names = readonly string[];
type Parts = { readonly grams: boolean; readonly signals: boolean };
type Fit = { readonly weights: Float64Array; readonly steps: number };
type Platt = { readonly slope: number; readonly shift: number };

const folds = 5;

const main = (): void => {
  const { values } = parseArgs({
    options: {
      train: { type: 'string' },
      dev: { type: 'string' },
      out: { type: 'string' },
      also: { type: 'string', multiple: true },
      without: { type: 'string' },
      strength: { type: 'string', default: '1.5' },
    },
  });
  if (values.train === undefined || values.dev === undefined) {
    console.error('train:worth needs --train FILE and --dev FILE');
    process.exitCode = 2;
    return;
  }
  const parts = { grams: values.without !== 'grams', signals: values.without !== 'signals' };
  const strength = Number(values.strength);
  const texts = [...load(values.train)].sort(byId);
  const names = signalNames(texts);
  const rows = texts.map((text) => rowOf(text, names, parts));
  const outOfFold = crossScored(rows, names.length, strength);
  const platt = calibrate(rows, outOfFold);
  const calibrated = rows.map(({ y }, i) => ({ isWorthy: y === 1, score: probability(outOfFold[i] ?? 0, platt) }));
  const { cut } = bestF1(calibrated);
  const { weights } = fit(rows, names.length, strength);
  const model = packed(weights, names, platt, cut);
  const out = values.out ?? new URL('../src/kit/worth/english-weights.json', import.meta.url);
  if (values.without === undefined || values.out !== undefined)
    writeFileSync(out, `${JSON.stringify(model, null, 2)}\n`);
  const dev = load(values.dev);
  report(
    {
      'train, 5 folds of debates': figuresOf(
        calibrated,
        calibrated.map(({ score }) => score >= cut),
      ),
      dev: scoredBy(model, dev),
      ...Object.fromEntries((values.also ?? []).map(others)),
    },
    worthinessBaselines(dev),
    platt,
  );
};

const load = (path: string): readonly LabelledText[] => {
  const read = readLabelled(readFileSync(path, 'utf8'));
  if (!read.ok) throw new Error(`${path}: ${read.error.code} ${read.error.detail ?? ''}`);
  return read.value;
};

const byId = (a: LabelledText, b: LabelledText): number =>
  Number(a.id) - Number(b.id) || (a.id < b.id ? -1 : Number(a.id > b.id));

// A labelled text is one sentence even where a stop stands inside: it is learned whole.
const wholeOf = (text: string): Passage => ({ words: passagesOf(text).flatMap(({ words }) => words), text, start: 0 });

const signalNames = (texts: readonly LabelledText[]): Names =>
  [...new Set(texts.flatMap(({ text }) => englishFeatures(wholeOf(text)).signals.map(({ name }) => name)))].sort();

// Columns: the n-gram buckets, the named signals, and the constant last.
const rowOf = ({ text, isWorthy }: LabelledText, names: Names, parts: Parts): Row => {
  const { signals, grams } = englishFeatures(wholeOf(text));
  const entries = [
    ...(parts.grams ? grams : []).map(({ bucket, value }): [number, number] => [bucket, value]),
    ...(parts.signals ? signals : []).map(({ name, value }): [number, number] => [
      buckets + names.indexOf(name),
      value,
    ]),
    [buckets + names.length, 1] as [number, number],
  ];
  return {
    columns: Int32Array.from(entries, ([column]) => column),
    values: Float64Array.from(entries, ([, value]) => value),
    y: Number(isWorthy),
  };
};

const logitOf = ({ columns, values }: Row, weights: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < columns.length; i++) sum += (values[i] ?? 0) * (weights[columns[i] ?? 0] ?? 0);
  return sum;
};

const crossScored = (rows: readonly Row[], signals: number, strength: number): readonly number[] => {
  const foldOf = (i: number): number => Math.floor((i * folds) / rows.length);
  const logits: number[] = new Array(rows.length).fill(0);
  for (let fold = 0; fold < folds; fold++) {
    const { weights } = fit(
      rows.filter((_, i) => foldOf(i) !== fold),
      signals,
      strength,
    );
    for (const [i, row] of rows.entries()) if (foldOf(i) === fold) logits[i] = logitOf(row, weights);
  }
  return logits;
};

/** Logistic regression, ½‖w‖² + strength · Σ log loss as in scikit-learn's `C`, the constant unpunished; L-BFGS with 8 pairs. */
const fit = (rows: readonly Row[], signals: number, strength: number): Fit => {
  const size = buckets + signals + 1;
  let weights = new Float64Array(size);
  let { loss, gradient } = lossAt(rows, weights, strength);
  const pairs: { s: Float64Array; y: Float64Array; rho: number }[] = [];
  for (let step = 1; step <= 200; step++) {
    const direction = descent(gradient, pairs);
    const slope = dot(direction, gradient);
    let length = step === 1 ? 1 / Math.sqrt(dot(gradient, gradient)) : 1;
    let next = along(weights, direction, length);
    let reached = lossAt(rows, next, strength);
    while (reached.loss > loss + 1e-4 * length * slope && length > 1e-12) {
      length /= 2;
      next = along(weights, direction, length);
      reached = lossAt(rows, next, strength);
    }
    const s = along(next, weights, -1);
    const y = along(reached.gradient, gradient, -1);
    const curvature = dot(s, y);
    if (curvature > 1e-12) pairs.push({ s, y, rho: 1 / curvature });
    if (pairs.length > 8) pairs.shift();
    const gained = loss - reached.loss;
    [weights, loss, gradient] = [next, reached.loss, reached.gradient];
    if (gained < 1e-6 * loss) return { weights, steps: step };
  }
  return { weights, steps: 200 };
};

const lossAt = (rows: readonly Row[], weights: Float64Array, strength: number) => {
  const gradient = Float64Array.from(weights);
  const constant = weights.length - 1;
  gradient[constant] = 0;
  let loss = dot(gradient, gradient) / 2;
  for (const row of rows) {
    const z = logitOf(row, weights);
    const margin = row.y === 1 ? z : -z;
    loss += strength * (margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin);
    const off = strength * (1 / (1 + Math.exp(-z)) - row.y);
    for (let i = 0; i < row.columns.length; i++) {
      const column = row.columns[i] ?? 0;
      gradient[column] = (gradient[column] ?? 0) + off * (row.values[i] ?? 0);
    }
  }
  return { loss, gradient };
};

// The two-loop recursion (Nocedal and Wright 2006, algorithm 7.4).
const descent = (gradient: Float64Array, pairs: readonly { s: Float64Array; y: Float64Array; rho: number }[]) => {
  let q = Float64Array.from(gradient, (g) => -g);
  const alphas: number[] = [];
  for (const { s, y, rho } of [...pairs].reverse()) {
    const alpha = rho * dot(s, q);
    alphas.unshift(alpha);
    q = along(q, y, -alpha);
  }
  const latest = pairs.at(-1);
  if (latest !== undefined) {
    const scale = 1 / (latest.rho * dot(latest.y, latest.y));
    q = q.map((x) => x * scale);
  }
  for (const [i, { s, y, rho }] of pairs.entries()) q = along(q, s, (alphas[i] ?? 0) - rho * dot(y, q));
  return q;
};

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
};

const along = (from: Float64Array, direction: Float64Array, length: number): Float64Array<ArrayBuffer> => {
  const to = new Float64Array(from.length);
  for (let i = 0; i < from.length; i++) to[i] = (from[i] ?? 0) + length * (direction[i] ?? 0);
  return to;
};

/** Platt's scaling on out-of-fold scores, by Newton's method: what a score means for a debate never seen. */
const calibrate = (rows: readonly Row[], logits: readonly number[]): Platt => {
  let [slope, shift] = [1, 0];
  for (let step = 0; step < 50; step++) {
    let [ga, gb, haa, hab, hbb] = [0, 0, 1e-9, 0, 1e-9];
    for (const [i, { y }] of rows.entries()) {
      const z = logits[i] ?? 0;
      const p = probability(z, { slope, shift });
      ga += (p - y) * z;
      gb += p - y;
      haa += p * (1 - p) * z * z;
      hab += p * (1 - p) * z;
      hbb += p * (1 - p);
    }
    const determinant = haa * hbb - hab * hab;
    slope -= (ga * hbb - gb * hab) / determinant;
    shift -= (gb * haa - ga * hab) / determinant;
  }
  return { slope, shift };
};

const probability = (z: number, { slope, shift }: Platt): number => 1 / (1 + Math.exp(-(slope * z + shift)));

const packed = (weights: Float64Array, names: Names, { slope, shift }: Platt, cut: number): EnglishWeights => {
  const grams = weights.subarray(0, buckets);
  const step = (grams.reduce((most, w) => Math.max(most, Math.abs(w)), 0) * slope) / 127;
  const bytes = new Uint8Array(Int8Array.from(grams, (w) => Math.round((w * slope) / step)).buffer);
  const short = (x: number): number => Number(x.toPrecision(5));
  return {
    base: short((weights[weights.length - 1] ?? 0) * slope + shift),
    cut: short(cut),
    signals: Object.fromEntries(names.map((name, i) => [name, short((weights[buckets + i] ?? 0) * slope)])),
    step: short(step),
    grams: toBase64Url(bytes),
  };
};

const scoredBy = (model: EnglishWeights, dev: readonly LabelledText[]): Omit<Worthiness, 'models'> => {
  const weigh = englishModel(model);
  const scored = dev.map(({ text, isWorthy }) => {
    const logit = passagesOf(text).reduce((most, passage) => Math.max(most, weigh(passage).logit), -Infinity);
    return { score: 1 / (1 + Math.exp(-logit)), isWorthy };
  });
  return figuresOf(
    scored,
    scored.map(({ score }) => score >= model.cut),
  );
};

const others = (told: string): readonly [string, Omit<Worthiness, 'models'>] => {
  const [lang = '', path = ''] = told.split('=');
  const { models: _, ...figures } = evaluateWorthiness(load(path), lang);
  return [`${lang}, neutral model`, figures];
};

const report = (figures: Readonly<Record<string, object>>, baselines: Baselines, platt: Platt): void => {
  const round = (x: unknown): unknown => (typeof x === 'number' ? Math.round(x * 1000) / 1000 : x);
  const rounded = (row: object): object => Object.fromEntries(Object.entries(row).map(([key, x]) => [key, round(x)]));
  const { allNo, allYes, wordCount } = baselines;
  console.table({
    ...Object.fromEntries(Object.entries(figures).map(([name, row]) => [name, rounded(row)])),
    'dev, nothing is worthy': rounded({ f1: allNo.f1 }),
    'dev, everything is worthy': rounded(allYes),
    'dev, longer is worthier': rounded(wordCount),
  });
  console.log(JSON.stringify({ bench: 'train-worth', ...figures, baselines, platt }));
};

main();
