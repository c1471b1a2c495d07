// Two decide, and the first of them holds the right in the moment of the second's yes: every kind of decision by two, generated from
// the list of what two agree to, and the tables of the database that keep one hand apart.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import type { AgreedThing } from '../../src/core/let-in.ts';
import {
  agreeToAnswer,
  answerAppeal,
  approveWording,
  confirmAlias,
  correctAnswer,
  decideClosing,
  decideImport,
  markOurselves,
  openAppeal,
  proposeAlias,
  proposeWording,
  settleAlias,
  settleAppeal,
  submitWords,
} from '../../src/desk/index.ts';
import { brought } from '../browser/brought.ts';
import { makeCase } from '../desk/a-case.ts';
import { answerByTwo } from '../desk/by-two.ts';
import { publishedCase, readyCase } from '../desk/deciding.ts';
import { type DeskServer, deskServer } from '../desk/desk-server.ts';
import { sampleChecks } from '../desk/sample-checks.ts';
import { decisionDeeds } from './leaf-deeds.ts';
import { besideDeeds } from './leaf-deeds-beside.ts';
import { agreed, done } from './leaf-place.ts';

/** The first, a checker or an editor, has put it forward; what comes back is the second's yes. */
type Kind = (desk: DeskServer) => Promise<() => Promise<unknown>>;

const said = { vi: 'Đúng như vậy.', en: 'It is so.' };
const languages = ['vi', 'en'];

const appealed = async ({ world, database, team }: DeskServer): Promise<Id> => {
  const { check } = await publishedCase(world, database, { writer: team.checker, reviewer: team.reviewer });
  const about = { kind: 'check', id: check } as const;
  await done(openAppeal(world, { about, lang: 'vi', reason: 'other', text: 'Sai', links: '', once: null }, 14));
  return (await world.appeals.list(1))[0]!.id;
};

const words =
  (outcome: 'upheld' | 'not-upheld' | null, put: (desk: DeskServer, appeal: Id) => Promise<Id>): Kind =>
  async (desk) => {
    const { world, team } = desk;
    const appeal = await appealed(desk);
    if (outcome !== null) await done(answerByTwo(world, [team.editor, team.owner], { appeal, outcome, reasons: said }));
    const proposed = await put(desk, appeal);
    return () => done(agreeToAnswer(world, team.owner, { appeal, proposed }));
  };

/** Of what is not told by itself when two of one hand agree to it. */
type Beside = 'wording' | 'template' | 'way of asking' | 'words askers share' | 'ourselves';

const kinds: Readonly<Record<AgreedThing | Beside, Kind>> = {
  check: decisionDeeds['check-published'],
  correction: decisionDeeds['check-corrected'],
  withdrawal: decisionDeeds['check-withdrawn'],
  closing: decisionDeeds['claim-declined'],
  explainer: decisionDeeds['explainer-published'],
  'explainer-withdrawal': decisionDeeds['explainer-withdrawn'],
  labels: decisionDeeds['labels-changed'],
  source: besideDeeds['source-opted'],
  request: besideDeeds['request-told'],
  proposal: besideDeeds['proposal-accepted'],
  'standing-answer': besideDeeds['standing-answered'],
  template: besideDeeds['template-changed'],
  note: async (desk) => {
    const { number } = await readyCase(desk.database, { writer: desk.team.checker, approver: desk.team.reviewer });
    const typed = { kind: 'note', claim: said, known: said, unknown: said, nextOn: '' } as const;
    const submission = await done(submitWords(desk.world, desk.team.checker, number, typed));
    return () => agreed(desk, submission);
  },
  import: async (desk) => {
    const run = await brought(desk);
    return () => done(decideImport(desk.world, desk.team.owner, run as Id, 'released'));
  },
  duplicate: async ({ world, database, team }) => {
    const { check } = await publishedCase(world, database, { writer: team.checker, reviewer: team.reviewer });
    const { id: of } = await makeCase(database, { title: 'Cầu sập' });
    const closing = world.newId();
    await database.all(sql`
      insert into closings_asked (id, case_id, check_id, asked_by, asked_at)
      values (${closing}, ${of}, ${check}, ${team.editor.id}, ${world.now().toISOString()})`);
    return () => done(decideClosing(world, team.owner, { of, closing }, 'agreed'));
  },
  'appeal-answer': words(null, ({ world, team }, appeal) =>
    done(answerAppeal(world, team.editor, { appeal, outcome: 'not-upheld', reasons: said }, languages)),
  ),
  'appeal-correction': words('not-upheld', ({ world, team }, appeal) => {
    const given = { appeal, reasons: { vi: 'Khác.', en: 'Otherwise.' }, why: said };
    return done(correctAnswer(world, team.editor, given, languages));
  }),
  'appeal-settling': words('upheld', ({ world, team }, appeal) =>
    done(settleAppeal(world, team.editor, { appeal, because: said }, languages)),
  ),
  wording: async ({ world, database, team }) => {
    const { id } = await makeCase(database, { title: 'Cầu sập' });
    const wording = { vi: 'Cầu Long Biên đã sập tối 19/11/2026' };
    await done(proposeWording(world, team.checker, id, { wording, saidBy: null }));
    const [proposed] = (await world.caseWork.gathered(id)).wordings;
    return () => done(approveWording(world, team.reviewer, id, { wording: proposed!.id, decision: 'approved' }));
  },
  'way of asking': async (desk) => {
    const { world, team } = desk;
    const [check] = await sampleChecks(desk, ['gao-lam-tu-nhua']);
    const text = 'gạo làm bằng nhựa bán ngoài chợ';
    const alias = await done(proposeAlias(world, team.editor, { check: check!.id, lang: 'vi', text }));
    return () => done(settleAlias(world, team.reviewer, alias, 'confirmed'));
  },
  'words askers share': async (desk) => {
    const { world, database, team } = desk;
    const [check] = await sampleChecks(desk, ['gao-lam-tu-nhua']);
    const alias = world.newId();
    await database.all(sql`
      insert into taught_aliases (id, check_id, kind, lang, text, key, state, founders, yes, no, since, put_forward_by, put_forward_on)
      values (${alias}, ${check!.id}, 'asked', 'vi', 'gạo nhựa ngoài chợ', 'gao nhua', 'learned', 3, 3, 0, '2026-11-19', ${team.editor.id}, '2026-11-19')`);
    return () => done(confirmAlias(world, team.reviewer, alias));
  },
  ourselves: async ({ world, database, team }) => {
    const { id: of } = await makeCase(database, { title: 'Tòa soạn bị mua' });
    const mark = { of, proven: true };
    await done(markOurselves(world, team.checker, { ...mark, offBy: null, about: true }));
    await done(markOurselves(world, team.checker, { ...mark, offBy: null, about: false }));
    return () => done(markOurselves(world, team.reviewer, { ...mark, offBy: team.checker.id, about: false }));
  },
};

/** Decided in one statement of the database with what is looked at, not beforehand by a verb. */
const inTheStore = new Set<string>([
  'check',
  'correction',
  'withdrawal',
  'closing',
  'explainer',
  'explainer-withdrawal',
  'labels',
  'note',
]);

test.each(Object.keys(kinds) as (keyof typeof kinds)[])(
  '%s: who put it forward and lost the right since, or left, is not one of two, whether a verb asks or the database alone; with the right again they are',
  async (kind) => {
    const whole = await deskServer();
    let blind = false;
    const holds: typeof whole.world.team.holds = async (member, right) =>
      blind || whole.world.team.holds(member, right);
    const desk = { ...whole, world: { ...whole.world, team: { ...whole.world.team, holds } } };
    const { database, team } = desk;
    const yes = await kinds[kind](desk);
    const firsts = sql`id in (${team.checker.id}, ${team.editor.id})`;
    const before = await database.all<{ id: Id; role: string }>(sql`select id, role from staff where ${firsts}`);
    // Whoever is in the team at all proposes wordings: that is lost by leaving alone.
    const gone = kind === 'wording' ? sql`state = 'removed', email = null, mailbox = null` : sql`role = 'trainee'`;
    await database.all(sql`update staff set ${gone} where ${firsts}`);
    await expect(yes()).rejects.toThrow('first-without-right');
    if (!inTheStore.has(kind)) {
      blind = true;
      await expect(yes()).rejects.toThrow(/first_holds_the_right|_by_right/);
      blind = false;
    }
    for (const { id, role } of before)
      await database.all(sql`update staff set state = 'active', role = ${role} where id = ${id}`);
    await yes();
  },
);

test('no review by hand agrees to what was handed in by somebody who may not any more', async () => {
  const desk = await deskServer();
  const { database, team, world } = desk;
  await decisionDeeds['check-published'](desk);
  await database.all(sql`update staff set role = 'trainee' where id = ${team.checker.id}`);
  await expect(
    database.all(sql`
      insert into reviews (id, submission_id, content_hash, outcome, reviewed_by, reviewed_as, reviewed_at)
      select ${world.newId()}, id, content_hash, 'approved', ${team.reviewer.id}, 'reviewer', ${world.now()} from submissions`),
  ).rejects.toThrow('first_holds_the_right');
});

test('every table that keeps one hand apart asks for the right of the first as well', async () => {
  const { database } = await deskServer();
  const tables = await database.all<{ name: string; asks: boolean }>(sql`
    select c.relname as name,
      bool_or(p.proname in ('first_holds_the_right', 'submitter_holds_the_right') or p.prosrc ~ 'refuse_words_of_one') as asks
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
    where not t.tgisinternal group by c.relname having bool_or(p.prosrc ~ 'refuse_(one_hand|hand_of_few|words_of_one)')
    order by 1`);
  expect(tables.length).toBeGreaterThan(10);
  // Taking a declined claim up again decides nothing: what two answered did, and one goes on from there.
  expect(tables.filter(({ asks }) => !asks).map(({ name }) => name)).toEqual(['claims_taken_up']);
});
