// A check is taken back: whoever asked to hear of corrections is told, and the page says how many were and how many could not be.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { ok, refuse } from '../../src/base/result.ts';
import { addressCode } from '../../src/desk/address-link.ts';
import {
  confirmAddress,
  publishDecided,
  refresh,
  replyToAskers,
  reviewSubmission,
  sendOutbox,
  withdrawCheck,
} from '../../src/desk/index.ts';
import { publishedCase } from '../desk/deciding.ts';
import { deskServer } from '../desk/desk-server.ts';

test('a withdrawal counts whom its letters reached and whom they did not, and the page of the check shows it', async () => {
  const desk = await deskServer();
  const { world, team } = desk;
  const { checker: writer, reviewer } = team;
  const { check, number } = await publishedCase(world, desk.database, { writer, reviewer });
  for (const email of ['lan@hoi.example', 'minh@hoi.example', 'tu@hoi.example'])
    expect((await confirmAddress(world, await addressCode(world, { email, lang: 'vi', of: { check } }))).ok).toBe(true);
  const because = { vi: 'Nguồn chính bị rút lại.', en: 'The main source was retracted.' };
  const proposed = await withdrawCheck(world, writer, number, because);
  if (!proposed.ok) throw new Error(proposed.error.code);
  const { contentHash } = (await world.decisions.submission(proposed.value))!;
  const yes = { outcome: 'approved', contentHash, reason: '', remarks: [] } as const;
  expect((await reviewSubmission(world, reviewer, proposed.value, yes)).ok).toBe(true);
  await publishDecided(world);
  await refresh(world, [check]);
  expect(await world.contacts.reached(check)).toEqual([]);

  await replyToAskers(world);
  const letters: string[] = [];
  const mail = {
    send: async ({ to, text }: { readonly to: string; readonly text: string }) => {
      letters.push(text);
      return to.startsWith('tu') ? refuse('mail-refused' as const) : ok(null);
    },
  };
  await sendOutbox({ ...world, mail });
  expect([letters.length, letters.every((text) => text.includes('rút lại'))]).toEqual([3, true]);
  expect(await world.contacts.reached(check)).toEqual([{ correction: null, reached: 2, unreachable: 1 }]);
  const [slug] = await desk.database.all<{ slug: string }>(sql`select slug from checks where id = ${check}`);
  const page = await (await desk.as(writer, 'GET', `/vi/checks/${slug!.slug}`)).text();
  expect(page).toMatch(/role="note".*2 người đã được báo, 1 người không liên lạc được.*<\/div>/s);
  expect(page.match(/không liên lạc được/g)).toHaveLength(1);
});
