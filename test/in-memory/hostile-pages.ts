// One page of each kind with an attack in every field, for tests of what all pages have in common.
import type { Day } from '../../src/base/clock.ts';
import type { Id } from '../../src/base/ids.ts';
import { uiLangs } from '../../src/base/lang.ts';
import { type Check, cardOf, type Source } from '../../src/core/check.ts';
import { statementPages } from '../../src/core/organisation.ts';
import type { CheckPicture } from '../../src/core/picture.ts';
import type { AnswerView, ClaimView, Page, Shell } from '../../src/web/pages/model.ts';
import { problemCodes } from '../../src/web/problem.ts';

export const attack = `</script><script>alert(1)</script><img src=x onerror=alert(2)>"'><svg onload=alert(3)>`;
export const day = '2026-11-20' as Day;
const id = '00000000-0000-4000-8000-000000000001' as Id;
export const source: Source = {
  id,
  name: `Elsewhere ${attack}`,
  site: 'javascript:alert(4)',
  licence: attack,
  answers: false,
};
export const words = {
  title: attack,
  claim: attack,
  short: attack,
  known: `# ${attack}\n[x](javascript:alert(5))`,
  how: attack,
  reply: attack,
};

/** A picture of which everything that is said is hostile, and what its file says, too. */
const picture: CheckPicture = {
  ...{ file: 'c'.repeat(64), width: 4, height: 3, kind: 'edited', seenUrl: attack, seenOn: day },
  alt: { vi: attack, en: attack },
  says: {
    ...{ credentials: 'trusted', signedBy: attack, signedOn: day, madeWith: attack, declared: 'by-model' },
    ...{ takenOn: day, software: attack },
  },
};
export const check: Check = {
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
    {
      ...{ on: day, kind: 'correction', explain: { vi: attack }, before: { vi: { short: attack, known: attack } } },
      pictures: { removed: [{ ...picture, file: 'd'.repeat(64) }], added: [picture] },
    },
  ],
  pictures: [picture],
};
export const theirs: Check = {
  ...check,
  slug: 'theirs',
  source,
  originalUrl: 'https://elsewhere.example/1',
  label: attack,
  verdict: 'misleading',
};
export const card = cardOf(check);
export const answer: AnswerView = {
  card,
  overdue: true,
  spans: { query: [{ start: 0, end: 9 }], matched: [{ start: 0, end: 9 }] },
  matched: attack,
  wording: { text: attack, lang: 'vi', spans: [{ start: 0, end: 9 }] },
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
export const filter = { verdicts: ['false'], topic: attack, lang: null, from: day, to: null, source: null } as const;
const topics = [{ topic: attack, checks: 3 }];
const counts = { read: 9, imported: 1, changed: 1, unchanged: 1, held: 1, declined: 1, refused: 3, doubles: 1 };
const held = { askedBy: id, decision: null, decidedBy: null, decidedOn: null, letIn: false, items: 2, pictures: 0 };
const run = { id, name: attack, startedAt: new Date(0), finishedAt: new Date(0), failed: null, counts, held };
const optIn = {
  ...{
    id,
    source: id,
    name: attack,
    site: attack,
    reason: attack,
    askedBy: id,
    askedOn: day,
    state: 'waiting' as const,
  },
  ...{ settledBy: null, settledOn: null, endedOn: null, onMachine: false, letIn: true },
};
const desk = {
  ...({ id, name: attack, email: attack, role: 'owner', state: 'active', lang: 'vi' } as const),
  ...{ twoFactor: true, mentions: 3 },
};
const second = { names: { [id]: attack }, who: { member: null, proven: false }, desk };
const items = [{ publisher: source, save: { check: theirs, externalKey: attack, links: [] } }];

export const answerPage = {
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
export const ticketPage = {
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
export const pages: readonly Page[] = [
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
  {
    page: 'requests',
    since: day,
    requests: [
      {
        ...{ id, number: 1, kind: 'state', name: attack, askedOn: day, wanted: 'other', outcome: 'partly' },
        ...{ says: { vi: attack }, ground: { vi: attack }, silence: { until: day, law: { vi: attack } }, corrects: id },
        ...{ check: { slug: attack, titles: { vi: attack } }, correctsNumber: 2, correctedBy: [3] },
        ...{ writtenBy: id, writtenOn: day, state: 'agreed', settledBy: id, settledOn: day, letIn: true },
      },
    ],
  },
  { page: 'offline' },
  ...problemCodes.map(
    (code) => ({ page: 'problem', status: 400, code, retryAfter: 3, until: day, right: null }) as const,
  ),
  {
    page: 'problem',
    status: 418,
    code: attack,
    retryAfter: null,
    until: null,
    right: 'sources.manage',
    typed: [attack],
  },
  {
    page: 'operator',
    sources: [{ ...source, checks: 2 }],
    runs: [run],
    running: { name: attack, read: 1, refused: 1 },
    notice: attack,
    wordings: 3,
    ...{
      waiting: [run],
      optIns: [optIn],
      readsLike: new Map([[id, [{ name: attack, site: attack }]]]),
      not: new Map([[id, { until: day, ask: [id] }]]),
      alone: true,
      agreeing: null,
      typed: { source: id, reason: attack, refused: 'opt-in-reason' },
    },
    ...second,
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
        agreed: kind === 'alias' ? { addedBy: id, confirmedBy: id, on: day } : null,
        removedOn: kind === 'alias' && state === 'dropped' ? day : null,
        putForward: kind === 'asked' && state === 'learned' ? { by: id, on: day } : null,
      })),
    ),
    proposals: [null, { by: id, on: day }].map((declined) => ({
      ...{ id, check: id, lang: 'vi', text: attack, key: attack, proposedBy: id, proposedOn: day, declined },
    })),
    member: id,
    desk,
    names: new Map([[id, attack]]),
    agreeing: [id],
    not: new Map([[id, { until: day, ask: [id] }]]),
    unsettled: { proposal: id, code: 'alias-own' },
    withheld: [true, false].map((held) => ({ check: id, claim: id, held, yes: 1, no: 6, since: day })),
    refused: { code: 'alias-not-plain', check: attack, lang: 'en', text: attack },
  },
  {
    page: 'operator-run',
    readsLike: [{ one: { name: attack, site: attack }, like: { name: attack, site: attack } }],
    run,
    refused: [{ position: attack, code: attack, detail: attack }],
    items,
    pictures: [{ check: id, slug: attack, titles: { vi: attack }, picture }],
    not: { until: day, ask: [id] },
    ...second,
  },
  {
    page: 'api',
    specPath: '/api/v1/openapi.json',
    operations: [null, { right: attack, by: 'proven' } as const].map((guard, i) => ({
      method: 'get',
      path: attack,
      summary: attack,
      anchor: `a${i}`,
      detail: attack,
      guard,
    })),
  },
];

export const shell = (more: Partial<Shell> = {}): Shell => ({
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
