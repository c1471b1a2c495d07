import { expect, test } from 'vitest';
import type { Day } from '../../base/clock.ts';
import type { Id } from '../../base/ids.ts';
import { isUiLang, uiLangs } from '../../base/lang.ts';
import { type Check, cardOf, type Source } from '../../core/check.ts';
import { statementPages } from '../../core/organisation.ts';
import { verdicts } from '../../core/verdict.ts';
import { problemCodes } from '../problem.ts';
import { renderPage } from './index.ts';
import type { AnswerView, ClaimView, Page, Shell } from './model.ts';

const attack = `</script><script>alert(1)</script><img src=x onerror=alert(2)>"'><svg onload=alert(3)>`;
const day = '2026-11-20' as Day;
const id = '00000000-0000-4000-8000-000000000001' as Id;
const source: Source = {
  id,
  name: `Elsewhere ${attack}`,
  site: 'javascript:alert(4)',
  licence: attack,
  answers: false,
};
const words = {
  title: attack,
  claim: attack,
  short: attack,
  known: `# ${attack}\n[x](javascript:alert(5))`,
  how: attack,
  reply: attack,
};

const check: Check = {
  id,
  slug: 'a-check',
  source: null,
  originalUrl: null,
  verdict: 'false',
  label: null,
  asOf: day,
  reviewBy: day,
  publishedOn: day,
  topics: ['health', attack],
  claimant: { vi: { name: attack, role: attack, place: attack } },
  appearances: ['javascript:alert(6)', 'https://example.org/a?b="><script>'],
  texts: { vi: words, en: words },
  aliases: [],
  evidence: [
    {
      url: 'javascript:alert(7)',
      title: attack,
      publisher: attack,
      lang: 'x"y',
      stance: 'refutes',
      interest: 'independent',
      publishedOn: day,
      accessedOn: day,
      locator: attack,
      archivedUrl: 'data:text/html,x',
      shows: { vi: attack },
    },
  ],
  searches: [{ query: attack, where: attack, on: day, found: { vi: attack } }],
  corrections: [
    { on: day, kind: 'correction', explain: { vi: attack }, before: { vi: { short: attack, known: attack } } },
  ],
};
const theirs: Check = {
  ...check,
  slug: 'theirs',
  source,
  originalUrl: 'https://elsewhere.example/1',
  label: attack,
  verdict: 'misleading',
};
const card = cardOf(check);
const answer: AnswerView = {
  card,
  overdue: true,
  spans: { query: [{ start: 0, end: 9 }], matched: [{ start: 0, end: 9 }] },
  matched: attack,
  words: [attack],
  ...{ reasons: [{ kind: 'words', share: 1 }], probability: 0.5 },
  doubt: 'numbers',
  sameLink: false,
};
const claims: readonly ClaimView[] = [
  {
    span: { start: 0, end: 20 },
    outcome: 'known',
    answers: [answer, { ...answer, card: cardOf(theirs) }],
    othersAsking: 5,
  },
  { span: { start: 20, end: 30 }, outcome: 'perhaps', answers: [answer], othersAsking: 27 },
  { span: { start: 30, end: 40 }, outcome: 'new', answers: [], othersAsking: 0 },
];
const filter = { verdicts: ['false'], topic: attack, lang: null, from: day, to: null, source: null } as const;
const topics = [{ topic: attack, checks: 3 }];
const counts = { read: 9, imported: 1, changed: 1, unchanged: 1, refused: 6 };
const run = { id, name: attack, startedAt: new Date(0), finishedAt: null, counts };

const answerPage = {
  page: 'answer',
  outcome: 'known',
  message: attack,
  opinions: [{ start: 40, end: 50 }],
  claims,
  stored: true,
  ticketPath: '/vi/tickets/t',
  sharePath: '/vi/answers/a',
  answerId: id,
  pages: [{ link: 'https://elsewhere.example/1', title: attack }],
  wantsWords: false,
} as const;
const ticketPage = {
  page: 'ticket',
  token: attack,
  day,
  message: attack,
  opinions: [],
  claims,
  outcome: 'known',
  withdrawn: false,
  erasedBy: day,
} as const;
const pages: readonly Page[] = [
  { page: 'front', newest: [card], asked: [card], problem: attack, text: attack, idempotencyKey: attack },
  answerPage,
  { ...answerPage, message: null, ticketPath: null },
  {
    ...answerPage,
    outcome: 'new',
    claims: claims.slice(2),
    stored: false,
    sharePath: null,
    ticketPath: null,
    answerId: null,
  },
  ticketPage,
  { ...ticketPage, withdrawn: true, message: null },
  { page: 'check', check, card, overdue: true, related: [card] },
  { page: 'check', check: theirs, card: cardOf(theirs), overdue: false, related: [] },
  {
    page: 'list',
    query: attack,
    filter,
    cards: [card, cardOf(theirs)],
    total: 2,
    nextPath: '/vi/checks?after=1',
    topics,
  },
  { page: 'topics', topics },
  ...statementPages.map((statement) => ({ page: 'statement', statement }) as const),
  { page: 'feedback', agrees: true, back: 'javascript:alert(8)' },
  { page: 'offline' },
  ...problemCodes.map((code) => ({ page: 'problem', status: 400, code, retryAfter: 3 }) as const),
  { page: 'problem', status: 418, code: attack, retryAfter: null },
  {
    page: 'operator',
    sources: [{ ...source, checks: 2 }],
    runs: [run],
    running: { name: attack, read: 1, refused: 1 },
    notice: attack,
    wordings: 3,
  },
  {
    page: 'operator-wordings',
    cards: new Map([[id, card]]),
    aliases: (['learned', 'confirmed', 'refused', 'dropped'] as const).flatMap((state) =>
      (['asked', 'alias'] as const).map((kind) => ({
        id,
        check: id,
        kind,
        lang: 'x"y',
        text: attack,
        key: attack,
        state,
        yes: 3,
        no: 30,
      })),
    ),
    withheld: [true, false].map((held) => ({ check: id, claim: id, held, yes: 1, no: 6, since: day })),
    refused: { code: 'alias-not-plain', check: attack, lang: 'en', text: attack },
  },
  { page: 'operator-run', run, refused: [{ position: attack, code: attack, detail: attack }] },
  {
    page: 'api',
    specPath: '/api/v1/openapi.json',
    operations: [{ method: 'get', path: attack, summary: attack, anchor: 'a', detail: attack }],
  },
];

const shell = (more: Partial<Shell> = {}): Shell => ({
  lang: 'vi',
  organisation: {
    name: attack,
    origin: 'https://sangto.example',
    languages: uiLangs,
    contact: attack,
    licence: attack,
    demo: true,
    statements: { about: { vi: `## ${attack}\n![x](https://elsewhere.example/pixel.gif)` } },
  },
  today: day,
  path: '/checks',
  assets: {
    'styles/site': '/assets/site-1.css',
    'islands/ask': '/assets/ask-1.js',
    'islands/reader': '/assets/reader-1.js',
  },
  ...more,
});

const everyPage = uiLangs.flatMap((lang) =>
  pages.map((page) => ({ name: `${lang} ${page.page}`, html: renderPage(shell({ lang }), page) })),
);
const tags = (html: string): readonly string[] => html.match(/<[a-z!/][^>]*?(?:"[^"]*"[^>]*?)*>/gi) ?? [];

test('hostile text in every field of every page comes out as text', () => {
  for (const { name, html } of everyPage) {
    expect(html, name).not.toContain('<script>alert');
    expect(html, name).not.toMatch(/<(img|svg) (src|onload)/);
    for (const tag of tags(html)) expect(tag, name).not.toMatch(/^<[^"]*(?:"[^"]*"[^"]*)*\son\w+=/i);
  }
});

test('no page has inline script or style', () => {
  for (const { name, html } of everyPage) {
    for (const tag of tags(html)) {
      expect(tag, name).not.toMatch(/\sstyle=/);
      if (tag.startsWith('<script'))
        expect(tag, name).toMatch(/type="module" src="\/assets\/|type="application\/ld\+json"/);
    }
    expect(html, name).not.toContain('<style');
  }
});

test('links lead only to web pages, mail, or places on this site', () => {
  for (const { name, html } of everyPage)
    for (const [, to] of html.matchAll(/\s(?:href|action|src)="([^"]*)"/g))
      expect(to, name).toMatch(/^(\/(?!\/)|#|https?:\/\/|mailto:)/);
});

test('nothing on a page is fetched from another host', () => {
  for (const { name, html } of everyPage) {
    expect(html, name).not.toMatch(/<(img|iframe|video|audio|object|embed)\b/);
    for (const [, src] of html.matchAll(
      /<(?:script|link rel="(?:stylesheet|icon|manifest|apple-touch-icon)")[^>]*?(?:src|href)="([^"]*)"/g,
    ))
      expect(src, name).toMatch(/^\/(?!\/)/);
  }
});

test('every page is one whole document in its language with a single main heading', () => {
  for (const { name, html } of everyPage) {
    expect(html.startsWith('<!doctype html><html lang="'), name).toBe(true);
    expect(isUiLang(html.slice(27, 29)), name).toBe(true);
    expect(html.match(/<h1[ >]/g)?.length, name).toBe(1);
    expect(html, name).toContain('href="/assets/site-1.css"');
    expect(html, name).not.toMatch(/undefined|\[object |NaN/);
  }
});

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

test('pages for one person are not indexed, and their addresses do not travel', () => {
  for (const page of [answerPage, ticketPage] as const) {
    const html = renderPage(shell(), page);
    expect(html).toContain('<meta name="robots" content="noindex"');
    expect(html).toContain('<meta name="referrer" content="no-referrer"');
    expect(html).not.toContain('rel="canonical"');
  }
});

test('how many others ask is told in words only', () => {
  const html = renderPage(shell({ lang: 'en' }), ticketPage);
  expect(html).toContain('A few others ask the same.');
  expect(html).toContain('Many others ask the same.');
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

test('thanks for feedback leads back only within this site', () => {
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
