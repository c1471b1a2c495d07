// Characters that nobody sees are in no text of the database, by whichever door it came; who asks with them is answered all the same.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { readyCase } from './deciding.ts';
import { deskServer } from './desk-server.ts';

// Overrides, isolates, marks, zero-width, a control, a tag, a byte order mark.
const tricks = '\u202E\u2066\u200E\u200B\u0007\u009B\u{E0041}\uFEFF\u00AD';
const hidden = (text: string): string => text.replaceAll(' ', ` ${tricks}`) + tricks;

test('no text that the team or a stranger sends brings one into the database', async () => {
  const desk = await deskServer();
  const { checker, reviewer, owner, editor } = desk.team;
  const { number, id } = await readyCase(desk.database, { writer: checker, approver: reviewer });
  const at = `/api/v1/desk/cases/${number}`;
  const text = hidden('Một câu nói rõ ràng về nước muối');
  const both = { vi: text, en: hidden('A plain sentence on salt water') };
  const whole = { title: text, short: text, body: text };
  const sent: readonly (readonly [typeof checker, string, object])[] = [
    [owner, '/api/v1/desk/me', { name: hidden('Nguyễn Văn An'), lang: 'vi' }],
    [checker, '/api/v1/desk/cases', { title: text, lang: 'vi', requestedBy: hidden('Một thư viện') }],
    [checker, `${at}/remarks`, { text }],
    [checker, `${at}/tasks`, { text }],
    [checker, `${at}/drafts`, { lang: 'vi', field: 'known', text, base: 1 }],
    [checker, `${at}/wordings`, { wording: both }],
    [
      checker,
      `${at}/evidence`,
      {
        kind: 'call',
        title: text,
        publisher: text,
        stance: 'context',
        interest: 'independent',
        locator: text,
        quotation: text,
        shows: both,
      },
    ],
    [checker, `${at}/submissions/note`, { claim: both, known: both, unknown: both }],
    [
      checker,
      '/api/v1/desk/explainers',
      { slug: 'mot-bai', topics: [hidden('health')], checks: [], texts: { vi: whole, en: whole } },
    ],
    [editor, '/api/v1/desk/templates', { key: 'thanks', lang: 'vi', text, base: 0 }],
    [editor, '/api/v1/desk/verdicts', { vi: { false: hidden('Chưa đúng') } }],
    [checker, '/api/v1/desk/views', { name: text, query: '' }],
    [checker, '/api/v1/tips', { text: hidden('Ngày mai toàn tỉnh cúp điện ba tuần liền') }],
  ];
  for (const [who, path, body] of sent) {
    const reply = await desk.as(who, 'POST', path, body);
    expect(reply.status, `${path} ${await reply.clone().text()}`).toBeLessThan(300);
  }
  const form = await desk.as(checker, 'POST', `/vi/desk/cases/${number}/remarks`, new URLSearchParams({ text }));
  expect(form.status).toBe(303);
  const columns = await desk.database.all<{ t: string; c: string }>(sql`
    select table_name as t, column_name as c from information_schema.columns
    where table_schema = 'public' and data_type in ('text', 'jsonb', 'ARRAY')`);
  expect(columns.length).toBeGreaterThan(100);
  const found: string[] = [];
  for (const { t, c } of columns) {
    const [row] = await desk.database.all<{ n: number }>(sql`
      select count(*)::int as n from ${sql.identifier(t)}
      where ${sql.identifier(c)}::text ~ ${'[\u202A-\u202E\u2066-\u2069\u200B-\u200F\u0001-\u0008\u0080-\u009F\uFEFF\u00AD\u{E0041}]'}
        or ${sql.identifier(c)}::text ~* ${'\\\\u(202[a-e]|206[6-9]|200[b-f]|0007|009b|feff)'}`);
    if (row!.n > 0) found.push(`${t}.${c}`);
  }
  expect(found).toEqual([]);
  const [said] = await desk.database.all<{ text: string }>(
    sql`select text from case_remarks where case_id = ${id} limit 1`,
  );
  expect(said?.text).toBe('Một câu nói rõ ràng về nước muối');
});
