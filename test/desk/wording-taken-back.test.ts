// Proposals for the claim beside each other: none takes the place of a colleague's, and one's own waits again once the newer one was taken back.
import { expect, test } from 'vitest';
import { makeCase } from './a-case.ts';
import { deskServer } from './desk-server.ts';

test('after somebody took their newest wording back their one before waits again everywhere, and is agreed to', async () => {
  const desk = await deskServer();
  const { checker, reviewer } = desk.team;
  const { number } = await makeCase(desk.database);
  const at = `/api/v1/desk/cases/${number}`;
  const propose = async (who: typeof checker, vi: string): Promise<string> => {
    const done = await desk.as(who, 'POST', `${at}/wordings`, { wording: { vi } });
    return ((await done.json()) as { id: string }).id;
  };
  const older = await propose(checker, 'Uống lá đu đủ chữa khỏi sốt xuất huyết');
  desk.setClock('2026-11-20T11:00:00Z');
  const newer = await propose(checker, 'Nước lá đu đủ chữa khỏi sốt xuất huyết');
  /** What waits, as each of the three tells it. */
  const waits = async () => {
    const whole = (await (await desk.as(reviewer, 'GET', at)).json()) as { wordings: { id: string; waits: boolean }[] };
    const listed = (await (await desk.as(reviewer, 'GET', '/api/v1/desk/submissions')).json()) as {
      wordings: { id: string }[];
    };
    const reviews = await (await desk.as(reviewer, 'GET', '/vi/desk/reviews')).text();
    const page = await (await desk.as(reviewer, 'GET', `/vi/desk/cases/${number}`)).text();
    const sentences = ['Uống lá đu đủ chữa khỏi', 'Nước lá đu đủ chữa khỏi'];
    return {
      api: whole.wordings.filter((one) => one.waits).map(({ id }) => id),
      listed: listed.wordings.map(({ id }) => id),
      reviews: sentences.filter((sentence) => reviews.includes(sentence)),
      page: [...page.matchAll(/action="[^"]*\/wordings\/([0-9a-f-]{36})"/g)].map(([, id]) => id),
    };
  };
  const one = (id: string, sentence: string) => ({ api: [id], listed: [id], reviews: [sentence], page: [id] });
  expect(await waits()).toEqual(one(newer, 'Nước lá đu đủ chữa khỏi'));
  const decide = (id: string) => desk.as(reviewer, 'POST', `${at}/wordings/${id}/decision`, { decision: 'agree' });
  expect(await (await decide(older)).json()).toMatchObject({ code: 'wording-replaced' });
  expect((await desk.as(checker, 'DELETE', `${at}/wordings/${newer}`)).status).toBe(204);
  expect(await waits()).toEqual(one(older, 'Uống lá đu đủ chữa khỏi'));
  expect((await decide(newer)).status).toBe(409);
  expect((await decide(older)).status).toBe(204);
  expect(await waits()).toEqual({ api: [], listed: [], reviews: [], page: [] });
  // One that was agreed to is not taken back any more.
  expect((await desk.as(checker, 'DELETE', `${at}/wordings/${older}`)).status).toBe(409);
});

test('a trainee’s wording stands beside a colleague’s, and takes the place of nobody’s', async () => {
  const desk = await deskServer();
  const { trainee, checker, reviewer } = desk.team;
  const { number } = await makeCase(desk.database);
  const at = `/api/v1/desk/cases/${number}`;
  const path = `/vi/desk/cases/${number}`;
  const propose = async (who: typeof checker, vi: string): Promise<string> => {
    const done = await desk.as(who, 'POST', `${at}/wordings`, { wording: { vi } });
    return ((await done.json()) as { id: string }).id;
  };
  const first = await propose(checker, 'Uống lá đu đủ chữa khỏi sốt xuất huyết');
  desk.setClock('2026-11-20T11:00:00Z');
  const beside = await propose(trainee, 'Nước lá đu đủ chữa khỏi mọi bệnh');
  const waits = async () => {
    const { wordings } = await (await desk.as(reviewer, 'GET', at)).json();
    return (wordings as { id: string; waits: boolean }[]).flatMap(({ id, waits }) => (waits ? [id] : []));
  };
  expect(await waits()).toEqual([first, beside]);
  const lists = await (await desk.as(reviewer, 'GET', '/api/v1/desk/submissions')).json();
  expect(lists.wordings.map(({ id }: { id: string }) => id)).toEqual([first, beside]);
  const before = await (await desk.as(reviewer, 'GET', path)).text();
  for (const sentence of ['Uống lá đu đủ chữa khỏi sốt', 'Nước lá đu đủ chữa khỏi mọi', 'Mỗi người có một câu riêng'])
    expect(before).toContain(sentence);
  // Whoever proposed one takes back that one alone.
  expect((await desk.as(trainee, 'DELETE', `${at}/wordings/${first}`)).status).toBe(404);
  expect((await desk.as(reviewer, 'POST', `${at}/wordings/${first}/decision`, { decision: 'agree' })).status).toBe(204);
  expect(await waits()).toEqual([beside]);
  expect((await desk.as(reviewer, 'POST', `${at}/wordings/${beside}/decision`, { decision: 'refuse' })).status).toBe(
    204,
  );
  const after = await (await desk.as(reviewer, 'GET', path)).text();
  expect(after).toContain('Các câu đã đề xuất trước đây (1)');
  expect(after).toContain(`${trainee.name} đề xuất, ${reviewer.name} không dùng`);
  expect(after).toContain('Nước lá đu đủ chữa khỏi mọi');
});
