// Somebody who invites themselves: the same mailbox is refused, and two who let each other in are told to be close.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import { inviteMember, publishDecided, reviewSubmission } from '../../src/desk/index.ts';
import { handIn, publishedCase, readyCase } from './deciding.ts';
import { password, type TeamServer, teamServer } from './team-server.ts';

/** A link that an owner made for a role. */
const linkBy = async ({ world }: TeamServer, actor: { readonly id: Id }): Promise<string> => {
  const code = world.newId();
  await inviteMember(world, { id: actor.id, role: 'owner' }, { code, role: 'reviewer', member: null, letter: null });
  return code;
};

const memberOf = async ({ world }: TeamServer, email: string) =>
  (await world.team.members()).find((one) => one.email === email)!;

/** An owner, a checker that was let in long ago, and a reviewer that the owner lets in today. */
const letIn = async () => {
  const at = await teamServer();
  at.setClock('2026-11-01T08:00:00Z');
  await at.joined('owner', 'an@example.org');
  await at.joined('checker', 'binh@example.org');
  at.setClock('2026-11-20T08:00:00Z');
  const fresh = await at.joined('reviewer', 'chi@example.org');
  const [owner, old, young] = await Promise.all(
    ['an', 'binh', 'chi'].map((name) => memberOf(at, `${name}@example.org`)),
  );
  return { ...at, fresh, owner: owner!, old: old!, young: young! };
};

const publicLog = async (at: TeamServer): Promise<string> => at.visitor().page('/vi/team-log');
const told = 'qua nhau hoặc qua cùng một người';

test('one mailbox comes in once, however its address is written', async () => {
  const at = await teamServer();
  await at.joined('owner', 'an.le@gmail.com');
  const owner = await memberOf(at, 'an.le@gmail.com');
  const tried = { 'AnLe@gmail.com': 'Hai', 'an.le+hai@gmail.com': 'Bốn', 'a.n.l.e@googlemail.com': 'Năm' };
  for (const [email, name] of Object.entries(tried)) {
    const code = await linkBy(at, owner);
    const refused = await at.visitor().go('/vi/join', { code, name, email, password });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('dùng hộp thư này');
    const other = `${at.world.newId()}@example.org`;
    // The link was not used up by that.
    expect((await at.visitor().go('/vi/join', { code, name, email: other, password })).status).toBe(303);
  }
  const codes = await Promise.all([linkBy(at, owner), linkBy(at, owner)]);
  const both = await Promise.all(
    ['ba.bon@example.org', 'babon@example.org'].map((email, i) =>
      at.visitor().go('/vi/join', { code: codes[i] ?? '', name: ['Sáu', 'Bảy'][i] ?? '', email, password }),
    ),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([303, 422]);
});

test('a mailbox is kept as a keyed hash, and goes with the account', async () => {
  const at = await letIn();
  const [row] = await at.database.all<{ mailbox: string }>(sql`select mailbox from staff where id = ${at.old.id}`);
  expect(row?.mailbox).toMatch(/^[0-9a-f]{64}$/);
  await at.world.team.remove(at.old.id, { address: null, by: at.owner.id }, at.world.now());
  expect(await at.database.all(sql`select mailbox from staff where id = ${at.old.id}`)).toEqual([{ mailbox: null }]);
  const code = await linkBy(at, at.owner);
  const form = { code, name: 'Bình', email: 'b.inh@example.org', password };
  expect((await at.visitor().go('/vi/join', form)).status).toBe(303);
});

test('whoever was let in by the writer this week is warned, may decide, and the public is told, without a name', async () => {
  const at = await letIn();
  const ready = await readyCase(at.database, { writer: at.owner, approver: at.old });
  const { id, contentHash } = await handIn(at.world, at.owner, ready);
  expect(await at.fresh.page(`/vi/desk/reviews/${id}`)).toContain(
    'qua nhau hoặc qua cùng một người, chưa đến bảy ngày',
  );
  expect(await publicLog(at)).not.toContain(told);
  const yes = { outcome: 'approved', contentHash, reason: '', remarks: [] } as const;
  expect((await reviewSubmission(at.world, at.young, id, yes)).ok).toBe(true);
  await publishDecided(at.world);
  expect((await at.world.decisions.submission(id))?.reviews).toMatchObject([{ letIn: true }]);
  expect(await at.fresh.page(`/vi/desk/reviews/${id}`)).toContain(`vào nhóm ${told}`);
  const log = await at.visitor().page('/en/team-log');
  expect(log).toContain('through each other or through the same person, less than seven days before');
  expect(log).not.toContain(at.young.name);
  const check = await at.visitor().page('/vi/checks/nuoc-muoi-da-day');
  expect(check).toContain(told);
  const lines = (await (await at.visitor().go('/api/v1/team-log')).json()) as { changes: { change: string }[] };
  expect(lines.changes[0]).toMatchObject({ day: '2026-11-20', change: 'let-in-agreed', role: 'reviewer' });
});

test('the other way round it is told as well: whoever let the writer in agrees to their work', async () => {
  const at = await letIn();
  const { id, contentHash } = await handIn(
    at.world,
    at.young,
    await readyCase(at.database, { writer: at.young, approver: at.old }),
  );
  const yes = { outcome: 'approved', contentHash, reason: '', remarks: [] } as const;
  expect((await reviewSubmission(at.world, at.owner, id, yes)).ok).toBe(true);
  expect((await at.world.decisions.submission(id))?.reviews).toMatchObject([{ letIn: true }]);
  expect(await publicLog(at)).toContain(told);
});

test('in a first week, two whom the same owner let in decide, and everybody reads that: on the check, by API, on the page about the team, in the log', async () => {
  const at = await letIn();
  await at.joined('checker', 'dung@example.org');
  const writer = await memberOf(at, 'dung@example.org');
  const ready = await readyCase(at.database, { writer, approver: at.old });
  const { id, contentHash } = await handIn(at.world, writer, ready);
  expect(await at.fresh.page(`/vi/desk/reviews/${id}`)).toContain(`${told}, chưa đến bảy ngày`);
  const yes = { outcome: 'approved', contentHash, reason: '', remarks: [] } as const;
  expect((await reviewSubmission(at.world, at.young, id, yes)).ok).toBe(true);
  await publishDecided(at.world);
  const page = await at.visitor().page('/vi/checks/nuoc-muoi-da-day');
  expect(page).toContain(`Hai người duyệt bài này vào nhóm, hoặc được trao quyền duyệt, ${told}`);
  for (const { name } of [writer, at.young, at.owner]) expect(page).not.toContain(name);
  const check = await (await at.visitor().go('/api/v1/checks/nuoc-muoi-da-day')).json();
  expect(check).toMatchObject({ letIn: '2026-11-20' });
  expect(await publicLog(at)).toContain(told);
  expect(
    await at.database.all(sql`select from log_leaves where kind = 'rights-changed' and entry like '%let-in-agreed%'`),
  ).toHaveLength(1);
});

test('after seven days, and where only one of the two came in lately through somebody else, nothing is told', async () => {
  const at = await letIn();
  await publishedCase(at.world, at.database, { writer: at.old, reviewer: at.young });
  at.setClock('2026-11-27T08:00:00Z');
  const ready = await readyCase(at.database, { writer: at.owner, approver: at.old }, 'Đeo vòng đá làm hạ đường huyết');
  const { id, contentHash } = await handIn(at.world, at.owner, ready, { slug: 'vong-da' });
  const yes = { outcome: 'approved', contentHash, reason: '', remarks: [] } as const;
  expect((await reviewSubmission(at.world, at.young, id, yes)).ok).toBe(true);
  expect((await at.world.decisions.submission(id))?.reviews).toMatchObject([{ letIn: false }]);
  await publishDecided(at.world);
  expect(await publicLog(at)).not.toContain(told);
  expect(await at.visitor().page('/vi/checks/vong-da')).not.toContain(told);
});

test('a way back that an owner makes and follows themselves counts as letting in, and a row by hand cannot say otherwise', async () => {
  const at = await letIn();
  at.setClock('2026-12-20T08:00:00Z');
  const code = at.world.newId();
  await inviteMember(
    at.world,
    { id: at.owner.id, role: 'owner' },
    { code, role: 'reviewer', member: at.young.id, letter: null },
  );
  await at.visitor().go('/vi/join', { code, name: 'Chi', email: 'moi@example.org', password });
  const ready = await readyCase(at.database, { writer: at.owner, approver: at.old });
  const { id, contentHash } = await handIn(at.world, at.owner, ready, { asOf: '2026-12-19', reviewBy: '2027-12-19' });
  await at.database.all(sql`
    insert into reviews (id, submission_id, content_hash, outcome, reviewed_by, reviewed_as, reviewed_at, let_in)
    values (${at.world.newId()}, ${id}, ${contentHash}, 'approved', ${at.young.id}, 'reviewer', ${at.world.now()}, false)`);
  expect((await at.world.decisions.submission(id))?.reviews).toMatchObject([{ letIn: true }]);
});
