// Work of every kind on a case, and everything that could be lost of it.
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { addEvidence, remark, saveDraft } from '../../src/desk/index.ts';
import type { DeskServer } from '../desk/desk-server.ts';

export const canary = 'giaytohoangyen';
/** Work of every kind on the case. */
export const work = async ({ world, team }: DeskServer, number: number) => {
  const of = (await world.caseWork.byNumber(number))!.id;
  const { checker, reviewer } = team;
  const typed = { kind: 'call', stance: 'refutes', interest: 'independent', publisher: 'Bến xe' } as const;
  const file = { name: 'a.txt', bytes: Buffer.from(canary) };
  const given = { ...typed, title: `Gọi ${canary}`, shows: { vi: 'Không dời.' }, file };
  expect((await addEvidence(world, checker, of, given)).ok).toBe(true);
  await remark(world, checker, of, { text: `@${reviewer.name} ${canary}`, passage: null });
  for (const text of [`Một ${canary}.`, `Một ${canary}. Hai.`])
    await saveDraft(world, checker, of, { lang: 'vi', field: 'title', text, base: 0 });
  return of;
};
export const allOf = async ({ database }: DeskServer) =>
  Promise.all(
    ['case_evidence', 'case_remarks', 'case_mentions', 'draft_fields', 'claim_likeness', 'tips', 'claims'].map(
      (table) =>
        database.all(sql`select to_jsonb(t) as row from ${sql.identifier(table)} t order by to_jsonb(t)::text`),
    ),
  );
