// What a body of the state, a funder, a party or a company asked: written by one, agreed to by another, public with its leaf.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../src/base/canonical-json.ts';
import type { Id } from '../../src/base/ids.ts';
import { committed } from '../../src/core/leaf.ts';
import { addColleague, type DeskServer, deskServer } from '../desk/desk-server.ts';
import { sampleChecks } from '../desk/sample-checks.ts';

const given = {
  kind: 'state',
  name: 'Sở Thông tin Thử Nghiệm',
  askedOn: '2026-11-18',
  wanted: 'remove-check',
  says: { vi: 'Yêu cầu gỡ bài về gạo nhựa.', en: 'To take down the check about plastic rice.' },
  outcome: 'refused',
  ground: { vi: 'Không gỡ, vì không có quyết định của tòa.', en: 'Not taken down: there is no ruling of a court.' },
};
const at = '/api/v1/desk/requests';

const written = async ({ as, team }: DeskServer, more: object = {}): Promise<string> => {
  const sent = await as(team.editor, 'POST', at, { ...given, ...more });
  expect(sent.status, await sent.clone().text()).toBe(201);
  return ((await sent.json()) as { id: string }).id;
};
const agree = ({ as, team }: DeskServer, id: string) =>
  as(team.owner, 'POST', `${at}/${id}/decision`, { decision: 'agree' });
const publicly = async ({ server }: DeskServer, path: string) =>
  (await server.fetch(new Request(`http://x.example${path}`))).text();

test('one writes it down, another agrees, and it is on the public page, in the log and in the feed; nobody does it alone', async () => {
  const desk = await deskServer();
  const { as, team, world, database } = desk;
  const [check] = await sampleChecks(desk, ['gao-lam-tu-nhua']);
  await world.log.seal();
  expect(await publicly(desk, '/vi/requests')).toContain('Cho đến nay chưa có yêu cầu nào');
  const id = await written(desk, { check: 'gao-lam-tu-nhua' });
  expect(await publicly(desk, '/vi/requests')).not.toContain(given.name);
  // Whoever agrees reads what they agree to in every language, each under its name.
  const toAgree = await (await as(team.owner, 'GET', '/vi/desk/requests')).text();
  for (const [lang, name] of Object.entries({ vi: 'Tiếng Việt', en: 'Tiếng Anh' }) as ['vi' | 'en', string][])
    for (const text of [given.says[lang], given.ground[lang]])
      expect(toAgree).toMatch(new RegExp(`· ${name}:</strong> <span lang="${lang}">${text}`, 'i'));
  const own = await as(team.editor, 'POST', `${at}/${id}/decision`, { decision: 'agree' });
  expect(await own.json()).toMatchObject({ code: 'request-own' });
  expect((await as(team.reviewer, 'POST', `${at}/${id}/decision`, { decision: 'agree' })).status).toBe(403);
  expect((await agree(desk, id)).status).toBe(204);
  expect(await (await agree(desk, id)).json()).toMatchObject({ code: 'request-settled' });

  const [leaf] = await database.all<{ entry: string; salt: string }>(sql`
    select l.entry, s.salt from log_leaves l join log_salts s on s.leaf_id = l.id where l.kind = 'request-told'`);
  const entry = JSON.parse(leaf?.entry ?? '{}') as { hashes: { content: string } };
  expect(entry).toMatchObject({
    request: id,
    from: 'state',
    wanted: 'remove-check',
    outcome: 'refused',
    check: check!.id,
  });
  const { name, askedOn, says, ground } = given;
  const content = canonicalJson({ name, askedOn, says, ground, silentUntil: null, silentLaw: null });
  expect(entry.hashes.content).toBe(committed(leaf?.salt ?? '', content));
  expect(leaf?.entry).not.toContain('Sở');

  await world.log.seal();
  const page = await publicly(desk, '/en/requests');
  for (const shown of [given.name, given.says.en, given.ground.en, '/en/checks/gao-lam-tu-nhua', 'refused'])
    expect(page).toContain(shown);
  const journal = await publicly(desk, '/vi/log');
  expect(journal).toContain('/vi/requests#request-1');
  expect(await publicly(desk, '/en/log.xml')).toContain('Request from outside');
  const told = JSON.parse(await publicly(desk, '/api/v1/requests')) as object;
  expect(told).toMatchObject({ requests: [{ id, number: 1, check: 'gao-lam-tu-nhua', toldOn: '2026-11-20' }] });
  expect(JSON.stringify(told)).not.toContain(team.editor.id);
});

test('what was agreed to stays; a correction is a further entry that names the first, and its leaf follows the first one', async () => {
  const desk = await deskServer();
  const { as, team, database } = desk;
  const first = await written(desk);
  expect(await (await as(team.editor, 'POST', at, { ...given, corrects: first })).json()).toMatchObject({
    reason: 'request-corrects-nothing',
  });
  await agree(desk, first);
  const second = await written(desk, { corrects: first, outcome: 'partly' });
  await agree(desk, second);
  expect(await (await as(team.editor, 'POST', at, { ...given, corrects: second })).json()).toMatchObject({
    reason: 'request-corrects-nothing',
  });
  const leaves = await database.all<{ later: boolean }>(
    sql`select entry::jsonb ? 'supersedes' as later from log_leaves where kind = 'request-told' order by id`,
  );
  expect(leaves).toEqual([{ later: false }, { later: true }]);
  const page = await publicly(desk, '/en/requests');
  expect(page).toContain('Corrected by request 2');
  expect(page).toContain('Corrects request 1');
  const refusedBy = (query: ReturnType<typeof sql>, rule: string) => expect(database.all(query)).rejects.toThrow(rule);
  await refusedBy(sql`update outside_requests set outcome = 'complied'`, 'outside_requests_stand');
  await refusedBy(sql`delete from outside_requests`, 'outside_requests_stand');
  const third = await written(desk);
  const settle = (who: string) =>
    sql`update outside_requests set state = 'agreed', number = 9, settled_by = ${who}, settled_at = now() where id = ${third}`;
  await refusedBy(settle(team.editor.id), 'outside_requests_by_two');
  await refusedBy(settle(team.reviewer.id), 'outside_requests_by_right');
  await refusedBy(settle(team.owner.id), 'outside_requests_with_leaf');
  const fresh = await addColleague(database, 'editor', 'Hồ Thị Hai Tay');
  await database.all(sql`
    insert into team_deeds (member, made_by, deed, done_on) values (${fresh.id}, ${team.editor.id}, 'let-in', '2026-11-19')`);
  expect(await (await as(fresh, 'POST', `${at}/${third}/decision`, { decision: 'agree' })).json()).toMatchObject({
    code: 'let-in-lately',
  });
  expect((await as(team.owner, 'DELETE', `${at}/${third}`)).status).toBe(403);
  expect((await as(team.editor, 'DELETE', `${at}/${third}`)).status).toBe(204);
});

test('only bodies are named, in both languages, and silence needs a law that forbids more', async () => {
  const desk = await deskServer();
  const { as, team } = desk;
  const refused = async (more: object) =>
    ((await (await as(team.editor, 'POST', at, { ...given, ...more })).json()) as { reason?: string }).reason;
  expect(await refused({ name: 'Ông Nguyễn Văn A' })).toBe('request-person');
  expect(await refused({ name: ' ' })).toBe('request-name');
  expect(await refused({ askedOn: '2026-11-21' })).toBe('request-day');
  expect(await refused({ says: { vi: 'Gỡ bài.', en: ' ' } })).toBe('request-says');
  expect(await refused({ ground: { vi: '', en: 'No.' } })).toBe('request-ground');
  expect(await refused({ says: { vi: 'Gọi 0912 345 678.', en: 'Call.' } })).toBe('request-not-plain');
  expect(await refused({ check: 'khong-co' })).toBe('request-no-check');
  const law = { vi: 'Điều 5 luật thử.', en: 'Article 5 of the test law.' };
  expect(await refused({ silence: { until: '2026-11-20', law } })).toBe('request-silence');
  expect(await refused({ silence: { until: '2027-01-01', law: { vi: '', en: '' } } })).toBe('request-silence');
  expect(await refused({ askedOn: '1999-12-31' })).toBe('request-day');
  expect(await refused({ silence: { until: '2031-11-21', law } })).toBe('request-silence-long');
  await agree(desk, await written(desk, { silence: { until: '2027-01-01', law } }));
  expect(await publicly(desk, '/en/requests')).toMatch(/more until 1\s+January\s+2027/);
  expect(await publicly(desk, '/en/requests')).toContain(law.en);
});

test('the form of the page does the same, keeps what was typed, and names the field that was wrong', async () => {
  const desk = await deskServer();
  const { as, team, world } = desk;
  const flat = {
    ...{ kind: 'funder', name: 'Quỹ Thử Nghiệm', askedOn: '2026-11-18', wanted: 'other', outcome: 'complied' },
    ...{ 'says.vi': 'Xin logo.', 'says.en': 'A logo.', 'ground.vi': 'Đã đăng.', 'ground.en': 'We put it up.' },
  };
  const send = (fields: Record<string, string>) =>
    as(team.editor, 'POST', '/vi/desk/requests', new URLSearchParams(fields));
  const wrong = await send({ ...flat, kind: '' });
  const html = await wrong.text();
  expect([wrong.status, html.includes('value="Quỹ Thử Nghiệm"'), html.includes('Có một ô chưa điền')]).toEqual([
    ...[422, true, true],
  ]);
  expect(html).toMatch(/id="kind"[^>]*aria-invalid/);
  expect((await send(flat)).status).toBe(303);
  const [one] = await world.outsideRequests.waiting();
  const decide = (who: typeof team.owner, what: string) =>
    as(who, 'POST', `/vi/desk/requests/${one?.id}`, new URLSearchParams({ do: what }));
  expect((await decide(team.editor, 'agree')).status).toBe(403);
  expect((await as(team.checker, 'GET', '/vi/desk/requests')).status).toBe(403);
  expect((await decide(team.owner, 'agree')).status).toBe(303);
  expect(await publicly(desk, '/vi/requests')).toContain('Quỹ Thử Nghiệm');
});

test('an owner and the editor they just invited agree to no request while somebody else may review; where nobody may, it is told', async () => {
  const desk = await deskServer();
  const { as, team, world, database } = desk;
  await database.all(sql`update staff set role = 'reviewer' where id = ${team.editor.id}`);
  const fresh = await addColleague(database, 'editor', 'Hồ Thị Hai Tay');
  await database.all(sql`
    insert into team_deeds (member, made_by, deed, done_on) values (${fresh.id}, ${team.owner.id}, 'let-in', '2026-11-19')`);
  const id = await written({ ...desk, team: { ...team, editor: fresh } });
  expect(await (await agree(desk, id)).json()).toMatchObject({ code: 'let-in-lately' });
  const settle = () => world.outsideRequests.settle(id as Id, 'agreed', { by: team.owner.id, at: world.now() });
  await expect(settle()).rejects.toThrow('kept_apart');
  const page = await (await as(team.owner, 'GET', '/vi/desk/requests')).text();
  expect(page).toContain('Lúc này không có người khác quyết định thay');

  await database.all(sql`update staff set role = 'checker' where role = 'reviewer'`);
  expect((await agree(desk, id)).status).toBe(204);
  expect((await world.team.log(5)).map(({ change }) => change)).toEqual(['let-in-agreed']);
  expect(await publicly(desk, '/vi/requests')).toContain('qua nhau hoặc qua cùng một người');
  expect(JSON.parse(await publicly(desk, '/api/v1/requests'))).toMatchObject({ requests: [{ id, letIn: true }] });
});
