import { Charset, Encoder, Index } from 'flexsearch';
import english from 'flexsearch/lang/en';
import type { SearchDoc } from '../../src/kit/search/index.ts';
import { bareLetters, type Engine, textOf } from './engine.ts';

const whole = (doc: SearchDoc): string =>
  [textOf(doc, 'claim'), textOf(doc, 'title'), textOf(doc, 'subtitle')].join(' ');

// FlexSearch keeps ids in an order of its own only when they are numbers.
const opened = (index: Index, prepared: (text: string) => string) => {
  const ids: string[] = [];
  return {
    put: (doc: SearchDoc): void => {
      index.add(ids.push(doc.checkId) - 1, prepared(whole(doc)));
    },
    find: (query: string, most: number): readonly string[] =>
      index.search(prepared(query), { limit: most, suggest: true }).map((at) => ids[Number(at)] ?? ''),
  };
};

export const flexSearch: Engine = {
  name: 'FlexSearch',
  used: 'one text of claim, title and subtitle, defaults, suggest (else every word must be there)',
  open: () => opened(new Index(), (text) => text),
};

export const flexSearchTuned: Engine = {
  name: 'FlexSearch tuned',
  used: 'resolution 1 (where a word stands does not count); English with its own stemmer and stop words, Vietnamese with letters made bare',
  open: (lang) =>
    lang === 'en'
      ? opened(new Index({ resolution: 1, encoder: new Encoder(Charset.Default).assign(english) }), (text) => text)
      : opened(new Index({ resolution: 1 }), bareLetters),
};
