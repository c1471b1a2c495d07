import { expect, test } from 'vitest';
import {
  answer,
  answerPage,
  attack,
  card,
  check,
  filter,
  shell,
  source,
  theirs,
  ticketPage,
  words,
} from '../../../test/in-memory/hostile-pages.ts';
import type { Day } from '../../base/clock.ts';
import { type Check, cardOf } from '../../core/check.ts';
import { shippedTemplate } from '../../core/template.ts';
import { verdicts } from '../../core/verdict.ts';
import { renderPage } from './index.ts';
import type { ClaimView } from './model.ts';

test('a check of our own announces itself, in its language and the other', () => {
  const html = renderPage(shell({ path: '/checks/a-check' }), {
    page: 'check',
    check,
    card,
    overdue: false,
    related: [],
  });
  const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? '') as Record<
    string,
    unknown
  >;
  expect(data).toMatchObject({
    '@type': 'ClaimReview',
    claimReviewed: attack,
    url: 'https://sangto.example/vi/checks/a-check',
  });
  expect(html).toContain('<link rel="canonical" href="https://sangto.example/vi/checks/a-check"');
  expect(html).toContain('hreflang="en" href="https://sangto.example/en/checks/a-check"');
  expect(html).toContain('hreflang="x-default" href="https://sangto.example/vi/checks/a-check"');
  expect(html).not.toContain('noindex');
});

test('a check without a version in this language points to the one it has', () => {
  const one = { ...check, texts: { en: words } };
  const html = renderPage(shell({ path: '/checks/a-check' }), {
    page: 'check',
    check: one,
    card: cardOf(one),
    overdue: false,
    related: [],
  });
  expect(html).toContain('<link rel="canonical" href="https://sangto.example/en/checks/a-check"');
  expect(html).not.toContain('hreflang="x-default"');
  expect(html).toContain('Bài này chưa có bản Tiếng Việt');
});

test('another publisher’s check is theirs: their words first, their address, not indexed, no ClaimReview of ours', () => {
  const plain: Check = { ...theirs, label: 'Hoax', source: { ...source, name: 'Elsewhere', licence: 'CC BY 4.0' } };
  const html = renderPage(shell({ lang: 'en' }), {
    page: 'check',
    check: plain,
    card: cardOf(plain),
    overdue: false,
    related: [],
  });
  expect(html).toContain('<meta name="robots" content="noindex"');
  expect(html).toContain('<link rel="canonical" href="https://elsewhere.example/1"');
  expect(html).not.toContain('ld+json');
  expect(html).toMatch(/<strong class="verdict-word"[^>]*>Hoax<\/strong>/);
  expect(html).toContain('On our scale: Misleading.');
  expect(html).toContain('CC BY 4.0');
  expect(html).not.toMatch(/class="verdict tone-misleading"/);
});

test('ASVS 14.2.1: pages for one person are not indexed, and their addresses do not travel', () => {
  for (const page of [answerPage, ticketPage] as const) {
    const html = renderPage(shell(), page);
    expect(html).toContain('<meta name="robots" content="noindex"');
    expect(html).toContain('<meta name="referrer" content="no-referrer"');
    expect(html).not.toContain('rel="canonical"');
  }
});

test('how often the same was asked is told in words only, and of messages, not of people', () => {
  const html = renderPage(shell({ lang: 'en' }), ticketPage);
  expect(html).toContain('The same was asked a few more times.');
  expect(html).toContain('The same was asked many more times.');
  expect(html).not.toMatch(/>\D*27\D*</);
});

test('a message of several claims comes back whole, with each part marked', () => {
  const message = 'Lemon water cures. Rice is plastic. I think so!';
  const parts: readonly ClaimView[] = [
    {
      span: { start: 0, end: 18 },
      outcome: 'known',
      answers: [{ ...answer, spans: { query: [{ start: 0, end: 5 }], matched: [] } }],
      othersAsking: 0,
    },
    { span: { start: 19, end: 35 }, outcome: 'new', answers: [], othersAsking: 0 },
  ];
  const html = renderPage(shell({ lang: 'en' }), {
    ...answerPage,
    message,
    claims: parts,
    opinions: [{ start: 36, end: 47 }],
  });
  const shown = /<blockquote class="message-text"[^>]*>(.*?)<\/blockquote>/s.exec(html)?.[1] ?? '';
  expect(shown).toMatch(/part-known">Lemon water cures\..*part-new">Rice is plastic\..*part-opinion">I think so!/s);
  expect(html).toContain('<mark>Lemon</mark> water cures.');
});

test('every verdict is told by its word and a shape of its own', () => {
  const shapes = new Set<string>();
  for (const verdict of verdicts) {
    const one = cardOf({ ...check, verdict });
    const html = renderPage(shell({ lang: 'en' }), {
      page: 'list',
      query: '',
      filter: { ...filter, verdicts: [], topic: null },
      cards: [one],
      total: 1,
      nextPath: null,
      topics: [],
    });
    const item = /<article class="item[^>]*>(.*?)<\/article>/s.exec(html)?.[1] ?? '';
    shapes.add(/<svg[^>]*>(.*?)<\/svg>/s.exec(item)?.[1] ?? '');
    expect(item).toMatch(/<p class="item-verdict">[A-Z][^<]+<\/p>/);
  }
  expect(shapes.size).toBe(verdicts.length);
});

test('ASVS 3.7.2: thanks for feedback leads back only within this site', () => {
  for (const back of [
    '//elsewhere.example/',
    'https://elsewhere.example/',
    '/\\elsewhere.example',
    'javascript:alert(1)',
  ])
    expect(renderPage(shell(), { page: 'feedback', agrees: true, back })).not.toContain('elsewhere.example');
  expect(renderPage(shell(), { page: 'feedback', agrees: true, back: '/vi/answers/x' })).toContain(
    'href="/vi/answers/x"',
  );
});

test('the organisation’s own statement takes the place of the shipped one', () => {
  const about = renderPage(shell(), { page: 'statement', statement: 'about' });
  expect(about).not.toContain('lời có sẵn');
  expect(renderPage(shell(), { page: 'statement', statement: 'funding' })).toContain('Chưa ghi.');
});

test('only a sample organisation says that it is one', () => {
  const quiet = shell();
  expect(renderPage(quiet, { page: 'offline' })).toContain('Bản dùng thử.');
  expect(
    renderPage({ ...quiet, organisation: { ...quiet.organisation, demo: false } }, { page: 'offline' }),
  ).not.toContain('Bản dùng thử.');
});

test('who asked what cannot be checked reads the public template, and finds the reason', () => {
  const work = { state: 'closed', begun: true, closedAs: 'not-checkable' } as const;
  const html = renderPage(shell({ lang: 'en' }), {
    ...ticketPage,
    outcome: 'new',
    claims: [{ span: { start: 0, end: 9 }, outcome: 'new', answers: [], othersAsking: 0, work }],
    templates: [shippedTemplate('not-checkable', 'en')],
  });
  expect(html).toContain('Thank you for asking. We looked at it closely');
  expect(html).toContain('href="/en/declined"');
});

test('evidence that is not said in the language of the page says in which it is, and is read out in it', () => {
  const [piece] = check.evidence;
  const one: Check = {
    ...check,
    evidence: [
      { ...piece!, shows: { vi: 'Không có thuốc.' } },
      { ...piece!, shows: { vi: 'Không.', en: 'No medicine.' } },
    ],
    searches: [{ query: 'papaya', where: 'PubMed', on: '2026-11-19' as Day, found: { vi: 'Không có gì.' } }],
  };
  const html = renderPage(shell({ lang: 'en', path: '/checks/a-check' }), {
    page: 'check',
    check: one,
    card: cardOf(one),
    overdue: false,
    related: [],
  });
  expect(html).toContain('<span class="tag">only in Vietnamese</span> <span lang="vi">Không có thuốc.</span>');
  expect(html).toContain('<span class="tag">only in Vietnamese</span> <span lang="vi">Không có gì.</span>');
  expect(html).toContain('<p>No medicine.</p>');
  expect(html.match(/only in Vietnamese/g)).toHaveLength(2);
});

test('the page for sharing says whose words it lists, and in which language where that is another one', () => {
  const one = {
    ...check,
    texts: { en: { ...words, claim: 'Drinking lemon water cures' }, vi: { ...words, claim: 'Uống nước chanh' } },
  };
  const shared = (lang: 'vi' | 'en', agreeing: readonly string[]) =>
    renderPage(shell({ lang }), {
      ...answerPage,
      message: null,
      claims: [
        {
          span: { start: 0, end: 0 },
          outcome: 'known',
          answers: [{ ...answer, card: cardOf(one), words: agreeing, spans: { query: [], matched: [] } }],
          othersAsking: 0,
        },
      ],
    });
  const foreign = shared('vi', ['lemon', 'cures']);
  expect(foreign).toContain('Những từ của bài này (bản Tiếng Anh) giống với câu hỏi: <span lang="en">');
  expect(foreign).toContain('Những từ được nêu là chữ của bài kiểm chứng');
  expect(shared('vi', ['nước', 'chanh'])).toContain('Những từ của bài này giống với câu hỏi: <span>');
  expect(shared('en', ['lemon'])).toContain('Words of this check that agree with the question: <span>');
  expect(shared('en', ['chanh'])).toContain('(in Vietnamese)');
  // A wording that was added is in no text of the check.
  expect(shared('en', ['nowhere'])).toContain('agree with the question: <span>');
});
