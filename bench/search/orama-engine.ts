import { create, insert, search } from '@orama/orama';
import stopWords from '../../src/kit/text/stop-words.json' with { type: 'json' };
import { bareLetters, type Engine, textOf } from './engine.ts';

const schema = { id: 'string', claim: 'string', title: 'string', subtitle: 'string' } as const;
const fields = ['claim', 'title', 'subtitle'] as const;

type Tokenizing = { readonly language: string; readonly stemming: boolean; readonly stopWords: string[] };
type Boost = Partial<Record<(typeof fields)[number], number>>;

const opened = (tokenizer: Tokenizing | undefined, boost: Boost, prepared: (text: string) => string) => {
  const database = create({ schema, components: tokenizer === undefined ? {} : { tokenizer } });
  return {
    put: (doc: Parameters<typeof textOf>[0]): void => {
      const inserted = insert(database, {
        id: doc.checkId,
        claim: prepared(textOf(doc, 'claim')),
        title: prepared(textOf(doc, 'title')),
        subtitle: prepared(textOf(doc, 'subtitle')),
      });
      if (typeof inserted !== 'string') throw new Error('Orama was expected to insert at once');
    },
    find: async (query: string, most: number): Promise<readonly string[]> => {
      const found = await search(database, { term: prepared(query), properties: [...fields], limit: most, boost });
      return found.hits.map((hit) => String(hit.document.id));
    },
  };
};

export const orama: Engine = {
  name: 'Orama',
  used: 'three fields, defaults (any word or beginning of one, BM25)',
  open: () => opened(undefined, {}, (text) => text),
};

export const oramaTuned: Engine = {
  name: 'Orama tuned',
  used: 'English with its stemmer and our stop words, Vietnamese with letters made bare; boost claim 2',
  open: (lang) =>
    lang === 'en'
      ? opened(
          { language: 'english', stemming: true, stopWords: stopWords.en.split(' ') },
          { claim: 2 },
          (text) => text,
        )
      : opened(undefined, { claim: 2 }, bareLetters),
};
