import { expect, test } from 'vitest';
import { card, shell, ticketPage } from '../../../test/in-memory/hostile-pages.ts';
import { translate } from '../locale.ts';
import { renderPage } from './index.ts';
import type { AnswerView } from './model.ts';

const message = 'a message that was asked';
const bare: AnswerView = {
  card,
  overdue: false,
  spans: { query: [], matched: [] },
  matched: 'what the check judges',
  wording: null,
  words: [],
  reasons: [],
  probability: null,
  doubt: null,
  sameLink: false,
};

const headings = (answer: AnswerView, shown: string | null = message): readonly string[] =>
  (['vi', 'en'] as const).map((lang) => {
    const html = renderPage(shell({ lang }), {
      ...ticketPage,
      message: shown,
      claims: [{ span: { start: 0, end: message.length }, outcome: 'known', answers: [answer], othersAsking: 0 }],
    });
    expect(html).toContain(translate(lang)('answer.read'));
    // What stands right under it, as far as a reader sees.
    const [, below] = html.split(`<h3>${translate(lang)('why.title')}</h3>`);
    return below === undefined ? 'none' : /^<\/section>/.test(below) ? 'empty' : 'filled';
  });

test('a check that answers through its case has no empty part about why it was chosen', () => {
  expect(headings(bare)).toEqual(['none', 'none']);
  expect(headings(bare, null)).toEqual(['none', 'none']);
  expect(headings({ ...bare, asked: true, doubt: 'asked' })).toEqual(['none', 'none']);
});

test('where something says why, it stands under its heading', () => {
  for (const more of [
    { sameLink: true },
    { asked: true as const },
    { words: ['salt'] },
    { spans: { query: [{ start: 0, end: 1 }], matched: [{ start: 0, end: 4 }] } },
  ])
    expect(headings({ ...bare, ...more })).toEqual(['filled', 'filled']);
  expect(headings({ ...bare, words: ['salt'] }, null)).toEqual(['filled', 'filled']);
});
