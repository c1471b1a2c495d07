import { readFileSync, writeFileSync } from 'node:fs';
import { analyzer } from '../../src/kit/text/index.ts';

/**
 * Counts in how many sentences of ordinary English talk each word stands and writes `rank/plain-words.json`: how much a
 * word tells, its idf there as a share of an unseen word's, in steps of .05. `path` is a CheckThat! task 1 file
 * (`Sentence_id`, `Text`, `class_label` between tabs); labels are not read.
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
    source:
      'stems counted in the English training sentences of CheckThat! 2024 task 1 by npm run train:rank -- --speech',
    classes: [...classes]
      .sort(([a], [b]) => a - b)
      .map(([telling, words]) => ({ telling, words: words.sort().join(' ') })),
  };
  const out = new URL('../../src/kit/search/rank/plain-words.json', import.meta.url);
  writeFileSync(out, `${JSON.stringify(table, null, 2)}\n`);
};
