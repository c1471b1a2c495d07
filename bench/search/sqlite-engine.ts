import { DatabaseSync } from 'node:sqlite';
import stopWords from '../../src/kit/text/stop-words.json' with { type: 'json' };
import { bareLetters, type Engine, textOf, wordsIn } from './engine.ts';

const opened = (
  tokenizer: string,
  weights: string,
  prepared: (text: string) => string,
  isAsked: (word: string) => boolean,
) => {
  const database = new DatabaseSync(':memory:');
  database.exec(
    `create virtual table checks using fts5(id unindexed, claim, title, subtitle, tokenize = '${tokenizer}'); begin`,
  );
  const insert = database.prepare('insert into checks values (?, ?, ?, ?)');
  const select = database.prepare(
    `select id from checks where checks match ? order by bm25(checks, 0, ${weights}), rowid limit ?`,
  );
  const size = database.prepare('select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()');
  return {
    put: (doc: Parameters<typeof textOf>[0]): void => {
      const fields = (['claim', 'title', 'subtitle'] as const).map((kind) => prepared(textOf(doc, kind)));
      insert.run(doc.checkId, ...fields);
    },
    ready: () => database.exec("insert into checks(checks) values ('optimize'); commit"),
    find: (query: string, most: number): readonly string[] => {
      const words = wordsIn(prepared(query)).filter(isAsked);
      if (words.length === 0) return [];
      return select.all(words.map((word) => `"${word}"`).join(' OR '), most).map((row) => String(row.id));
    },
    bytes: () => Number(size.get()?.bytes),
    close: () => database.close(),
  };
};

const english = new Set(stopWords.en.split(' '));

export const sqlite: Engine = {
  name: 'SQLite FTS5',
  used: 'porter unicode61 for English, unicode61 remove_diacritics 2 for Vietnamese; any word; bm25() with equal weights',
  open: (lang) =>
    opened(
      lang === 'en' ? 'porter unicode61' : 'unicode61 remove_diacritics 2',
      '1, 1, 1',
      (text) => text,
      () => true,
    ),
};

export const sqliteTuned: Engine = {
  name: 'SQLite FTS5 tuned',
  used: 'as before, letters made bare (đ too), questions without English stop words, weights claim 2, title 2, subtitle 1',
  open: (lang) =>
    opened(
      lang === 'en' ? 'porter unicode61' : 'unicode61',
      '2, 2, 1',
      bareLetters,
      (word) => lang !== 'en' || !english.has(word),
    ),
};
