// Inviting people to rate, by letter: few on a day by one account, however it is done.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { inviteRaterByLetter, retain } from '../../src/desk/index.ts';
import { mailByMemory } from '../../src/outside/mail/index.ts';
import { deskServer } from './desk-server.ts';

const letter = (code: string) => ({ subject: 'Mời', text: code });

test('one account invites ten people on a day, by page, API and at once; a colleague and the next day go on, and nothing of it lasts', async () => {
  const desk = await deskServer();
  const { world, database, team } = desk;
  const mail = mailByMemory();
  const invites = async (n: number, by = team.editor) => {
    const done = await inviteRaterByLetter({ ...world, mail }, by, { email: `ban${n}@hoi.example`, letter });
    return done.ok ? 'sent' : done.error.code;
  };
  const done = await Promise.all(Array.from({ length: 26 }, (_, n) => invites(n)));
  expect(done.filter((one) => one === 'sent')).toHaveLength(10);
  expect(new Set(done)).toEqual(new Set(['sent', 'rate-invitations-full']));
  const form = new URLSearchParams({ email: 'lan@hoi.example' });
  const page = await desk.as(team.editor, 'POST', '/vi/desk/raters/invitations', form);
  expect([page.status, await page.text()]).toEqual([422, expect.stringContaining('Hôm nay bạn đã mời mười người')]);
  const api = await desk.as(team.editor, 'POST', '/api/v1/desk/rater-invitations', { email: 'mai@hoi.example' });
  expect([api.status, await api.json()]).toEqual([
    429,
    expect.objectContaining({ code: 'rate-limited', reason: 'rate-invitations-full' }),
  ]);
  await expect(database.all(sql`update rater_invitations_sent set letters = 11`)).rejects.toThrow(
    'rater_invitations_sent_letters_check',
  );
  expect(await invites(30, team.owner)).toBe('sent');
  expect(await invites(31, team.checker)).toBe('forbidden');
  desk.setClock('2026-11-21T10:00:00Z');
  expect(await invites(32)).toBe('sent');
  desk.setClock('2026-11-22T03:00:00Z');
  await retain(world);
  expect(await database.all(sql`select from rater_invitations_sent`)).toEqual([]);
});
