// A case is not ended under what waits on it: that is taken back first, and the log never gets a leaf of what cannot appear.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { publishDecided } from '../../src/desk/index.ts';
import { conclusion, readyCase } from './deciding.ts';
import { type DeskServer, deskServer } from './desk-server.ts';

/** Handed in, and agreed to where it is said so, for noon. */
const handedIn = async (agreed: boolean) => {
  const desk = await deskServer();
  const { checker, reviewer } = desk.team;
  const ready = await readyCase(desk.database, { writer: checker, approver: reviewer });
  const given = { ...conclusion, publishAt: '2026-11-20T12:00:00Z' };
  const sent = await desk.as(checker, 'POST', `/api/v1/desk/cases/${ready.number}/submissions/check`, given);
  expect(sent.status, await sent.clone().text()).toBe(201);
  const { id } = (await sent.json()) as { id: string };
  const { contentHash } = (await desk.world.decisions.submission(id as never))!;
  const review = { decision: 'agree', contentHash, read: ['vi', 'en'] };
  if (agreed)
    expect((await desk.as(reviewer, 'POST', `/api/v1/desk/submissions/${id}/reviews`, review)).status).toBe(200);
  const close = (as: string) =>
    desk.as(desk.team.editor, 'POST', `/api/v1/desk/cases/${ready.number}/close`, { as, because: 'flood' });
  return { desk, id, number: ready.number, close };
};

const states = async ({ database }: DeskServer) =>
  (
    await database.all<{ submission: string; case: string }>(
      sql`select s.state as submission, c.state as "case" from submissions s join cases c on c.id = s.case_id`,
    )
  )[0];

const codeOf = async (reply: Response) => [reply.status, ((await reply.json()) as { code: string }).code];

test.each([
  [false, 'waiting', 'review'],
  [true, 'approved', 'decided'],
])(
  'while something waits (agreed to: %s) a case is not closed, and is once that was taken back',
  async (agreed, submission, state) => {
    const { desk, id, number, close } = await handedIn(agreed);
    expect(await codeOf(await close('spam'))).toEqual([409, 'submission-waits']);
    expect(await states(desk)).toEqual({ submission, case: state });
    for (const [lang, words] of [
      ['vi', 'Hãy rút bản ấy về trước'],
      ['en', 'Take it back first'],
    ] as const) {
      const form = new URLSearchParams({ as: 'spam', because: 'advertising' });
      const page = await desk.as(desk.team.editor, 'POST', `/${lang}/desk/cases/${number}/close`, form);
      expect([page.status, (await page.text()).includes(words)]).toEqual([409, true]);
    }
    const back = new URLSearchParams();
    expect((await desk.as(desk.team.checker, 'POST', `/vi/desk/reviews/${id}/take-back`, back)).status).toBe(303);
    expect((await close('spam')).status).toBe(204);
    desk.setClock('2026-11-20T12:00:00Z');
    expect(await publishDecided(desk.world)).toBe(0);
  },
);

test.each([
  ['waits for a review', false],
  ['waits for its hour', true],
])('what is about a private person is closed at once, and what %s goes with it', async (_, agreed) => {
  const { desk, id, close } = await handedIn(agreed);
  expect((await close('private-person')).status).toBe(204);
  expect(await states(desk)).toEqual({ submission: 'withdrawn', case: 'closed' });
  expect(
    await desk.database.all(
      sql`select detail ->> 'submission' as id from case_history where what = 'submission-withdrawn'`,
    ),
  ).toEqual([{ id }]);
  desk.setClock('2026-11-20T12:00:00Z');
  expect(await publishDecided(desk.world)).toBe(0);
  expect(await desk.database.all(sql`select from log_leaves where submission_id = ${id}`)).toEqual([]);
});

test('in the seconds in which its leaf is sealed nothing ends the case, and then it is public', async () => {
  const { desk, close } = await handedIn(true);
  desk.setClock('2026-11-20T12:00:00Z');
  const { log } = desk.world;
  expect(await publishDecided({ ...desk.world, log: { ...log, seal: async () => false } })).toBe(0);
  expect(await codeOf(await close('spam'))).toEqual([409, 'submission-sealing']);
  expect(await publishDecided(desk.world)).toBe(1);
  expect(await states(desk)).toEqual({ submission: 'published', case: 'published' });
  expect(await codeOf(await close('private-person'))).toEqual([409, 'case-ended']);
});
