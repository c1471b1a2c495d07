// Shows 3: by direct SQL nothing becomes public on one person's word, and nothing that was decided is rewritten.
import { createHash, randomUUID } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import { type Evidence, interests, stances } from '../../src/core/evidence.ts';
import type { Actor } from '../../src/core/rights.ts';
import { evidenceLacking, verdicts } from '../../src/core/verdict.ts';
import { correctCheckOf, publishDecided, reviewSubmission, withdrawCheck } from '../../src/desk/index.ts';
import type { Database } from '../../src/store/index.ts';
import { colleague, handIn, publishedCase, readyCase } from '../desk/deciding.ts';
import { type StoredWorld, storedWorld } from '../temp-database.ts';

const withTeam = async () => {
  const { world, database, setClock } = await storedWorld();
  const team = {
    writer: await colleague(database, 'checker'),
    reviewer: await colleague(database, 'reviewer'),
    editor: await colleague(database, 'editor'),
    trainee: await colleague(database, 'trainee'),
  };
  return { world, database, setClock, team };
};

/** The constraint that refuses work in one transaction; `committed` when none does. */
const refusedBy = async (database: Database, ...statements: readonly SQL[]): Promise<string> => {
  const failed = await database
    .atomically(async (tx) => {
      for (const statement of statements) await tx.all(statement);
    })
    .then(() => undefined)
    .catch((error: unknown) => error);
  if (failed === undefined) return 'committed';
  return (failed as Error).message.split(' · ').at(-1) ?? '';
};

const reviewRow = (submission: Id, hash: string, by: Id, as: string, outcome = 'approved') => sql`
  insert into reviews (id, submission_id, content_hash, outcome, reason, reviewed_by, reviewed_as, reviewed_at)
  values (${randomUUID()}, ${submission}, ${hash}, ${outcome}, 'Vì sao', ${by}, ${as}, '2026-11-20')`;
const state = (submission: Id, to: string) => sql`
  update submissions set state = ${to}, published_at = case when ${to} = 'published' then '2026-11-20'::timestamptz end
  where id = ${submission}`;

/** What the log would hold of it. */
const leaf = (submission: Id, sealed = true) => sql`
  insert into log_leaves (kind, entry, submission_id, leaf_number, sealed) values ('check-published', '{}', ${submission}, 9, ${sealed})`;

const waiting = async () => {
  const opened = await withTeam();
  const ready = await readyCase(opened.database, { writer: opened.team.writer, approver: opened.team.reviewer });
  const submission = await handIn(opened.world, opened.team.writer, ready);
  return { ...opened, ready, ...submission };
};
const published = async () => {
  const opened = await withTeam();
  return { ...opened, ...(await publishedCase(opened.world, opened.database, opened.team)) };
};

test('nothing is agreed to or published without a second person', async () => {
  const { database, id } = await waiting();
  expect(await refusedBy(database, state(id, 'approved'))).toBe('yes_of_another');
  expect(await refusedBy(database, state(id, 'published'))).toBe('yes_of_another');
});

test('what was agreed to is not public before the log has it', async () => {
  const { database, id, contentHash, team } = await waiting();
  await database.all(reviewRow(id, contentHash, team.reviewer.id, 'reviewer'));
  await database.all(state(id, 'approved'));
  expect(await refusedBy(database, state(id, 'published'))).toBe('yes_with_leaf');
  expect(await refusedBy(database, leaf(id, false), state(id, 'published'))).toBe('yes_with_leaf');
  expect(await refusedBy(database, leaf(id), state(id, 'published'))).toBe('committed');
});

test('once its leaf is asked for, a decision is not taken back', async () => {
  const { world, database, id, contentHash, team } = await waiting();
  await database.all(reviewRow(id, contentHash, team.reviewer.id, 'reviewer'));
  await database.all(state(id, 'approved'));
  await database.all(sql`update submissions set sealing_at = now() where id = ${id}`);
  expect(await world.decisions.takeBack(id, team.writer.id, world.now())).toBe(false);
  expect(await refusedBy(database, state(id, 'withdrawn'))).toMatch(/sealing_goes_on|sealing_is_agreed/);
  expect(await refusedBy(database, sql`update submissions set sealing_at = null where id = ${id}`)).toBe(
    'sealing_goes_on',
  );
});

test('a leaf, its number and the head of the log are never rewritten or deleted', async () => {
  const { database } = await published();
  const leaves = sql`log_leaves`;
  expect(await refusedBy(database, sql`update log_leaves set entry = '{"v":2}'`)).toBe('leaves_stand');
  expect(await refusedBy(database, sql`update log_leaves set leaf_number = 7`)).toBe('leaves_stand');
  expect(await refusedBy(database, sql`update log_leaves set sealed = false`)).toBe('leaves_stand');
  expect(await refusedBy(database, sql`delete from ${leaves}`)).toBe('log_is_kept');
  expect(await refusedBy(database, sql`truncate ${leaves} cascade`)).toBe('log_is_kept');
  expect(await refusedBy(database, sql`update log_head set root = 'x'`)).toBe('log_head_grows');
  expect(await refusedBy(database, sql`delete from log_head`)).toBe('log_is_kept');
});

test('a public event without its leaf is refused', async () => {
  const { database } = await waiting();
  const event = sql`insert into events (type, v, day, data) values ('team.changed', 1, '2026-11-20', '{}')`;
  expect(await refusedBy(database, event)).toBe('public_events_with_leaf');
});

test('a check of our own without a decision, or on one that nobody agreed to, is refused', async () => {
  const { database, id } = await waiting();
  const check = (submission: Id | null) => sql`
    insert into checks (id, slug, external_key, content_hash, verdict, as_of, changed_at, submission_id)
    values (${randomUUID()}, 'nuoc-muoi-da-day', 'x', 'x', 'true', '2026-11-19', now(), ${submission})`;
  expect(await refusedBy(database, check(null))).toBe('own_checks_are_decided');
  expect(await refusedBy(database, check(id))).toBe('own_checks_are_decided');
});

test('about ourselves no check or correction is handed in, agreed to or published, and the mark goes by two', async () => {
  const { database, id, contentHash, team, ready } = await waiting();
  const copy = (kind: string) => sql`
    insert into submissions (id, case_id, kind, content, content_hash, verdict, submitted_by, submitted_at)
    select ${randomUUID()}, case_id, ${kind}, content, content_hash, verdict, submitted_by, submitted_at from submissions where id = ${id}`;
  await database.all(reviewRow(id, contentHash, team.reviewer.id, 'reviewer'));
  await database.all(sql`update cases set about_ourselves = true where id = ${ready.id}`);
  for (const concludes of [state(id, 'approved'), state(id, 'published'), copy('check'), copy('correction')])
    expect(await refusedBy(database, concludes)).toBe('nothing_concluded_about_ourselves');
  const agreed = (by: Id | null, about = false) => sql`
    update cases set about_ourselves = ${about}, ourselves_off_agreed = ${by} where id = ${ready.id}`;
  const asked = sql`update cases set ourselves_off_by = ${team.writer.id} where id = ${ready.id}`;
  for (const off of [agreed(null), agreed(team.writer.id), agreed(team.trainee.id), agreed(team.editor.id, true)])
    expect(await refusedBy(database, asked, off)).toBe('ourselves_off_by_two');
  expect(await refusedBy(database, agreed(team.editor.id))).toBe('ourselves_off_by_two');
  expect(await refusedBy(database, asked, agreed(team.editor.id), state(id, 'approved'))).toBe('committed');
});

test('nobody reviews what they handed in or wrote in', async () => {
  const { database, id, contentHash, team } = await waiting();
  await database.all(sql`update staff set role = 'reviewer' where id = ${team.writer.id}`);
  expect(await refusedBy(database, reviewRow(id, contentHash, team.writer.id, 'reviewer'))).toBe('reviewed_by_another');
});

test('whoever wrote cannot be left out of the writers, nor added or taken away later', async () => {
  const { database, id, contentHash, team, ready } = await waiting();
  await database.all(sql`
    insert into draft_fields (case_id, lang, field, n, text, written_by, written_at, base, current)
    values (${ready.id}, 'vi', 'reply', 1, 'Dạ', ${team.reviewer.id}, '2026-11-12', 0, true)`);
  await database.all(state(id, 'withdrawn'));
  const again = randomUUID() as Id;
  expect(
    await refusedBy(
      database,
      sql`insert into submissions (id, case_id, kind, content, content_hash, verdict, submitted_by, submitted_at)
        select ${again}, case_id, kind, content, content_hash, verdict, submitted_by, submitted_at from submissions where id = ${id}`,
      sql`insert into submission_writers (submission_id, staff_id) values (${again}, ${team.writer.id})`,
    ),
  ).toBe('writers_are_complete');
  expect(await refusedBy(database, sql`delete from submission_writers where submission_id = ${id}`)).toBe(
    'decisions_are_kept',
  );
  expect(contentHash).toHaveLength(64);
});

test('trainees, checkers and those who left review nothing, nor does a claimed role count', async () => {
  const { database, id, contentHash, team } = await waiting();
  const by = (who: Actor, as: string) => refusedBy(database, reviewRow(id, contentHash, who.id, as));
  expect(await by(team.trainee, 'reviewer')).toBe('reviewed_by_right');
  expect(await by(team.trainee, 'trainee')).toBe('reviewed_by_right');
  expect(await by(team.reviewer, 'editor')).toBe('reviewed_by_right');
  await database.all(sql`update staff set state = 'removed', email = null where id = ${team.reviewer.id}`);
  expect(await by(team.reviewer, 'reviewer')).toBe('reviewed_by_right');
});

test('what is agreed to is what was read, and what was handed in stays as it was', async () => {
  const { database, id, contentHash, team } = await waiting();
  const other = createHash('sha256').update('{}').digest('hex');
  expect(await refusedBy(database, reviewRow(id, other, team.reviewer.id, 'reviewer'))).toBe('reviewed_as_submitted');
  expect(
    await refusedBy(database, sql`update submissions set content = '{}', content_hash = ${other} where id = ${id}`),
  ).toBe('submissions_stand');
  expect(await refusedBy(database, sql`update submissions set publish_at = now() where id = ${id}`)).toBe(
    'submissions_stand',
  );
  const copy = sql`insert into submissions (id, case_id, kind, content, content_hash, verdict, submitted_by, submitted_at, state)
    select ${randomUUID()}, case_id, kind, replace(content, 'Muối', 'Đường'), ${contentHash}, verdict, submitted_by, submitted_at, 'withdrawn'
    from submissions where id = ${id}`;
  expect(await refusedBy(database, copy)).toBe('content_has_its_hash');
});

test('submissions, reviews and writers are neither rewritten nor deleted', async () => {
  const { database, submission } = await published();
  for (const table of ['submissions', 'reviews', 'submission_writers'] as const) {
    expect(await refusedBy(database, sql`delete from ${sql.identifier(table)}`)).toBe('decisions_are_kept');
    expect(await refusedBy(database, sql`truncate ${sql.identifier(table)} cascade`)).toBe('decisions_are_kept');
  }
  expect(await refusedBy(database, sql`update reviews set reason = 'anders'`)).toBe('decisions_are_kept');
  expect(await refusedBy(database, state(submission, 'waiting'))).toBe('submissions_end');
});

test('an override is by an editor who has neither written nor reviewed it, over a no, with a reason', async () => {
  const { database, id, contentHash, team } = await waiting();
  expect(await refusedBy(database, reviewRow(id, contentHash, team.editor.id, 'editor', 'overridden'))).toBe(
    'reviewed_while_waiting',
  );
  await database.all(reviewRow(id, contentHash, team.reviewer.id, 'reviewer', 'rejected'));
  await database.all(state(id, 'rejected'));
  expect(await refusedBy(database, reviewRow(id, contentHash, team.reviewer.id, 'reviewer', 'overridden'))).toBe(
    'overridden_by_third',
  );
  await database.all(sql`update staff set role = 'editor' where id = ${team.reviewer.id}`);
  expect(await refusedBy(database, reviewRow(id, contentHash, team.reviewer.id, 'editor', 'overridden'))).toBe(
    'overridden_by_third',
  );
  const silent = sql`insert into reviews (id, submission_id, content_hash, outcome, reason, reviewed_by, reviewed_as, reviewed_at)
    values (${randomUUID()}, ${id}, ${contentHash}, 'overridden', ' ', ${team.editor.id}, 'editor', now())`;
  expect(await refusedBy(database, silent)).toMatch(/override_has_public_reason|no_without_reason/);
  expect(await refusedBy(database, reviewRow(id, contentHash, team.editor.id, 'editor', 'overridden'))).toBe(
    'committed',
  );
});

test('a published verdict, its words and its evidence change only with a correction that two people agreed to', async () => {
  const { database, check } = await published();
  expect(await refusedBy(database, sql`update checks set verdict = 'true' where id = ${check}`)).toBe(
    'verdict_as_decided',
  );
  expect(await refusedBy(database, sql`update check_versions set short = 'Đúng.' where check_id = ${check}`)).toBe(
    'shown_as_decided',
  );
  expect(await refusedBy(database, sql`update checks set slug = 'khac' where id = ${check}`)).toBe('shown_as_decided');
  expect(await refusedBy(database, sql`update evidence set interest = 'party' where check_id = ${check}`)).toBe(
    'evidence_as_decided',
  );
  expect(await refusedBy(database, sql`delete from evidence where check_id = ${check}`)).toMatch(
    /evidence_as_decided|shown_as_decided/,
  );
});

test('a verdict that a decided correction changes is refused where the correction does not tell it', async () => {
  const { world, database, check, number, team } = await published();
  const other = await corrected(world, team.writer, number, 'missing-context');
  const agreed = await reviewSubmission(world, team.reviewer, other.id, {
    outcome: 'approved',
    contentHash: other.contentHash,
    reason: '',
    remarks: [],
  });
  expect(agreed.ok).toBe(true);
  const turned = [
    leaf(other.id),
    state(other.id, 'published'),
    sql`update checks set verdict = 'missing-context', submission_id = ${other.id} where id = ${check}`,
  ];
  expect(await refusedBy(database, ...turned)).toBe('shown_as_decided');
  await publishDecided(world);
  expect(await world.reads.checkById(check)).toMatchObject({
    verdict: 'missing-context',
    corrections: [{ kind: 'correction', verdict: { before: 'false', after: 'missing-context' } }],
  });
  expect(await refusedBy(database, sql`delete from corrections`)).toBe('corrections_are_kept');
});

test('false and misleading need independent evidence from the first moment', async () => {
  const { database, id, contentHash, team } = await waiting();
  await database.all(reviewRow(id, contentHash, team.reviewer.id, 'reviewer'));
  const bare = sql`insert into checks (id, slug, external_key, content_hash, verdict, as_of, changed_at, submission_id)
    values (${randomUUID()}, 'nuoc-muoi-da-day', 'x', 'x', 'false', '2026-11-19', now(), ${id})`;
  expect(await refusedBy(database, leaf(id), state(id, 'published'), bare)).toMatch(
    /needs independent evidence|shown_as_decided/,
  );
});

/** What the database says to a decision that was handed in past the rules of the code. */
const handedInBare = async (verdict: string, evidence: readonly Pick<Evidence, 'stance' | 'interest'>[]) => {
  const { database, team, number } = await withReady();
  const content = JSON.stringify({
    id: randomUUID(),
    slug: 'lach-luat',
    verdict,
    evidence,
    texts: {},
    corrections: [],
  });
  const id = randomUUID();
  const hash = createHash('sha256').update(content).digest('hex');
  return refusedBy(
    database,
    sql`insert into submissions (id, case_id, kind, content, content_hash, verdict, submitted_by, submitted_at)
      values (${id}, (select id from cases where number = ${number}), 'check', ${content}, ${hash}, ${verdict}, ${team.writer.id}, now())`,
    sql`insert into submission_writers (submission_id, staff_id) values (${id}, ${team.writer.id})`,
  );
};
const withReady = async () => {
  const opened = await withTeam();
  return {
    ...opened,
    ...(await readyCase(opened.database, { writer: opened.team.writer, approver: opened.team.reviewer })),
  };
};

test('the database refuses a verdict that no independent source bears out, whoever hands it in', async () => {
  const supports = [{ stance: 'supports', interest: 'independent' }] as const;
  expect(await handedInBare('false', supports)).toBe('verdicts_stand_on_evidence');
  expect(await handedInBare('false', [{ stance: 'refutes', interest: 'party' }])).toBe('verdicts_stand_on_evidence');
  expect(await handedInBare('true', [{ stance: 'refutes', interest: 'independent' }])).toBe(
    'verdicts_stand_on_evidence',
  );
  expect(await handedInBare('true', supports)).toBe('committed');
});

test('the rule of the database and that of the code are one', async () => {
  const { database } = await storedWorld();
  for (const verdict of verdicts)
    for (const stance of stances)
      for (const interest of interests) {
        const evidence = [{ stance, interest }];
        const [row] = await database.all<{ stands: boolean }>(
          sql`select verdict_stands_on(${verdict}, ${JSON.stringify(evidence)}::jsonb) as stands`,
        );
        expect({ verdict, stance, interest, stands: row?.stands }).toEqual({
          verdict,
          stance,
          interest,
          stands: evidenceLacking(verdict, evidence) === undefined,
        });
      }
});

test('a source cannot be turned round under a verdict that was decided on it', async () => {
  const { database, check } = await published();
  expect(await refusedBy(database, sql`update evidence set stance = 'supports' where check_id = ${check}`)).toBe(
    'evidence_as_decided',
  );
});

test('a source neither comes nor goes without the correction telling it, and whoever gathered it is a writer', async () => {
  const { world, database, check, id: caseId, team } = await published();
  const standing = (await world.reads.checkById(check))!;
  const [old] = standing.evidence;
  const fresh = { ...old, title: 'Nghiên cứu mới' };
  await database.all(sql`
    insert into case_evidence (id, case_id, kind, url, title, publisher, lang, stance, interest, accessed_on, shows, added_by, changed_at)
    select ${randomUUID()}, case_id, kind, url, 'Nghiên cứu mới', publisher, lang, stance, interest, accessed_on, shows, ${team.reviewer.id}, now()
    from case_evidence where case_id = ${caseId}`);
  const handedIn = (evidence: object, told: object | null, writers: readonly Id[]) => {
    const last = { on: '2026-11-20', kind: 'update', explain: {}, before: {}, ...(told && { evidence: told }) };
    const content = JSON.stringify({ ...standing, evidence, corrections: [last] });
    const id = randomUUID();
    const hash = createHash('sha256').update(content).digest('hex');
    return refusedBy(
      database,
      sql`insert into submissions (id, case_id, kind, content, content_hash, verdict, submitted_by, submitted_at)
        values (${id}, ${caseId}, 'correction', ${content}, ${hash}, 'false', ${team.writer.id}, now())`,
      ...writers.map((by) => sql`insert into submission_writers (submission_id, staff_id) values (${id}, ${by})`),
    );
  };
  const { writer, reviewer } = team;
  const untold = 'evidence_changes_in_public';
  expect(await handedIn([old, fresh], null, [writer.id])).toBe(untold);
  expect(await handedIn([fresh], { removed: [], added: [fresh] }, [writer.id])).toBe(untold);
  const told = { removed: [old], added: [fresh] };
  expect(await handedIn([fresh], told, [writer.id])).toBe('evidence_hands_are_named');
  expect(await handedIn([fresh], told, [writer.id, reviewer.id])).toBe('committed');
});

test('a published check is withdrawn in public by two people, and never deleted', async () => {
  const { world, database, check, number, team } = await published();
  expect(await refusedBy(database, sql`delete from checks where id = ${check}`)).toBe('own_checks_stay');
  expect(await refusedBy(database, sql`truncate checks cascade`)).toBe('own_checks_stay');
  const alone = (by: Id) =>
    sql`update checks set withdrawn_on = '2026-11-20', withdrawn_because = '{}', withdrawal_id = ${by} where id = ${check}`;
  const proposed = await withdrawCheck(world, team.writer, number, {
    vi: 'Nguồn bị rút lại.',
    en: 'A source was retracted.',
  });
  if (!proposed.ok) throw new Error(proposed.error.code);
  expect(await refusedBy(database, alone(proposed.value))).toBe('withdrawn_by_two');
  expect(await refusedBy(database, sql`update checks set withdrawn_on = '2026-11-20' where id = ${check}`)).toBe(
    'withdrawn_with_reason',
  );
});

test('a case is not declined in public by one person', async () => {
  const { database, ready } = await waiting();
  expect(
    await refusedBy(
      database,
      sql`update cases set state = 'closed', closed_as = 'not-checkable', closed_on = '2026-11-20' where id = ${ready.id}`,
    ),
  ).toBe('closings_are_decided');
});

const corrected = async (world: StoredWorld, by: Actor, number: number, verdict: string) => {
  const { check } = (await world.decisions.caseByNumber(number))!;
  const proposed = await correctCheckOf(world, by, number, {
    kind: 'correction',
    verdict,
    asOf: '2026-11-20',
    reviewBy: '2027-11-20',
    explain: { vi: 'Chúng tôi đã sai.', en: 'We erred.' },
    texts: check!.texts,
  });
  if (!proposed.ok) throw new Error(proposed.error.code);
  return (await world.decisions.submission(proposed.value))!;
};
