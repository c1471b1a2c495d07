// Whoever holds one account of the team, and whatever account they let in with it, in whatever order, makes nothing public.
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import { type Actor, roles } from '../../src/core/rights.ts';
import {
  correctCheckOf,
  publishDecided,
  reviewSubmission,
  submitDecision,
  submitWords,
  withdrawCheck,
  withdrawSubmission,
} from '../../src/desk/index.ts';
import type { Database } from '../../src/store/index.ts';
import { colleague, conclusion, publishedCase, readyCase } from '../desk/deciding.ts';
import { type StoredWorld, storedWorld } from '../temp-database.ts';

type Numbers = { readonly ready: readonly number[]; readonly shown: number };

const step = fc.record({
  call: fc.constantFrom('submit', 'correct', 'withdraw', 'decline', 'note', 'review', 'take-back', 'publish'),
  outcome: fc.constantFrom('approved', 'changes', 'rejected', 'overridden'),
  role: fc.constantFrom(...roles),
  /** By the account that the thief let in. */
  second: fc.boolean(),
  pick: fc.nat({ max: 9 }),
} as const);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Does one thing; a refusal is as good as anything. */
const act = async (world: StoredWorld, actor: Actor, { ready, shown }: Numbers, { call, outcome, pick }: Step) => {
  const number = ready[pick % ready.length] ?? 0;
  const both = (text: string) => ({ vi: text, en: text });
  const decisions = [...(await world.decisions.waiting()), ...(await world.decisions.decided(20))];
  const id = decisions[pick % Math.max(1, decisions.length)]?.id ?? (world.newId() satisfies Id);
  switch (call) {
    case 'submit':
      return submitDecision(world, actor, number, { ...conclusion, slug: `mot-minh-${pick}` });
    case 'correct': {
      const { check } = (await world.decisions.caseByNumber(shown))!;
      const typed = { kind: 'correction', verdict: 'mixed', asOf: '2026-11-20', reviewBy: '2027-11-20' };
      const source = {
        kind: 'call',
        title: 'Gọi',
        publisher: 'Sở',
        stance: 'supports',
        interest: 'independent',
      } as const;
      // Every other one puts a source of the thief's own in the place of the one that was agreed to, and turns the verdict.
      const turned =
        pick % 2 === 0
          ? { verdict: 'true', evidence: { remove: [0], take: [], add: [{ ...source, shows: both('Đúng.') }] } }
          : {};
      const change = { ...typed, ...turned, replies: true, explain: both('Vì'), texts: check!.texts };
      return correctCheckOf(world, actor, shown, change);
    }
    case 'withdraw':
      return withdrawCheck(world, actor, shown, both('Vì'));
    case 'decline':
      return submitWords(world, actor, number, {
        kind: 'closing',
        reason: 'opinion',
        claim: both('A'),
        explain: both('B'),
      });
    case 'note':
      return submitWords(world, actor, number, {
        kind: 'note',
        claim: both('A'),
        known: both('B'),
        unknown: both('C'),
        nextOn: '',
      });
    case 'review': {
      const contentHash = (await world.decisions.submission(id))?.contentHash ?? '';
      return reviewSubmission(world, actor, id, { outcome, contentHash, reason: 'Vì', remarks: [] });
    }
    case 'take-back':
      return withdrawSubmission(world, actor, id);
    case 'publish':
      return publishDecided(world);
  }
};

const inPublic = (database: Database) =>
  database.all(sql`
    select (select jsonb_agg(jsonb_build_array(slug, verdict, withdrawn_on, changed_at) order by slug) from checks) as checks,
      (select count(*) from submissions where state = 'published') as published,
      (select count(*) from submissions where state = 'approved') as agreed,
      (select count(*) from corrections) as corrections,
      (select jsonb_agg(to_jsonb(e) order by e.check_id, e.position) from evidence e) as evidence,
      (select count(*) from cases where state = 'closed') as closed`);

test('sequences of everything that decides, by one identity in every role and an account it let in, publish nothing', async () => {
  const { world, database } = await storedWorld();
  const [writer, reviewer] = [await colleague(database, 'checker'), await colleague(database, 'reviewer')];
  const { number: shown } = await publishedCase(world, database, { writer, reviewer });
  const thief = await colleague(database, 'owner');
  const second = await colleague(database, 'reviewer');
  await database.all(sql`
    insert into team_deeds (member, made_by, deed, done_on) values (${second.id}, ${thief.id}, 'let-in', '2026-11-20')`);
  // On some cases the thief wrote, on others somebody else did.
  const cases = [
    await readyCase(database, { writer, approver: reviewer }, 'Câu thứ nhất'),
    await readyCase(database, { writer: thief, approver: reviewer }, 'Câu thứ hai'),
    await readyCase(database, { writer: thief, approver: writer }, 'Câu thứ ba'),
  ];
  const before = await inPublic(database);
  let done = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
      for (const one of steps) {
        const result = await act(
          world,
          one.second ? second : { id: thief.id, role: one.role },
          { ready: cases.map((c) => c.number), shown },
          one,
        );
        if (typeof result === 'object' && result.ok) done++;
      }
      expect(await inPublic(database)).toEqual(before);
    }),
    { numRuns: 60 },
  );
  // Not because nothing could be done at all.
  expect(done).toBeGreaterThan(10);
});
