// Pictures of a published check change by a correction alone: added, replaced, described anew, taken off, each by two, and the
// memory by which pictures are found follows at once.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { keepPicture, layPicture, refresh } from '../../src/desk/index.ts';
import { illegible, readsIn } from '../in-memory/reads.ts';
import { publishedCase } from './deciding.ts';
import { type DeskServer, deskServer } from './desk-server.ts';

const demo = join(import.meta.dirname, '../../demo/pictures');
const [pit, shark, tree] = await Promise.all(
  ['bo-xuong.webp', 'ca-map.webp', 'cay-mi.webp'].map((name) => readFile(join(demo, name))),
);
const alt = { vi: 'Bộ xương rất lớn trong hố đất', en: 'A huge skeleton in a pit of earth' };
const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

const opened = async () => {
  const ocr = readsIn(illegible(0));
  const desk = await deskServer({}, undefined, ocr);
  const { checker: writer, reviewer } = desk.team;
  const made = await publishedCase(desk.world, desk.database, { writer, reviewer }, { verdict: 'altered' });
  const { check } = (await desk.world.decisions.caseByNumber(made.number))!;
  const fields: Record<string, string> = {
    ...{ kind: 'update', verdict: 'altered', asOf: check?.asOf ?? '', reviewBy: check?.reviewBy ?? '', pictures: '1' },
    ...{ 'explain.vi': 'Thêm ảnh gốc.', 'explain.en': 'The picture itself.' },
  };
  for (const [lang, text] of Object.entries(check?.texts ?? {}))
    for (const [field, words] of Object.entries(text)) fields[`text.${lang}.${field}`] = words;
  const lay = async (bytes: Buffer, by = desk.team.checker): Promise<string> => {
    const kept = await keepPicture({ ...desk.world, ocr }, bytes);
    if (!kept.ok) throw new Error(kept.error.code);
    const laid = await layPicture(desk.world, { id: by.id, role: by.role }, made.id, {
      file: kept.value.file,
      says: null,
    });
    if (!laid.ok) throw new Error(laid.error.code);
    return kept.value.file;
  };
  const send = (more: Readonly<Record<string, string>>) =>
    desk.as(writer, 'POST', `/en/desk/cases/${made.number}/correct`, new URLSearchParams({ ...fields, ...more }));
  const shown = async () => (await desk.world.reads.checkById(made.check))?.pictures ?? [];
  const seen = async (bytes: Buffer) => {
    await refresh(desk.world, [made.check]);
    const looked = await desk.world.sight.look(bytes);
    if (!looked.ok) throw new Error(looked.error.code);
    return looked.value.found.map(({ id }) => id.check);
  };
  return { desk, lay, send, shown, seen, fields, ...made };
};

const described = (n: number, file: string, more: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(
    Object.entries({ file, kind: 'first-seen', 'alt.vi': alt.vi, 'alt.en': alt.en, ...more }).map(([name, text]) => [
      `picture.${n}.${name}`,
      text,
    ]),
  );

const agree = async (desk: DeskServer, sent: Response, by = desk.team.reviewer) => {
  const at = sent.headers.get('location') ?? '';
  const page = await (await desk.as(by, 'GET', at)).text();
  const hash = /name="hash" value="([0-9a-f]{64})"/.exec(page)?.[1] ?? '';
  const given = { outcome: 'approved', hash, 'read.vi': 'on', 'read.en': 'on' };
  const reply = await desk.as(by, 'POST', at, new URLSearchParams(given));
  return { page, reply };
};

test('a picture is added, replaced and taken off, each told in words before and after, and found or not from then on', async () => {
  const { desk, lay, send, shown, seen, check, number } = await opened();
  const first = await lay(pit!);
  const sent = await send(described(0, first, { seenUrl: 'https://example.org/pit' }));
  expect(sent.status, await sent.clone().text()).toBe(303);
  expect(await shown()).toEqual([]);
  expect(await seen(pit!)).toEqual([]);
  const added = await agree(desk, sent);
  expect(plain(added.page)).toContain(`As first seen (${first.slice(0, 8)})`);
  expect(added.reply.status).toBe(303);
  expect(await shown()).toMatchObject([{ file: first, alt }]);
  expect(await seen(await sharp(pit!).flop().jpeg().toBuffer())).toEqual([check]);

  const form = await (await desk.as(desk.team.checker, 'GET', `/en/desk/cases/${number}/correct`)).text();
  expect(form).toMatch(new RegExp(`name="picture.0.file" value="${first}" checked`));
  expect(form).toContain('Picture 1: on the check now');
  const second = await lay(shark!);
  const other = { vi: 'Cá mập trên phố ngập', en: 'A shark in a flooded street' };
  const words = { 'alt.vi': other.vi, 'alt.en': other.en, kind: 'edited' };
  const replaced = await agree(desk, await send(described(1, second, words)));
  expect(replaced.reply.status).toBe(303);
  const changes = plain(
    replaced.page.slice(replaced.page.indexOf('id="changes"'), replaced.page.indexOf('id="preview"')),
  );
  expect(changes).toContain(alt.en);
  expect(changes).toContain(other.en);
  expect(await shown()).toMatchObject([{ file: second, kind: 'edited' }]);
  expect(await seen(pit!)).toEqual([]);
  expect(await seen(shark!)).toEqual([check]);
  const page = await (await desk.as(desk.team.trainee, 'GET', '/en/checks/nuoc-muoi-da-day')).text();
  expect(plain(page)).toMatch(/Picture taken off: A huge skeleton in a pit of earth Picture added: A shark/);
  expect(page).toContain('https://schema.org/TransformedContent');
  expect(page).toContain(`/pictures/${second}.webp`);
  expect(page).not.toContain(`/pictures/${first}.webp`);

  const gone = await agree(desk, await send({ 'explain.en': 'It shows somebody.' }));
  expect(gone.reply.status).toBe(303);
  expect(await shown()).toEqual([]);
  expect(await seen(shark!)).toEqual([]);
  const told = await (await desk.as(desk.team.trainee, 'GET', '/api/v1/checks/nuoc-muoi-da-day')).json();
  expect(told.pictures).toEqual([]);
  expect(told.corrections.map((one: { pictures: object }) => one.pictures)).toMatchObject([
    { removed: [], added: [{ alt }] },
    { removed: [{ alt }], added: [{ alt: other }] },
    { removed: [{ alt: other }], added: [] },
  ]);
  // The words of the change are all that is left of the picture in public.
  expect(await (await desk.as(desk.team.trainee, 'GET', '/en/checks/nuoc-muoi-da-day')).text()).not.toContain(
    'MediaReview',
  );
});

test('describing a picture anew may be minor, showing another one is not, and whoever laid it does not agree to it', async () => {
  const { desk, lay, send, shown } = await opened();
  const file = await lay(pit!, desk.team.reviewer);
  const minor = await send({ ...described(0, file), kind: 'minor' });
  expect([minor.status, await minor.text()]).toEqual([422, expect.stringContaining('is not minor')]);
  const bare = await send(described(0, file, { 'alt.en': '' }));
  const page = await bare.text();
  expect([bare.status, page]).toEqual([422, expect.stringContaining('needs a description in every language')]);
  expect(page).toContain(alt.vi);
  const sent = await send(described(0, file));
  const own = await agree(desk, sent);
  expect([own.reply.status, await own.reply.text()]).toEqual([422, expect.stringContaining('You wrote in this.')]);
  expect((await agree(desk, sent, desk.team.editor)).reply.status).toBe(303);
  const better = { vi: 'Bộ xương trong hố khai quật', en: 'A skeleton in a dig' };
  const again = await send({ ...described(0, file, { 'alt.vi': better.vi, 'alt.en': better.en }), kind: 'minor' });
  expect((await agree(desk, again, desk.team.editor)).reply.status).toBe(303);
  expect(await shown()).toMatchObject([{ file, alt: better }]);
});

test('a change that says nothing of pictures leaves them, and one that names a strange picture is refused', async () => {
  const { desk, lay, send, shown, number, check } = await opened();
  const file = await lay(pit!);
  await agree(desk, await send(described(0, file)));
  const { texts } = (await desk.world.reads.checkById(check))!;
  const given = {
    ...{ kind: 'update', verdict: 'altered', asOf: '2026-11-20', reviewBy: '2027-11-20', texts },
    explain: { vi: 'Xem lại.', en: 'Looked at again.' },
  };
  const path = `/api/v1/desk/cases/${number}/submissions/correction`;
  const strange = { file: 'c'.repeat(64), kind: 'edited', alt };
  const refused = await desk.as(desk.team.checker, 'POST', path, { ...given, pictures: [strange] });
  expect([refused.status, await refused.json()]).toEqual([
    422,
    expect.objectContaining({ reason: 'picture-not-of-case' }),
  ]);
  const sent = await desk.as(desk.team.checker, 'POST', path, given);
  expect(sent.status).toBe(201);
  const { id } = await sent.json();
  expect((await desk.world.decisions.submission(id))?.content).toMatchObject({ pictures: [{ file }] });
  const at = new Response(null, { headers: { location: `/en/desk/reviews/${id}` } });
  expect((await agree(desk, at)).reply.status).toBe(303);
  expect(await shown()).toMatchObject([{ file }]);
});

test('the database lets no correction show a picture of somebody who is not named as a writer, nor say of one what was not agreed', async () => {
  const { desk, lay, send, check } = await opened();
  const file = await lay(pit!, desk.team.editor);
  const sent = await send(described(0, file));
  const submission = (sent.headers.get('location') ?? '').split('/').at(-1);
  const writers = await desk.database.all<{ id: string }>(
    sql`select staff_id as id from submission_writers where submission_id = ${submission}`,
  );
  expect(writers.map(({ id }) => id)).toContain(desk.team.editor.id);
  await agree(desk, sent);
  for (const change of [sql`kind = 'edited'`, sql`seen_on = '2026-01-01'`, sql`says = '{"credentials": "trusted"}'`])
    await expect(desk.database.all(sql`update check_pictures set ${change} where check_id = ${check}`)).rejects.toThrow(
      'own_pictures_are_agreed',
    );
  const alone = desk.database.atomically(async (tx) => {
    const other = await lay(tree!, desk.team.owner);
    await tx.all(sql`
      insert into submissions (id, case_id, kind, content, content_hash, verdict, submitted_by, submitted_at)
      select gen_random_uuid(), case_id, 'correction', c, encode(sha256(convert_to(c, 'UTF8')), 'hex'), verdict, submitted_by, submitted_at
      from submissions, lateral (select jsonb_set(content::jsonb, '{corrections,-1,pictures,added,0,file}', to_jsonb(${other}::text))::text as c) d
      where id = ${submission}`);
    await tx.all(sql`
      insert into submission_writers select s.id, s.submitted_by from submissions s
      where not exists (select from submission_writers w where w.submission_id = s.id)`);
  });
  await expect(alone).rejects.toThrow('picture_hands_are_named');
});
