import MiniSearch, { type Options } from 'minisearch';
import { stem } from '../../src/kit/text/porter2.ts';
import stopWords from '../../src/kit/text/stop-words.json' with { type: 'json' };
import { bareLetters, type Engine, textOf } from './engine.ts';

type Row = { readonly id: string; readonly claim: string; readonly title: string; readonly subtitle: string };

const opened = (options: Omit<Options<Row>, 'fields'>) => {
  const index = new MiniSearch<Row>({ fields: ['claim', 'title', 'subtitle'], ...options });
  return {
    put: (doc: Parameters<typeof textOf>[0]) =>
      index.add({
        id: doc.checkId,
        claim: textOf(doc, 'claim'),
        title: textOf(doc, 'title'),
        subtitle: textOf(doc, 'subtitle'),
      }),
    find: (query: string, most: number) =>
      index
        .search(query)
        .slice(0, most)
        .map(({ id }) => String(id)),
  };
};

const english = new Set(stopWords.en.split(' '));

export const miniSearch: Engine = {
  name: 'MiniSearch',
  used: 'three fields, defaults (any word, BM25+)',
  open: () => opened({}),
};

export const miniSearchTuned: Engine = {
  name: 'MiniSearch tuned',
  used: 'processTerm: letters made bare; English with stop words and Porter2; boosts claim 3, title 2, subtitle 1',
  open: (lang) =>
    opened({
      processTerm: (term) => {
        const word = bareLetters(term);
        if (lang !== 'en') return word;
        return english.has(word) ? null : stem(word);
      },
      searchOptions: { boost: { claim: 3, title: 2, subtitle: 1 } },
    }),
};
