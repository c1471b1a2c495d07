// A new topic is called in public as two people agreed, and what is markup is no topic.
import { expect, test } from 'vitest';
import { publishDecided, refreshLabels, reviewSubmission } from '../../src/desk/index.ts';
import { conclusion, handIn, readyCase } from './deciding.ts';
import { deskServer } from './desk-server.ts';

test('a new topic keeps the accents it was typed with, once somebody else agreed, and its address has none', async () => {
  const desk = await deskServer();
  const { world, database, team } = desk;
  const { checker, reviewer } = team;
  const read = async (path: string) => (await desk.as(team.trainee, 'GET', path)).text();
  const ready = await readyCase(database, { writer: checker, approver: reviewer });
  const { id, contentHash } = await handIn(world, checker, ready, { topics: ['giao thông', 'health'] });
  expect(await read(`/vi/desk/reviews/${id}`)).toContain('Giao thông');
  await refreshLabels(world);
  expect(world.labels.topicNames()).toEqual({});
  await reviewSubmission(world, reviewer, id, { outcome: 'approved', contentHash, reason: '', remarks: [] });
  await publishDecided(world);
  await refreshLabels(world);
  for (const path of ['/vi/topics', `/vi/checks/${conclusion.slug}`, '/vi/topics/giao-thong', '/en/topics'])
    expect(await read(path), path).toContain('Giao thông');
  const { topics } = JSON.parse(await read('/api/v1/topics')) as { topics: object[] };
  expect(topics).toContainEqual({ topic: 'giao-thong', checks: 1, names: { vi: 'Giao thông', en: 'Giao thông' } });
  // Typed without accents later, it is the same topic and goes by the same name.
  const next = await readyCase(
    database,
    { writer: checker, approver: reviewer },
    'Uống trà xanh mỗi tối làm mất ngủ cả tuần',
  );
  const later = await handIn(world, checker, next, { topics: ['GIAO THONG'], slug: 'tra-xanh' });
  expect((await world.decisions.submission(later.id))?.content).toMatchObject({ topics: ['giao-thong'] });
  expect((await world.decisions.submission(later.id))?.content).not.toHaveProperty('topicNames');
});

test('an address word that is no topic yet is refused by API and verb with the topics there are; its name makes one', async () => {
  const desk = await deskServer();
  const { checker, reviewer } = desk.team;
  const ready = await readyCase(desk.database, { writer: checker, approver: reviewer });
  const send = (topics: readonly string[]) =>
    desk.as(checker, 'POST', `/api/v1/desk/cases/${ready.number}/submissions/check`, {
      ...{ ...conclusion, publishAt: undefined, topics },
    });
  const refused = await send(['health', 'giao-thong']);
  expect([refused.status, await refused.json()]).toEqual([
    422,
    expect.objectContaining({ reason: 'topic-unknown', field: 'topics', detail: expect.stringContaining('health') }),
  ]);
  expect((await send(['giao thông'])).status).toBe(201);
});

test('markup is refused as a topic, of a check and of an explainer', async () => {
  const desk = await deskServer();
  const { checker, reviewer } = desk.team;
  const { number } = await readyCase(desk.database, { writer: checker, approver: reviewer });
  const sent = await desk.as(checker, 'POST', `/api/v1/desk/cases/${number}/submissions/check`, {
    ...conclusion,
    publishAt: undefined,
    topics: ['<b>giao thong</b>'],
  });
  expect(sent.status).toBe(422);
  expect(await sent.json()).toMatchObject({ reason: 'topic-unfit', field: 'topics' });
  const text = { title: 'Một bài', short: 'Ngắn.', body: 'Dài hơn một chút.' };
  const explained = await desk.as(checker, 'POST', '/api/v1/desk/explainers', {
    slug: 'mot-bai',
    topics: ['health', '<i>x</i>'],
    checks: [],
    texts: { vi: text, en: text },
  });
  expect(await explained.json()).toMatchObject({ reason: 'topic-unfit', field: 'topics' });
});
