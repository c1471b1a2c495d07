// One stolen owner who makes themselves a second account: what it writes and what it agrees to stay one person's.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import type { Actor, Role } from '../../src/core/rights.ts';
import {
  acceptInvitation,
  approveWording,
  changeRole,
  decideTemplate,
  inviteMember,
  proposeAlias,
  proposeTemplate,
  proposeWording,
  publishDecided,
  removeMember,
  reviewSubmission,
  settleAlias,
} from '../../src/desk/index.ts';
import { makeCase } from '../desk/a-case.ts';
import { colleague, handIn, publishedCase, readyCase } from '../desk/deciding.ts';
import { type StoredWorld, storedWorld } from '../temp-database.ts';

const password = 'bốn con vịt qua sông';

/** A team that has long been there: the owner whose account is stolen, a checker, and one reviewer beside them. */
const oldTeam = async () => {
  const opened = await storedWorld();
  const { database } = opened;
  const [thief, checker, old] = [
    await colleague(database, 'owner'),
    await colleague(database, 'checker'),
    await colleague(database, 'reviewer'),
  ];
  return { ...opened, thief, checker, old };
};

/** A name for each, as nobody in the team is called like another: letters of which no two look alike. */
const letters = 'abcdefghkmopqstuwxyz';
let came = 0;
const newcomers = (): string => letters[came++ % letters.length] ?? '';

/** Makes a link and follows it oneself: a new account, or a new way into one that is there. */
const comeIn = async (world: StoredWorld, by: Actor, role: Role, member: Id | null = null): Promise<Actor> => {
  const code = world.newId();
  const invited = await inviteMember(world, by, { code, role, member, letter: null });
  if (!invited.ok) throw new Error(invited.error.code);
  const given = {
    code,
    name: `Người mới ${newcomers()}`,
    email: `${code}@example.org`,
    password,
    lang: 'vi',
    organisation: 'Sangto',
  };
  const joined = await acceptInvitation(world, { ...given, lang: 'vi' });
  if (!joined.ok) throw new Error(joined.error.code);
  return { id: joined.value, role };
};

type Given = Awaited<ReturnType<typeof oldTeam>>;
/** A whole check that somebody handed in. */
const handedIn = async ({ world, database, old }: Given, writer: Actor): Promise<{ id: Id; contentHash: string }> =>
  handIn(world, writer, await readyCase(database, { writer, approver: old }), {
    asOf: '2026-11-19',
    reviewBy: '2027-11-19',
  });
const agrees = (world: StoredWorld, by: Actor, { id, contentHash }: { id: Id; contentHash: string }) =>
  reviewSubmission(world, by, id, { outcome: 'approved', contentHash, reason: '', remarks: [] });
const late = (until = '2026-11-27') => ({ ok: false, error: { code: 'let-in-lately', detail: until } });
const nothingIsPublic = async ({ world, database }: Given) => {
  await publishDecided(world);
  expect(await database.all(sql`select slug from checks`)).toEqual([]);
};

test('an owner who invites a reviewer, follows the link and agrees to their own work is refused, for seven days', async () => {
  const at = await oldTeam();
  const { world, thief, old, setClock } = at;
  const second = await comeIn(world, thief, 'reviewer');
  const work = await handedIn(at, thief);
  expect(await agrees(world, second, work)).toEqual(late());
  await nothingIsPublic(at);
  setClock('2026-11-26T23:00:00Z');
  expect(await agrees(world, second, work)).toEqual(late());
  // Whom they did not let in decides at any time.
  expect((await agrees(world, old, work)).ok).toBe(true);
  expect(await publishDecided(world)).toBe(1);
});

test('after the seventh day it is a colleague like any other', async () => {
  const at = await oldTeam();
  const { world, thief, setClock } = at;
  const second = await comeIn(world, thief, 'reviewer');
  const work = await handedIn(at, thief);
  setClock('2026-11-27T00:10:00Z');
  expect((await agrees(world, second, work)).ok).toBe(true);
  expect((await world.decisions.submission(work.id))?.reviews).toMatchObject([{ letIn: false }]);
});

test.each([
  [
    'the second account writes, and the owner agrees',
    async ({ world, thief }: Given) => ({ writer: await comeIn(world, thief, 'checker'), judge: thief }),
  ],
  [
    'one account writes and another agrees, both made by the owner',
    async ({ world, thief }: Given) => ({
      writer: await comeIn(world, thief, 'checker'),
      judge: await comeIn(world, thief, 'reviewer'),
    }),
  ],
  [
    'a made owner makes the one who agrees',
    async ({ world, thief }: Given) => ({
      writer: thief,
      judge: await comeIn(world, await comeIn(world, thief, 'owner'), 'reviewer'),
    }),
  ],
  [
    'somebody who could not review is made a reviewer',
    async ({ world, thief, checker }: Given) => {
      await changeRole(world, thief, { member: checker.id, role: 'reviewer' });
      return { writer: thief, judge: { ...checker, role: 'reviewer' as const } };
    },
  ],
  [
    'the others are sent away first',
    async ({ world, thief, old }: Given) => {
      await removeMember(world, thief, old.id);
      return { writer: thief, judge: await comeIn(world, thief, 'reviewer') };
    },
  ],
  [
    'the others are lowered first',
    async ({ world, thief, old }: Given) => {
      await changeRole(world, thief, { member: old.id, role: 'checker' });
      return { writer: thief, judge: await comeIn(world, thief, 'reviewer') };
    },
  ],
  [
    'the others are raised first, to count as made by the owner',
    async ({ world, thief, old }: Given) => {
      await changeRole(world, thief, { member: old.id, role: 'editor' });
      return { writer: thief, judge: await comeIn(world, thief, 'reviewer') };
    },
  ],
  [
    'the others get a new way in first, and a new account agrees',
    async ({ world, thief, old }: Given) => {
      await comeIn(world, thief, 'reviewer', old.id);
      return { writer: thief, judge: await comeIn(world, thief, 'reviewer') };
    },
  ],
  [
    'an account of somebody else is taken over by a new way in, while a third could decide',
    async ({ world, thief, old, database }: Given) => {
      await colleague(database, 'editor');
      return { writer: thief, judge: await comeIn(world, thief, 'reviewer', old.id) };
    },
  ],
] as const)('nothing is public where %s', async (_, play) => {
  const at = await oldTeam();
  const { writer, judge } = await play(at);
  const ready = await readyCase(at.database, { writer, approver: at.old });
  const work = await handIn(at.world, writer, ready, { asOf: '2026-11-19', reviewBy: '2027-11-19' });
  expect(await agrees(at.world, judge, work)).toEqual(late());
  await nothingIsPublic(at);
});

test('a wording of a claim, a template and a wording of a check are agreed to by no such account', async () => {
  const at = await oldTeam();
  const { world, database, thief, checker, old } = at;
  await publishedCase(world, database, { writer: checker, reviewer: old });
  const [check] = await database.all<{ id: Id }>(sql`select id from checks`);
  const second = await comeIn(world, thief, 'reviewer');
  const { id } = await makeCase(database, { title: 'Cầu sập' });
  await proposeWording(world, thief, id, { wording: { vi: 'Cầu Long Biên đã sập tối 19/11/2026' }, saidBy: null });
  const [wording] = (await world.caseWork.gathered(id)).wordings;
  expect(await approveWording(world, second, id, { wording: wording!.id, decision: 'approved' })).toEqual(late());
  const text = { actor: thief, key: 'thanks', lang: 'vi', text: 'Cảm ơn bạn.', base: 0 } as const;
  const template = await proposeTemplate(world, text);
  if (!template.ok) throw new Error(template.error.code);
  const yes = { decision: 'approved', reason: '' } as const;
  expect(await decideTemplate(world, second, template.value.id, yes)).toEqual(late());
  const alias = await proposeAlias(world, thief, { check: check!.id, lang: 'vi', text: 'nước muối ấm lành dạ dày' });
  if (!alias.ok) throw new Error(alias.error.code);
  expect(await settleAlias(world, second, alias.value, 'confirmed')).toEqual(late());
  expect(await database.all(sql`select id from taught_aliases`)).toEqual([]);
  // Whoever was there before agrees to each of them.
  expect((await approveWording(world, old, id, { wording: wording!.id, decision: 'approved' })).ok).toBe(true);
  expect((await decideTemplate(world, old, template.value.id, yes)).ok).toBe(true);
  expect((await settleAlias(world, old, alias.value, 'confirmed')).ok).toBe(true);
});

test('where the team has nobody else it goes on as before: they may decide, and the public is told', async () => {
  const at = await oldTeam();
  const { world, database, thief, old } = at;
  await database.all(sql`update staff set role = 'checker' where id = ${old.id}`);
  const work = await handedIn(at, thief);
  const second = await comeIn(world, thief, 'reviewer');
  expect((await agrees(world, second, work)).ok).toBe(true);
  expect((await world.decisions.submission(work.id))?.reviews).toMatchObject([{ letIn: true }]);
  expect(await publishDecided(world)).toBe(1);
  expect(
    await database.all(
      sql`select data ->> 'change' as change from events where type = 'team.changed' order by id desc limit 1`,
    ),
  ).toEqual([{ change: 'let-in-agreed' }]);
});

test('a new team in which one owner let in everybody decides from its first day, and the public is told', async () => {
  const { world, database } = await storedWorld();
  const owner = await colleague(database, 'owner');
  const [writer, first, second] = [
    await comeIn(world, owner, 'checker'),
    await comeIn(world, owner, 'reviewer'),
    await comeIn(world, owner, 'reviewer'),
  ];
  const ready = await readyCase(database, { writer, approver: second });
  const work = await handIn(world, writer, ready, { asOf: '2026-11-19', reviewBy: '2027-11-19' });
  expect((await agrees(world, first, work)).ok).toBe(true);
  expect((await world.decisions.submission(work.id))?.reviews).toMatchObject([{ letIn: true }]);
});

/** A team of this morning: one owner let in everybody. */
const newTeam = async () => {
  const opened = await storedWorld();
  const { world, database } = opened;
  const olga = await colleague(database, 'owner');
  const [rita, edith, chen, tram] = [
    await comeIn(world, olga, 'reviewer'),
    await comeIn(world, olga, 'editor'),
    await comeIn(world, olga, 'checker'),
    await comeIn(world, olga, 'trainee'),
  ];
  return { ...opened, thief: olga, checker: chen, old: rita, olga, rita, edith, chen, tram };
};

test('in the first week an owner invites one more reviewer, who does not agree to their work while an earlier one can', async () => {
  const at = await newTeam();
  const { world, olga, rita, edith } = at;
  const mallory = await comeIn(world, olga, 'reviewer');
  const work = await handedIn(at, olga);
  expect(await agrees(world, mallory, work)).toEqual(late());
  expect(await agrees(world, edith, work)).toEqual(late());
  await nothingIsPublic(at);
  expect((await agrees(world, rita, work)).ok).toBe(true);
  expect(await publishDecided(world)).toBe(1);
});

test.each([
  [
    'the new reviewer writes, and the owner agrees',
    async ({ world, olga }: Awaited<ReturnType<typeof newTeam>>) => ({
      writer: await comeIn(world, olga, 'reviewer'),
      judge: olga,
    }),
  ],
  [
    'one new account agrees to another that came in after it',
    async ({ world, olga }: Awaited<ReturnType<typeof newTeam>>) => {
      const judge = await comeIn(world, olga, 'reviewer');
      return { writer: await comeIn(world, olga, 'checker'), judge };
    },
  ],
  [
    'the earlier ones are removed and lowered first',
    async ({ world, olga, rita, edith }: Awaited<ReturnType<typeof newTeam>>) => {
      await removeMember(world, olga, rita.id);
      await changeRole(world, olga, { member: edith.id, role: 'checker' });
      return { writer: olga, judge: await comeIn(world, olga, 'reviewer') };
    },
  ],
  [
    'the earlier one is taken over by a new way in',
    async ({ world, olga, rita }: Awaited<ReturnType<typeof newTeam>>) => ({
      writer: olga,
      judge: await comeIn(world, olga, 'reviewer', rita.id),
    }),
  ],
] as const)('in the first week nothing is public where %s', async (_, play) => {
  const at = await newTeam();
  const { writer, judge } = await play(at);
  const ready = await readyCase(at.database, { writer, approver: at.chen });
  const work = await handIn(at.world, writer, ready, { asOf: '2026-11-19', reviewBy: '2027-11-19' });
  expect(await agrees(at.world, judge, work)).toEqual(late());
  await nothingIsPublic(at);
});

test('an honest new team of an owner and two reviewers publishes what each of them writes on its first day', async () => {
  const { world, database } = await storedWorld();
  const owner = await colleague(database, 'owner');
  const [first, second] = [await comeIn(world, owner, 'reviewer'), await comeIn(world, owner, 'reviewer')];
  for (const [writer, judge, claim, slug] of [
    [owner, first, 'Uống nước muối chữa đau dạ dày', 'nuoc-muoi'],
    [first, second, 'Đeo vòng đá làm hạ đường huyết', 'vong-da'],
    [second, first, 'Gạo làm bằng nhựa bán ngoài chợ', 'gao-nhua'],
  ] as const) {
    const ready = await readyCase(database, { writer, approver: judge }, claim);
    const work = await handIn(world, writer, ready, { slug, asOf: '2026-11-19', reviewBy: '2027-11-19' });
    expect((await agrees(world, judge, work)).ok).toBe(true);
  }
  expect(await publishDecided(world)).toBe(3);
});
