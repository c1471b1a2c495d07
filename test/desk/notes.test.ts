// What is known so far: public in the first hours by two people, on a page of its own, and never gone afterwards.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { conclusion, handIn, readyCase } from './deciding.ts';
import { type DeskServer, deskServer } from './desk-server.ts';

const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields);
const note = {
  'claim.vi': 'Nước muối chữa đau dạ dày',
  'claim.en': 'Salt water cures stomach pain',
  'known.vi': 'WHO chưa nói gì về điều này.',
  'known.en': 'WHO has said nothing about it.',
  'unknown.vi': 'Có thử nghiệm nào không.',
  'unknown.en': 'Whether there was any trial.',
  nextOn: '2026-11-22',
};

const opened = async () => {
  const desk = await deskServer();
  const { checker, reviewer } = desk.team;
  return { desk, ...(await readyCase(desk.database, { writer: checker, approver: reviewer })) };
};

const agree = async (desk: DeskServer, at: string) => {
  const page = await (await desk.as(desk.team.reviewer, 'GET', at)).text();
  const hash = /name="hash" value="([0-9a-f]{64})"/.exec(page)?.[1] ?? '';
  const read = page.includes('name="read.vi"') ? { 'read.vi': 'on', 'read.en': 'on' } : {};
  expect((await desk.as(desk.team.reviewer, 'POST', at, form({ outcome: 'approved', hash, ...read }))).status).toBe(
    303,
  );
};

const publishNote = async (desk: DeskServer, number: number, fields: Record<string, string> = note) => {
  const sent = await desk.as(desk.team.checker, 'POST', `/vi/desk/cases/${number}/note`, form(fields));
  expect(sent.status, await sent.clone().text()).toBe(303);
  await agree(desk, sent.headers.get('location') ?? '');
};

const textOf = async (desk: DeskServer, path: string) => (await desk.as(desk.team.checker, 'GET', path)).text();

test('a note is public by two people, on its page, in the list, feed and sitemap, and carries no rating', async () => {
  const { desk, number } = await opened();
  const sent = await desk.as(desk.team.checker, 'POST', `/vi/desk/cases/${number}/note`, form(note));
  expect((await desk.as(desk.team.checker, 'GET', `/vi/notes/${number}`)).status).toBe(404);
  // Whoever agrees sees the promise too.
  expect(await textOf(desk, sent.headers.get('location') ?? '')).toContain('dateTime="2026-11-22"'.toLowerCase());
  await agree(desk, sent.headers.get('location') ?? '');
  const page = await textOf(desk, `/vi/notes/${number}`);
  expect(page).toContain('Chưa có kết luận.');
  expect(page).toContain('WHO chưa nói gì về điều này.');
  expect(page).toContain('Có thử nghiệm nào không.');
  expect(page).not.toMatch(/ClaimReview|ld\+json/);
  for (const path of ['/en/notes', '/en/feed.xml', '/sitemap.xml'])
    expect(await textOf(desk, path)).toContain(`/en/notes/${number}`);
  const told = await desk.as(desk.team.trainee, 'GET', `/api/v1/notes/${number}`);
  expect(await told.json()).toMatchObject({ notes: [{ number, state: 'open', nextOn: '2026-11-22', check: null }] });
  expect(await textOf(desk, `/vi/desk/cases/${number}`)).toContain(`/vi/notes/${number}`);
});

test('once its day has passed without more, its page, the list and the desk say so', async () => {
  const { desk, number } = await opened();
  await publishNote(desk, number);
  desk.setClock('2026-11-22T12:00:00Z');
  expect(await textOf(desk, `/en/notes/${number}`)).not.toContain('has not come yet');
  desk.setClock('2026-11-23T12:00:00Z');
  expect(await textOf(desk, `/en/notes/${number}`)).toContain('has not come yet');
  expect(await textOf(desk, '/en/notes')).toContain('has not come yet');
  expect(await textOf(desk, '/en/desk/reviews')).toContain(`/en/desk/cases/${number}/note`);
  const lists = await desk.as(desk.team.reviewer, 'GET', '/api/v1/desk/submissions');
  expect(await lists.json()).toMatchObject({ notes: [{ caseNumber: number, nextOn: '2026-11-22' }] });
  const prefilled = await textOf(desk, `/en/desk/cases/${number}/note`);
  expect(prefilled).toContain('WHO has said nothing about it.');
  await publishNote(desk, number, { ...note, 'known.en': 'WHO answered: no.', nextOn: '2026-11-30' });
  const page = await textOf(desk, `/en/notes/${number}`);
  expect(page).toContain('WHO answered: no.');
  expect(page.slice(page.indexOf('id="earlier"'))).toContain('WHO has said nothing about it.');
  expect(await textOf(desk, '/en/desk/reviews')).not.toContain(`/en/desk/cases/${number}/note`);
});

test('whoever asked finds the note on their ticket, and the check once there is one; the note then leads to the check', async () => {
  const { desk, number, id } = await opened();
  const { world, database, team } = desk;
  const asked = await desk.as(team.trainee, 'POST', '/api/v1/tips', { text: 'Nước muối có chữa đau dạ dày không?' });
  const { ticket } = (await asked.json()) as { ticket: { id: string } };
  const token = ticket.id;
  await database.all(sql`
    insert into case_groups (case_id, group_id, asked)
    select ${id}, coalesce(group_id, id), 1 from claims limit 1`);
  expect(token).toMatch(/^[0-9a-f]{32}$/);
  expect(await textOf(desk, `/vi/tickets/${token}`)).not.toContain('/vi/notes/');
  await publishNote(desk, number);
  expect(await textOf(desk, `/vi/tickets/${token}`)).toContain(`/vi/notes/${number}`);
  const told = await desk.as(team.trainee, 'GET', `/api/v1/tickets/${token}`);
  expect(await told.json()).toMatchObject({ claims: [{ note: { number, on: '2026-11-20' } }] });
  const submitted = await handIn(world, team.checker, { id, number });
  await agree(desk, `/vi/desk/reviews/${submitted.id}`);
  const page = await textOf(desk, `/vi/notes/${number}`);
  expect(page).toContain(`/vi/checks/${conclusion.slug}`);
  expect(page).toContain('WHO chưa nói gì về điều này.');
  expect(page).not.toContain('Chưa có kết luận.');
  expect(await textOf(desk, '/vi/feed.xml')).toContain(
    'Điều này đã được kiểm chứng xong: Nước muối không chữa đau dạ dày',
  );
  const list = await textOf(desk, '/vi/notes');
  expect(list.slice(list.indexOf('id="over"'))).toContain(`/vi/notes/${number}`);
  expect(await textOf(desk, `/vi/tickets/${token}`)).not.toContain('/vi/notes/');
});

test('a note of a case about a private person is shown nowhere', async () => {
  const { desk, number } = await opened();
  await publishNote(desk, number);
  await desk.database.all(sql`
    update cases set state = 'closed', closed_as = 'private-person', closed_on = '2026-11-20', title = null where number = ${number}`);
  desk.setClock('2026-11-22T00:00:00Z');
  expect((await desk.as(desk.team.trainee, 'GET', `/vi/notes/${number}`)).status).toBe(404);
  expect(await textOf(desk, '/vi/notes')).not.toContain(`/vi/notes/${number}`);
});

test('the first note begins with the claim as two agreed to word it, the next with what the last one said', async () => {
  const { desk, number } = await opened();
  const blank = await textOf(desk, `/vi/desk/cases/${number}/note`);
  expect(blank).toMatch(/<textarea[^>]*name="claim\.vi"[^>]*>Uống nước muối mỗi sáng chữa khỏi đau dạ dày<\/textarea>/);
  expect(blank).toMatch(/<textarea[^>]*name="claim\.en"[^>]*>Salt water every morning cures stomach pain<\/textarea>/);
  await publishNote(desk, number);
  expect(await textOf(desk, `/vi/desk/cases/${number}/note`)).toMatch(
    /<textarea[^>]*name="claim\.vi"[^>]*>Nước muối chữa đau dạ dày<\/textarea>/,
  );
});
