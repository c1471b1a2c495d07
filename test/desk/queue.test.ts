// The queue as people of the team meet it: drawn, narrowed, worked from by plain forms, and told of changes as they come.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import { parseTip } from '../../src/core/tip.ts';
import type { Member } from '../../src/desk/index.ts';
import { match, receive, triage } from '../../src/desk/index.ts';
import { type DeskServer, deskServer } from './desk-server.ts';

const asks = async ({ world }: DeskServer, text: string, times = 1): Promise<string> => {
  let ticket = '';
  for (let n = 0; n < times; n++) {
    const input = parseTip({ text, lang: 'vi' }, 'web');
    if (!input.ok) throw new Error(input.error.code);
    const received = await receive(world, await match(world, input.value), null);
    if (!received.ok || received.value.ticket === null) throw new Error('not stored');
    ticket = received.value.ticket;
  }
  return ticket;
};
const water = 'Từ tối nay thành phố cắt nước ba ngày để súc rửa đường ống, bà con trữ nước ngay';
const garlic = 'Nhai tỏi sống mỗi sáng chữa khỏi bệnh tiểu đường chỉ sau hai tuần';

const withCases = async (): Promise<DeskServer & { readonly numbers: readonly number[] }> => {
  const desk = await deskServer();
  await asks(desk, garlic, 5);
  await asks(desk, water, 2);
  await triage(desk.world);
  const found = await desk.database.all<{ number: number }>(sql`select number from cases order by asked desc`);
  return { ...desk, numbers: found.map(({ number }) => number) };
};
const page = async ({ as, team }: DeskServer, path: string, who: Member = team.checker): Promise<string> => {
  const response = await as(who, 'GET', path);
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  return response.text();
};
const post = ({ as, team }: DeskServer, path: string, fields: Record<string, string>, who: Member = team.checker) =>
  as(who, 'POST', path, new URLSearchParams(fields));

test('the queue says why each case stands where it does, in both languages, and the most urgent comes first', async () => {
  const desk = await withCases();
  const vi = await page(desk, '/vi/desk');
  expect(vi).toMatch(/5 lượt hỏi/);
  expect(vi).toMatch(/sức khỏe/);
  expect(vi.indexOf('tỏi sống')).toBeLessThan(vi.indexOf('cắt nước'));
  const en = await page(desk, '/en/desk');
  expect(en).toMatch(/asked 5 times/);
  expect(en).toMatch(/Nobody has it/);
});

test('an empty queue teaches, and a filter that fits nothing says how to widen it', async () => {
  const desk = await deskServer();
  expect(await page(desk, '/vi/desk')).toMatch(/Chưa có gì chờ/);
  expect(await page(desk, '/vi/desk?whose=mine')).toMatch(/Bỏ hết bộ lọc/);
});

test('filters narrow, carry their counts, and what is not understood is left out', async () => {
  const desk = await withCases();
  const health = await page(desk, '/vi/desk?harm=health');
  expect(health).toMatch(/1 đề tài/);
  expect(health).not.toMatch(/cắt nước/);
  expect(await page(desk, '/vi/desk?harm=gossip&state=x&p=0&sort=none')).toMatch(/2 đề tài/);
});

test('taking, putting aside and undoing work by plain forms and lead back to the same view', async () => {
  const desk = await withCases();
  const [first] = desk.numbers;
  const taken = await post(desk, `/vi/desk/cases/${first}/assign`, { to: 'me', view: 'whose=nobody&bad=1' });
  expect(taken.status).toBe(303);
  expect(taken.headers.get('location')).toBe(`/vi/desk?whose=nobody&done=taken&case=${first}`);
  const shown = await page(desk, taken.headers.get('location') ?? '');
  expect(shown).toMatch(/Bạn đã nhận đề tài/);
  expect(shown).toMatch(/Hoàn tác/);
  expect(await page(desk, '/vi/desk?whose=mine')).toMatch(/Bạn đang làm/);
  const later = await post(desk, `/vi/desk/cases/${first}/snooze`, { days: '3', view: '' });
  expect(later.status).toBe(303);
  expect(await page(desk, '/vi/desk')).toMatch(/1 đề tài/);
  expect(await page(desk, '/vi/desk?snoozed=1')).toMatch(/tỏi sống/);
  await post(desk, `/vi/desk/cases/${first}/snooze`, { days: '0', view: '' });
  expect(await page(desk, '/vi/desk')).toMatch(/2 đề tài/);
});

test('chosen cases join the one that most asked for, and undoing parts them again', async () => {
  const desk = await withCases();
  const [into, from] = desk.numbers;
  const alone = await post(desk, '/vi/desk/merge', { [`c-${from}`]: '1', view: '' });
  expect(alone.headers.get('location')).toMatch(/chosen-too-few/);
  const merged = await post(desk, '/vi/desk/merge', { [`c-${from}`]: '1', [`c-${into}`]: '1', view: '' });
  const location = merged.headers.get('location') ?? '';
  expect(location).toContain(`done=merged&case=${into}&moves=`);
  expect(await page(desk, location)).toMatch(/7 lượt hỏi/);
  const moves = new URLSearchParams(location.split('?')[1]).get('moves') ?? '';
  expect((await post(desk, '/vi/desk/moves/undo', { moves, view: '' })).headers.get('location')).toMatch(/undone/);
  expect(await page(desk, '/vi/desk')).toMatch(/2 đề tài/);
  expect((await post(desk, '/vi/desk/moves/undo', { moves, view: '' })).status).toBe(409);
});

test('with one case in the queue nothing is offered to be joined, and without a colleague nothing to be handed over', async () => {
  const desk = await withCases();
  const [first] = desk.numbers;
  expect(await page(desk, '/en/desk')).toContain('Merge what is chosen');
  await post(desk, `/vi/desk/cases/${first}/snooze`, { days: '3' });
  const one = await page(desk, '/en/desk');
  expect(one).not.toContain('Merge what is chosen');
  expect(one).toContain('Tick a case to hand it over to a colleague.');
  expect(one).toContain('Hand over what is chosen');
});

test('a view is kept for oneself under its name, and nobody else sees or removes it', async () => {
  const desk = await withCases();
  await post(desk, '/vi/desk/views', { name: 'Sức khỏe sáng nay', view: 'harm=health' });
  expect(await page(desk, '/vi/desk')).toMatch(/Sức khỏe sáng nay/);
  expect(await page(desk, '/vi/desk', desk.team.editor)).not.toMatch(/Sức khỏe sáng nay/);
  const [view] = await desk.world.caseQueue.views(desk.team.checker.id);
  expect((await post(desk, `/vi/desk/views/${view?.id}/drop`, { view: '' }, desk.team.editor)).status).toBe(404);
  expect((await post(desk, `/vi/desk/views/${view?.id}/drop`, { view: '' })).status).toBe(303);
});

test('a case of our own is opened by a form that keeps what was typed when it is refused', async () => {
  const desk = await withCases();
  const typed = { title: 'Giá xăng tăng gấp đôi', lang: 'vi', origin: 'requested', requestedBy: '' };
  const refused = await post(desk, '/vi/desk/new', typed);
  expect(refused.status).toBe(422);
  expect(await refused.text()).toMatch(/Giá xăng tăng gấp đôi/);
  const opened = await post(desk, '/vi/desk/new', { ...typed, requestedBy: 'Hội Người tiêu dùng' });
  expect(opened.headers.get('location')).toMatch(/^\/vi\/desk\/cases\/\d+$/);
  expect(await page(desk, '/vi/desk?whose=mine')).toMatch(/được đề nghị/);
  // The sentence is not typed twice: it is where the claim is worded.
  expect(await page(desk, opened.headers.get('location') ?? '')).toMatch(
    /<textarea id="wording-vi"[^>]*>Giá xăng tăng gấp đôi</,
  );
});

test('ending a case shows what its asker will read, and the reason reaches the ticket', async () => {
  const desk = await deskServer();
  const ticket = await asks(desk, garlic);
  await triage(desk.world);
  const ticketText = async () => (await desk.as(desk.team.checker, 'GET', `/vi/tickets/${ticket}`)).text();
  expect(await ticketText()).toMatch(/Đang chờ người của nhóm nhận/);
  await post(desk, '/vi/desk/cases/1/assign', { to: 'me', view: '' });
  expect(await ticketText()).toMatch(/Nhóm đã nhận và đang kiểm chứng/);
  expect(await page(desk, '/vi/desk/cases/1/close')).toMatch(/Khép lại mà không kết luận/);
  expect((await post(desk, '/vi/desk/cases/1/close', { as: 'duplicate', of: ' ' })).status).toBe(422);
  expect((await post(desk, '/vi/desk/cases/1/close', { as: 'duplicate', of: '77' })).status).toBe(422);
  expect((await post(desk, '/vi/desk/cases/1/close', { as: 'not-checkable', of: '' })).status).toBe(422);
  expect((await post(desk, '/vi/desk/cases/1/close', { as: 'spam', because: 'advertising', of: '' })).status).toBe(303);
  expect(await ticketText()).toMatch(/Bạn hỏi là đúng/);
  expect((await post(desk, '/vi/desk/cases/1/reopen', { view: '' })).status).toBe(303);
  expect(await ticketText()).toMatch(/mở ra xem tiếp/);
});

test('groups of a case are parted off by their boxes', async () => {
  const desk = await withCases();
  const [into, from] = desk.numbers;
  await post(desk, '/vi/desk/merge', { [`c-${from}`]: '1', [`c-${into}`]: '1', view: '' });
  const [held] = await desk.database.all<{ id: Id }>(sql`select id from cases where number = ${into}`);
  const groups = await desk.world.caseQueue.groups(held!.id);
  const split = await post(desk, `/vi/desk/cases/${into}/split`, { [`g-${groups[1]?.group}`]: '1' });
  expect(split.headers.get('location')).toMatch(/done=split/);
  expect((await post(desk, `/vi/desk/cases/${into}/split`, {})).status).toBe(422);
});

test('who may not work on cases sees the queue without its buttons, and is refused at its doors', async () => {
  const desk = await withCases();
  const { trainee } = desk.team;
  const seen = await page(desk, '/vi/desk', trainee);
  expect(seen).toMatch(/tỏi sống/);
  expect(seen).not.toMatch(/Gộp các đề tài/);
  for (const path of [
    'cases/1/assign',
    'cases/1/snooze',
    'cases/1/close',
    'cases/1/reopen',
    'cases/1/split',
    'merge',
    'new',
  ])
    expect((await post(desk, `/vi/desk/${path}`, {}, trainee)).status, path).toBe(403);
  expect((await desk.server.fetch(new Request('http://x.example/vi/desk/live'))).status).toBe(303);
});

test('the live stream tells which cases changed and who of the team looks, and ends with the server', async () => {
  const desk = await withCases();
  const stream = await desk.as(desk.team.checker, 'GET', '/vi/desk/live');
  expect(stream.headers.get('content-type')).toMatch(/^text\/event-stream/);
  const heard = reader(stream);
  const other = await desk.as(desk.team.editor, 'GET', `/en/desk/live?at=${desk.numbers[0]}`);
  await heard.until(new RegExp(`event: looking\\ndata: \\{"${desk.numbers[0]}":\\["Ngô Minh Biên"\\]\\}`));
  await heard.until(/retry/);
  await desk.world.cases.assign(
    (await desk.world.caseQueue.find(desk.numbers[1]!, '2026-11-20' as never))!.id,
    desk.team.editor.id,
    { by: desk.team.editor.id, at: desk.world.now() },
  );
  await heard.until(new RegExp(`event: changed\\ndata: \\{"cases":\\[[^\\]]*${desk.numbers[1]}`));
  await other.body?.cancel();
  await heard.until(/event: looking\ndata: \{\}/);
  await desk.server.close();
  await heard.end();
});

test('somebody removed from the team hears nothing more', async () => {
  const desk = await withCases();
  const heard = reader(await desk.as(desk.team.trainee, 'GET', '/vi/desk/live'));
  await desk.database.all(sql`update staff set state = 'removed', email = null where id = ${desk.team.trainee.id}`);
  await heard.end();
});

/** Reads a stream until its words match, or until it ends; a test that waits in vain fails by its own time. */
const reader = (response: Response) => {
  const chunks = response.body!.getReader();
  const decoder = new TextDecoder();
  let text = '';
  return {
    until: async (wanted: RegExp): Promise<void> => {
      while (!wanted.test(text)) {
        const { done, value } = await chunks.read();
        if (done) throw new Error(`the stream ended before ${wanted}: ${text}`);
        text += decoder.decode(value, { stream: true });
      }
    },
    end: async (): Promise<void> => {
      for (;;) if ((await chunks.read()).done) return;
    },
  };
};
