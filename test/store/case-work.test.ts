// Who may do what on a case, refused by the verbs whatever page or program asks; and what stays of what was done.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import { ok } from '../../src/base/result.ts';
import { type Actor, may, type Right, roles } from '../../src/core/rights.ts';
import {
  addEvidence,
  addTask,
  approveWording,
  declareInterest,
  type EvidenceTyped,
  finishTask,
  noteReply,
  noteSearch,
  proposeWording,
  remark,
  removeEvidence,
  saveDraft,
  settleDraft,
  settleRemark,
} from '../../src/desk/index.ts';
import { makeCase } from '../desk/a-case.ts';
import { addColleague, type Colleagues } from '../desk/desk-server.ts';
import { storedWorld } from '../temp-database.ts';

const evidence: EvidenceTyped = {
  kind: 'page',
  url: 'https://who.int/dengue',
  title: 'Dengue',
  publisher: 'WHO',
  stance: 'refutes',
  interest: 'independent',
  shows: { vi: 'Chưa có thuốc đặc trị.' },
  file: null,
};

const nothing = '00000000-0000-4000-8000-000000000000' as Id;

const begin = async () => {
  const { world, database } = await storedWorld();
  const members = await Promise.all(roles.map((role) => addColleague(database, role, `Người ${role}`)));
  const team = Object.fromEntries(members.map((member) => [member.role, member])) as Colleagues;
  const { id } = await makeCase(database);
  return { world, database, team, id };
};
type Begun = Awaited<ReturnType<typeof begin>>;

const deeds: readonly [
  string,
  Right,
  (begun: Begun, who: Actor) => Promise<{ readonly ok: boolean; readonly error?: { readonly code: string } }>,
][] = [
  ['add evidence', 'case.work', ({ world, id }, who) => addEvidence(world, who, id, evidence)],
  [
    'take evidence away',
    'case.work',
    ({ world, id }, who) => removeEvidence(world, who, id, { of: 'evidence', id: nothing, back: false }),
  ],
  [
    'note a search',
    'case.work',
    ({ world, id }, who) => noteSearch(world, who, id, { query: 'a', where: 'b', found: {} }),
  ],
  [
    'write a draft',
    'case.work',
    ({ world, id }, who) => saveDraft(world, who, id, { lang: 'vi', field: 'title', text: 'a', base: 0 }),
  ],
  [
    'settle a draft',
    'case.work',
    ({ world, id }, who) =>
      settleDraft(world, who, id, { lang: 'vi', field: 'title', standing: 0, waiting: 1, text: '' }),
  ],
  [
    'propose a wording',
    'wording.propose',
    ({ world, id }, who) => proposeWording(world, who, id, { wording: { vi: 'Một câu.' }, saidBy: null }),
  ],
  [
    'approve a wording',
    'wording.approve',
    ({ world, id }, who) => approveWording(world, who, id, { wording: nothing, decision: 'approved' }),
  ],
  ['say something', 'case.discuss', ({ world, id }, who) => remark(world, who, id, { text: 'a', passage: null })],
  [
    'settle a remark',
    'case.discuss',
    ({ world, id }, who) => settleRemark(world, who, id, { id: nothing, again: false }),
  ],
  ['add a task', 'case.work', ({ world, id }, who) => addTask(world, who, id, { text: 'a', assignedTo: null })],
  ['finish a task', 'case.discuss', ({ world, id }, who) => finishTask(world, who, id, { id: nothing, again: false })],
  [
    'note a reply',
    'case.work',
    ({ world, id }, who) => noteReply(world, who, id, { step: 'asked', asked: 'Sở Y tế', way: 'thư' }),
  ],
  ['declare', 'case.discuss', ({ world, id }, who) => declareInterest(world, who, id, { concerned: false })],
];

test('each role may do on a case exactly what the table of rights says (ASVS 8.2.2)', { timeout: 60_000 }, async () => {
  const begun = await begin();
  for (const [what, right, deed] of deeds)
    for (const role of roles) {
      const done = await deed(begun, begun.team[role]);
      expect(done.error?.code === 'forbidden', `${role} may ${what}`).toBe(!may(role, right));
    }
});

test('a case that is not there takes nothing', async () => {
  const begun = await begin();
  for (const [what, , deed] of deeds) {
    const done = await deed({ ...begun, id: nothing }, begun.team.owner);
    expect(done.error?.code, what).toBe('not-found');
  }
});

test('while a second person reads, evidence and wordings stand still, and words are still kept', async () => {
  const begun = await begin();
  const { world, database, team, id } = begun;
  await database.all(sql`update cases set state = 'review' where id = ${id}`);
  expect(await addEvidence(world, team.checker, id, evidence)).toMatchObject({ error: { code: 'case-not-open' } });
  const wording = { wording: { vi: 'Một câu.' }, saidBy: null };
  expect(await proposeWording(world, team.checker, id, wording)).toMatchObject({ error: { code: 'case-not-open' } });
  expect(await remark(world, team.checker, id, { text: 'a', passage: null })).toMatchObject({ ok: true });
  const typed = { lang: 'vi', field: 'title', text: 'a', base: 0 } as const;
  expect(await saveDraft(world, team.checker, id, typed)).toMatchObject({ ok: true });
});

test('the address of a source and of its copy stay as they were typed', async () => {
  const { world, team, id } = await begin();
  const typed = { url: 'http://m.example.org/law?b=2&a=1#article-4', archivedUrl: 'http://www.archive.example/1#x' };
  await addEvidence(world, team.checker, id, { ...evidence, ...typed });
  expect((await world.caseWork.gathered(id)).evidence).toMatchObject([typed]);
});

test('a lasting copy is asked for where none is named, and taken when there is one', async () => {
  const { world, team, id } = await begin();
  const asked: string[] = [];
  const capture: typeof world.capture = async (url) => {
    asked.push(url);
    return ok({ archivedUrl: `https://archive.example/${asked.length}` });
  };
  await addEvidence({ ...world, capture }, team.checker, id, evidence);
  await addEvidence({ ...world, capture }, team.checker, id, { ...evidence, archivedUrl: 'https://archive.ph/abc' });
  await addEvidence(world, team.checker, id, evidence);
  expect(asked).toEqual(['https://who.int/dengue']);
  const copies = (await world.caseWork.gathered(id)).evidence.map(({ archivedUrl }) => archivedUrl);
  expect(copies.sort()).toEqual(['https://archive.example/1', 'https://archive.ph/abc', null].sort());
});

test.each<[string, Partial<EvidenceTyped>, string, string | undefined]>([
  ['no title', { title: ' ' }, 'field-missing', 'title'],
  ['no word on what it shows', { shows: { vi: '', en: '' } }, 'field-missing', 'shows'],
  ['no interest', { interest: '' }, 'field-missing', 'interest'],
  ['a stance that is none', { stance: 'maybe' }, 'field-missing', 'stance'],
  ['a quotation without end', { quotation: 'a'.repeat(4_001) }, 'field-too-long', 'quotation'],
  ['a day that is none', { publishedOn: '2026-02-30' }, 'day-unreadable', 'publishedOn'],
  ['a day to come', { accessedOn: '2026-11-22' }, 'day-in-future', 'accessedOn'],
  ['an address inside', { url: 'http://192.168.1.1/report' }, 'evidence-address-not-public', 'url'],
  [
    'a copy on a machine of one’s own',
    { archivedUrl: 'http://localhost:8080/1' },
    'evidence-address-not-public',
    'archivedUrl',
  ],
  ['a password in its address', { url: 'https://me:pass@who.int/x' }, 'evidence-address-password', 'url'],
  ['something else as its address', { url: 'javascript:alert(1)' }, 'evidence-not-an-address', 'url'],
  ['an archived copy of a post', { archivedUrl: 'https://t.me/nhom/12' }, 'evidence-permalink', 'archivedUrl'],
])('evidence with %s is refused', async (_, more, code, field) => {
  const { world, team, id } = await begin();
  const done = await addEvidence(world, team.checker, id, { ...evidence, ...more });
  expect(done).toMatchObject({ ok: false, error: { code, field } });
});

test('of two who decide on a wording at once, one counts', async () => {
  const { world, team, id } = await begin();
  await proposeWording(world, team.checker, id, { wording: { vi: 'Một câu.' }, saidBy: null });
  const [first] = (await world.caseWork.gathered(id)).wordings;
  const wording = first?.id ?? nothing;
  await Promise.all([
    approveWording(world, team.reviewer, id, { wording, decision: 'approved' }),
    approveWording(world, team.editor, id, { wording, decision: 'declined' }),
  ]);
  const [decided] = (await world.caseWork.gathered(id)).wordings;
  expect([decided?.approvedBy, decided?.declinedBy].filter((by) => by !== null)).toHaveLength(1);
});

test('a task goes only to somebody who is still in the team', async () => {
  const { world, database, team, id } = await begin();
  await database.all(sql`update staff set state = 'removed', email = null where id = ${team.trainee.id}`);
  const done = await addTask(world, team.checker, id, { text: 'Gọi lại', assignedTo: team.trainee.id });
  expect(done).toMatchObject({ error: { code: 'not-found' } });
});
