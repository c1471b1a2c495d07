import { readFileSync, writeFileSync } from 'node:fs';
import { analyzer } from '../../src/kit/text/index.ts';

/**
 * Counts in how many sentences of ordinary English talk each word stands and writes `rank/plain-words.json`: how much a
 * word tells, its idf there as a share of an unseen word's, in steps of .05. `path` is a CheckThat! task 1 file
 * (`Sentence_id`, `Text`, `class_label` between tabs); labels are not read.
 * `function-words.json` gets the idf of each function word there.
 */
export const writePlainWords = (path: string): void => {
  const texts = readFileSync(path, 'utf8')
    .split('\n')
    .slice(1)
    .flatMap((line) => line.split('\t')[1] ?? []);
  const frequencies = new Map<string, number>();
  for (const text of texts) {
    const words = analyzer.tokens(text).flatMap((t) => (t.kind === 'word' && !/\d/.test(t.term) ? [t.term] : []));
    for (const word of new Set(words)) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  }
  const idf = (frequency: number) => Math.log(1 + (texts.length - frequency + 0.5) / (frequency + 0.5));
  const classes = new Map<number, string[]>();
  for (const [word, frequency] of frequencies) {
    const telling = Math.round((20 * idf(frequency)) / idf(0)) / 20;
    classes.set(telling, [...(classes.get(telling) ?? []), word]);
  }
  const table = {
    source: `stems ${source}`,
    classes: [...classes]
      .sort(([a], [b]) => a - b)
      .map(([telling, words]) => ({ telling, words: words.sort().join(' ') })),
  };
  write('rank/plain-words.json', table);
  write('function-words.json', functionTable(texts, idf));
};

const source = 'counted in the English training sentences of CheckThat! 2024 task 1 by npm run train:rank -- --speech';

/** The function words with their idf, the rarest first, as many as have a number of a byte. */
const functionTable = (texts: readonly string[], idf: (frequency: number) => number) => {
  const frequencies = new Map<string, number>();
  for (const text of texts) {
    const words = analyzer.tokens(text).flatMap((t) => (t.kind === 'stop' && letters.test(t.term) ? [t.term] : []));
    for (const word of new Set(words)) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  }
  const words = [...frequencies]
    .filter(([, frequency]) => frequency >= leastSentences)
    .sort(([a, m], [b, n]) => m - n || (a < b ? -1 : 1))
    .map(([word, frequency]) => `${word}:${idf(frequency).toFixed(2)}`);
  return { source: `function words ${source}`, words: words.slice(-256).join(' ') };
};

const letters = /^[a-z']+$/;
// Fewer are slips, or parts of a frame that something is asked in.
const leastSentences = 3;

const write = (file: string, table: unknown): void => {
  const out = new URL(`../../src/kit/search/${file}`, import.meta.url);
  writeFileSync(out, `${JSON.stringify(table, null, 2)}\n`);
};
