// Giving a case to a colleague by name, from its page and from the queue, by plain forms.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { readyCase } from './deciding.ts';
import { deskServer } from './desk-server.ts';

const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields);

const withTwo = async () => {
  const desk = await deskServer();
  const { checker, reviewer } = desk.team;
  const by = { writer: checker, approver: reviewer };
  const one = await readyCase(desk.database, by);
  const two = await readyCase(desk.database, by, 'Nhai tỏi sống mỗi sáng chữa khỏi bệnh tiểu đường');
  const held = async () =>
    (await desk.database.all<{ to: string | null }>(sql`select assigned_to as "to" from cases order by number`)).map(
      ({ to }) => to,
    );
  return { desk, one, two, held };
};

test('a case is handed over on its page to a colleague who can work on it', async () => {
  const { desk, one, held } = await withTwo();
  const { checker, reviewer, trainee } = desk.team;
  const at = `/vi/desk/cases/${one.number}`;
  const page = await (await desk.as(checker, 'GET', at)).text();
  expect(page).toContain(`<option value="${reviewer.id}">${reviewer.name}</option>`);
  const choice = /<form class="hand-over".*?<\/form>/s.exec(page)?.[0] ?? '';
  expect(choice).not.toContain(checker.id);
  expect(choice).not.toContain(trainee.id);
  expect((await desk.as(checker, 'POST', `${at}/take`, form({ to: reviewer.id }))).status).toBe(303);
  expect(await held()).toEqual([reviewer.id, null]);
  expect((await desk.as(checker, 'POST', `${at}/take`, form({ to: 'nobody' }))).status).toBe(422);
  expect((await desk.as(trainee, 'POST', `${at}/take`, form({ to: trainee.id }))).status).toBe(403);
  expect(await held()).toEqual([reviewer.id, null]);
});

test('from the queue one case goes to a colleague, and back to whoever had it by the undo', async () => {
  const { desk, one, held } = await withTwo();
  const { checker, reviewer, editor } = desk.team;
  await desk.as(checker, 'POST', `/vi/desk/cases/${one.number}/take`, form({ to: editor.id }));
  const sent = await desk.as(
    checker,
    'POST',
    '/vi/desk/hand-over',
    form({ [`c-${one.number}`]: '1', to: reviewer.id }),
  );
  expect(await held()).toEqual([reviewer.id, null]);
  const page = await (await desk.as(checker, 'GET', sent.headers.get('location')!)).text();
  expect(page).toContain(`Đã giao đề tài ${one.number}.`);
  const undo = /<form method="post" action="([^"]+)"><input type="hidden" name="to" value="([^"]+)"/.exec(page);
  await desk.as(checker, 'POST', undo![1]!, form({ to: undo![2]!, view: '' }));
  expect(await held()).toEqual([editor.id, null]);
});

test('several cases go at once; without a case or a colleague nothing changes, and that is said', async () => {
  const { desk, one, two, held } = await withTwo();
  const { checker, reviewer } = desk.team;
  const both = { [`c-${one.number}`]: '1', [`c-${two.number}`]: '1' };
  const none = await desk.as(checker, 'POST', '/en/desk/hand-over', form({ ...both, to: '' }));
  expect(await (await desk.as(checker, 'GET', none.headers.get('location')!)).text()).toContain('Nothing has changed.');
  expect(await held()).toEqual([null, null]);
  const sent = await desk.as(checker, 'POST', '/en/desk/hand-over', form({ ...both, to: reviewer.id }));
  expect(await (await desk.as(checker, 'GET', sent.headers.get('location')!)).text()).toContain(
    '2 cases are handed over.',
  );
  expect(await held()).toEqual([reviewer.id, reviewer.id]);
});
