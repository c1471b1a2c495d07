// What the operator's pages do, by API: other publishers, the wordings that checks are found by, answers held back.
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import type { Member } from '../../src/desk/index.ts';
import { type DeskServer, deskServer } from '../desk/desk-server.ts';
import { sampleChecks } from '../desk/sample-checks.ts';
import { bearerOf, headersOf, sender } from './one-identity.ts';

const json =
  (desk: DeskServer, own: Readonly<Record<string, string>>) => async (method: string, path: string, body?: object) => {
    const sent = body === undefined ? undefined : JSON.stringify(body);
    const response = await sender(desk, own)(method, `/api/v1/desk${path}`, sent);
    return { status: response.status, json: response.status === 204 ? null : await response.json() };
  };
const by = (desk: DeskServer, who: Member) => json(desk, headersOf(who));

const withSource = async (proven = true) => {
  const desk = await deskServer({}, () => (proven ? new Date('2100-01-01T00:00:00Z') : null));
  const wanted = { name: 'Elsewhere', site: 'news.example', licence: null };
  const source = await desk.world.checks.source(wanted, () => randomUUID() as Id);
  const answers = async () => (await desk.world.checks.sources()).map((one) => one.answers);
  return { desk, source, answers };
};

test('a publisher is let answer by two who have just shown the second factor and stopped by one, never by a program', async () => {
  const { desk, source, answers } = await withSource();
  const { editor, owner, reviewer } = desk.team;
  const at = `/sources/${source.id}/answers`;
  const wish = { answers: true, reason: 'Họ làm kỹ.' };
  const program = json(desk, { authorization: await bearerOf(desk, editor, ['sources.manage']) });
  expect((await program('GET', '/sources')).json).toEqual({
    sources: [{ ...source, checks: 0, answers: false, readsLike: [], asked: null }],
  });
  expect((await program('POST', at, wish)).json).toMatchObject({ code: 'not-by-token' });
  expect((await by(desk, reviewer)('POST', at, wish)).status).toBe(403);
  expect((await by(desk, editor)('POST', at, { answers: true })).json).toMatchObject({ code: 'opt-in-reason' });
  expect((await by(desk, editor)('POST', at, wish)).status).toBe(204);
  expect((await by(desk, owner)('POST', at, wish)).json).toMatchObject({ code: 'opt-in-waiting' });
  expect(await answers()).toEqual([false]);
  const { sources } = (await program('GET', '/sources')).json as { sources: { asked: { id: string } | null }[] };
  expect(sources).toMatchObject([{ asked: { reason: wish.reason, askedBy: editor.id } }]);
  const decide = `/opt-ins/${sources[0]?.asked?.id}/decision`;
  expect((await program('POST', decide, { decision: 'agree' })).json).toMatchObject({ code: 'not-by-token' });
  expect((await by(desk, editor)('POST', decide, { decision: 'agree' })).json).toMatchObject({ code: 'opt-in-own' });
  expect((await by(desk, owner)('POST', decide, { decision: 'agree' })).status).toBe(204);
  expect((await by(desk, owner)('POST', decide, { decision: 'refuse' })).json).toMatchObject({
    code: 'opt-in-settled',
  });
  expect(await answers()).toEqual([true]);
  expect((await by(desk, editor)('POST', at, wish)).json).toMatchObject({ code: 'source-answers' });
  expect((await by(desk, editor)('POST', at, { answers: false })).status).toBe(204);
  expect(await answers()).toEqual([false]);
  expect((await by(desk, editor)('POST', `/sources/${randomUUID()}/answers`, wish)).status).toBe(404);
  // Another wish, taken back by whoever has it and by nobody else.
  await by(desk, editor)('POST', at, wish);
  const [again] = (await desk.world.optIns.list(5)).filter(({ state }) => state === 'waiting');
  expect((await by(desk, owner)('DELETE', `/opt-ins/${again?.id}`)).status).toBe(403);
  expect((await by(desk, editor)('DELETE', `/opt-ins/${again?.id}`)).status).toBe(204);
  const told = await desk.server.fetch(new Request('http://x.example/api/v1/source-log'));
  const states = ((await told.json()) as { optIns: { state: string }[] }).optIns.map(({ state }) => state);
  expect(states.sort()).toEqual(['agreed', 'withdrawn']);
});

test('an import that waits is read by a program, and let in, declined or taken back by people', async () => {
  const desk = await deskServer();
  const { editor, owner } = desk.team;
  const begin = async () => {
    const run = randomUUID() as Id;
    await desk.world.imports.begin({ id: run, name: 'bai.json', at: desk.world.now(), heldFor: { by: editor.id } });
    await desk.world.imports.finish(run, desk.world.now());
    return run;
  };
  const run = await begin();
  const program = json(desk, { authorization: await bearerOf(desk, editor, ['sources.manage']) });
  expect((await program('GET', '/imports')).json).toMatchObject({ imports: [{ id: run, held: { decision: null } }] });
  expect((await program('GET', `/imports/${run}`)).json).toMatchObject({ import: { id: run }, items: [] });
  expect((await program('GET', `/imports/${randomUUID()}`)).status).toBe(404);
  const decide = `/imports/${run}/decision`;
  expect((await program('POST', decide, { decision: 'agree' })).json).toMatchObject({ code: 'not-by-token' });
  expect((await by(desk, editor)('POST', decide, { decision: 'agree' })).json).toMatchObject({ code: 'import-own' });
  expect((await by(desk, owner)('POST', decide, { decision: 'agree' })).status).toBe(204);
  expect((await by(desk, owner)('POST', decide, { decision: 'refuse' })).json).toMatchObject({
    code: 'import-decided',
  });
  const other = await begin();
  expect((await by(desk, owner)('DELETE', `/imports/${other}`)).status).toBe(403);
  expect((await by(desk, editor)('DELETE', `/imports/${other}`)).status).toBe(204);
});

test('the page asks for the second factor just so', async () => {
  const { desk, source, answers } = await withSource(false);
  const { editor } = desk.team;
  const fields = new URLSearchParams({ answers: '1', reason: 'Họ làm kỹ.' });
  const sent = await desk.as(editor, 'POST', `/operator/sources/${source.id}`, fields);
  expect([sent.status, (await sent.text()).includes('name="code"')]).toEqual([200, true]);
  expect((await by(desk, editor)('POST', `/sources/${source.id}/answers`, { answers: true })).json).toMatchObject({
    code: 'step-up-needed',
  });
  expect(await answers()).toEqual([false]);
});

test('wordings are listed for a program, and decided, proposed, agreed to and taken away by persons alone', async () => {
  const desk = await deskServer();
  const { reviewer, editor } = desk.team;
  const [check] = await sampleChecks(desk, ['gao-lam-tu-nhua']);
  const shared = randomUUID();
  await desk.database.all(sql`
    insert into taught_aliases (id, check_id, kind, lang, text, key, state, founders, yes, no, since)
    values (${shared}, ${check!.id}, 'asked', 'vi', 'gạo giả bằng nhựa', 'k', 'learned', 3, 4, 1, '2026-11-19')`);
  const program = json(desk, { authorization: await bearerOf(desk, reviewer, ['aliases.decide']) });
  const ask = by(desk, reviewer);
  expect((await program('GET', '/aliases?state=learned')).json).toEqual({
    aliases: [
      {
        ...{ id: shared, check: check!.id, slug: 'gao-lam-tu-nhua', kind: 'asked', lang: 'vi' },
        ...{
          text: 'gạo giả bằng nhựa',
          state: 'learned',
          yes: 4,
          no: 1,
          harsh: null,
          agreed: null,
          removedOn: null,
          putForward: null,
        },
      },
    ],
  });
  const given = { check: 'gao-lam-tu-nhua', lang: 'vi', text: 'gạo làm bằng nhựa bán ngoài chợ' };
  for (const [path, body] of [
    [`/aliases/${shared}/decision`, { decision: 'agree' }],
    ['/alias-proposals', given],
  ] as const)
    expect((await program('POST', path, body)).json).toMatchObject({ code: 'not-by-token' });
  expect((await ask('POST', `/aliases/${shared}/decision`, { decision: 'agree' })).status).toBe(204);
  expect((await ask('POST', `/aliases/${shared}/decision`, { decision: 'agree' })).json).toMatchObject({
    ...{ status: 403, code: 'alias-own' },
  });
  const page = await desk.as(
    reviewer,
    'POST',
    `/operator/wordings/${shared}/use`,
    new URLSearchParams({ decision: 'confirm' }),
  );
  expect([page.status, await page.text()]).toEqual([
    403,
    expect.stringContaining('Bạn không tự đồng ý với lời của mình'),
  ]);
  expect((await ask('GET', '/aliases?state=learned')).json).toMatchObject({
    aliases: [{ putForward: { by: reviewer.id } }],
  });
  expect((await by(desk, editor)('POST', `/aliases/${shared}/decision`, { decision: 'agree' })).status).toBe(204);
  expect((await ask('GET', '/aliases?state=learned')).json).toEqual({ aliases: [] });
  expect((await ask('POST', `/aliases/${shared}/decision`, { decision: 'refuse' })).status).toBe(204);
  // What askers share is refused, not taken away.
  expect((await ask('DELETE', `/aliases/${shared}`)).status).toBe(404);

  const sent = await ask('POST', '/alias-proposals', given);
  expect(sent.status).toBe(201);
  const { id } = sent.json as { id: string };
  expect((await ask('POST', '/alias-proposals', given)).json).toMatchObject({
    code: 'not-now',
    reason: 'alias-waiting',
  });
  expect((await ask('POST', '/alias-proposals', { ...given, text: 'gọi 0912 345 678 hỏi gạo' })).json).toMatchObject({
    reason: 'alias-not-plain',
    field: 'text',
  });
  expect((await ask('POST', '/alias-proposals', { ...given, check: 'khong-co' })).status).toBe(404);
  expect((await program('GET', '/alias-proposals')).json).toEqual({
    proposals: [
      {
        ...{ id, check: check!.id, slug: 'gao-lam-tu-nhua', lang: 'vi', text: given.text, harsh: null },
        ...{ proposedBy: reviewer.id, proposedOn: '2026-11-20', refused: null },
      },
    ],
  });
  const at = `/alias-proposals/${id}`;
  expect((await program('POST', `${at}/decision`, { decision: 'agree' })).json).toMatchObject({
    code: 'not-by-token',
  });
  expect((await ask('POST', `${at}/decision`, { decision: 'agree' })).json).toMatchObject({
    status: 403,
    code: 'alias-own',
    title: 'Bạn không tự đồng ý với lời của mình',
  });
  const other = by(desk, editor);
  expect((await other('DELETE', at)).status).toBe(403);
  expect((await other('POST', `${at}/decision`, { decision: 'agree' })).status).toBe(204);
  expect((await other('POST', `${at}/decision`, { decision: 'agree' })).status).toBe(404);
  const listed = async () =>
    ((await ask('GET', '/aliases')).json as { aliases: { id: string; kind: string; removedOn: string | null }[] })
      .aliases;
  const added = (await listed()).find(({ kind }) => kind === 'alias');
  expect(added).toMatchObject({
    text: given.text,
    agreed: { addedBy: reviewer.id, agreedBy: editor.id },
    removedOn: null,
  });
  expect((await ask('DELETE', `/aliases/${added?.id}`)).status).toBe(204);
  expect((await ask('DELETE', `/aliases/${added?.id}`)).status).toBe(404);
  expect((await listed()).find(({ kind }) => kind === 'alias')).toMatchObject({ removedOn: '2026-11-20' });
  expect((await ask('POST', `/aliases/${added?.id}/bring-back`)).status).toBe(204);
  expect((await ask('POST', `/aliases/${added?.id}/bring-back`)).status).toBe(404);

  const taken = await ask('POST', '/alias-proposals', { ...given, text: 'gạo nhựa trộn ở chợ đầu mối' });
  expect((await ask('DELETE', `/alias-proposals/${(taken.json as { id: string }).id}`)).status).toBe(204);
  expect((await program('GET', '/alias-proposals')).json).toEqual({ proposals: [] });
});

test('an answer that askers dispute is held back and let go', async () => {
  const desk = await deskServer();
  const [check] = await sampleChecks(desk, ['gao-lam-tu-nhua']);
  const claim = randomUUID();
  await desk.database.all(sql`
    insert into claims (id, fingerprint, text, first_day) values (${claim}, 'f', 'Gạo ở siêu thị', '2026-11-18')`);
  await desk.database.all(sql`
    insert into withheld_answers (check_id, claim_id, state, yes, no, since)
    values (${check!.id}, ${claim}, 'withheld', 1, 6, '2026-11-19')`);
  const ask = by(desk, desk.team.reviewer);
  const answer = { check: check!.id, claim, slug: 'gao-lam-tu-nhua', yes: 1, no: 6, since: '2026-11-19' };
  expect((await ask('GET', '/withheld-answers')).json).toEqual({ answers: [{ ...answer, held: false }] });
  const at = `/withheld-answers/${check!.id}/${claim}`;
  expect((await ask('POST', `${at}/hold`)).status).toBe(204);
  expect((await ask('GET', '/withheld-answers')).json).toEqual({ answers: [{ ...answer, held: true }] });
  expect((await ask('POST', `${at}/release`)).status).toBe(204);
  expect((await ask('GET', '/withheld-answers')).json).toEqual({ answers: [] });
  expect((await ask('POST', `${at}/release`)).status).toBe(404);
  expect((await by(desk, desk.team.checker)('POST', `${at}/hold`)).status).toBe(403);
});
