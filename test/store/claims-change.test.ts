import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { colleague, publishedCase } from '../desk/deciding.ts';
import { storedWorld } from '../temp-database.ts';

test('the claim of a published check changes by a correction alone, whatever code is around it', async () => {
  const { world, database } = await storedWorld();
  const team = { writer: await colleague(database, 'checker'), reviewer: await colleague(database, 'reviewer') };
  const { check, id: caseId } = await publishedCase(world, database, team);
  const standing = (await world.reads.checkById(check))!;
  const handedIn = (kind: string, of: (claim: string) => string) => {
    const texts = Object.fromEntries(
      Object.entries(standing.texts).map(([lang, text]) => [lang, { ...text, claim: of(text.claim) }]),
    );
    const last = { on: '2026-11-20', kind, explain: {}, before: {} };
    const content = JSON.stringify({ ...standing, texts, corrections: [last] });
    const id = randomUUID();
    const hash = createHash('sha256').update(content).digest('hex');
    const written = database.atomically(async (tx) => {
      await tx.all(sql`
        insert into submissions (id, case_id, kind, content, content_hash, verdict, submitted_by, submitted_at)
        values (${id}, ${caseId}, 'correction', ${content}, ${hash}, 'false', ${team.writer.id}, now())`);
      await tx.all(sql`insert into submission_writers (submission_id, staff_id) values (${id}, ${team.writer.id})`);
    });
    return written.then(
      () => 'committed',
      (error: Error) => error.message.split(' · ').at(-1),
    );
  };
  for (const kind of ['minor', 'update'])
    expect(await handedIn(kind, () => 'Một câu khác hẳn'), kind).toBe('claims_change_by_correction');
  expect(await handedIn('correction', () => 'Một câu khác hẳn')).toBe('committed');
});
