// Known pictures put on a case by the team: by form and by program, described, agreed to by another, and public with the check.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import {
  closeCase,
  endCases,
  eraseFiles,
  publishDecided,
  refresh,
  reopenCase,
  reviewSubmission,
  triage,
} from '../../src/desk/index.ts';
import { illegible, readsIn } from '../in-memory/reads.ts';
import { origin } from '../in-memory/server.ts';
import { conclusion, handIn, readyCase } from './deciding.ts';
import { deskServer } from './desk-server.ts';

const demo = join(import.meta.dirname, '../../demo/pictures');
const pit = await readFile(join(demo, 'bo-xuong.webp'));
const shark = await readFile(join(demo, 'ca-map.webp'));
const noted = await sharp(pit)
  .jpeg()
  .withExif({
    IFD0: { Make: 'Nikon', Model: 'D90', Software: 'Adobe Photoshop 25.1', Artist: 'Nguyễn Văn A' },
    IFD2: { DateTimeOriginal: '2016:05:04 10:11:12' },
    IFD3: { GPSLatitude: '21/1 1/1 42/1', GPSLatitudeRef: 'N' },
  })
  .toBuffer();
const alt = { vi: 'Bộ xương rất lớn trong hố đất', en: 'A huge skeleton in a pit of earth' };
const fields = {
  kind: 'edited',
  'alt.vi': alt.vi,
  'alt.en': alt.en,
  seenUrl: 'https://example.org/pit',
  seenOn: '2026-11-01',
};

const opened = async () => {
  const desk = await deskServer({}, undefined, readsIn(illegible(0)));
  const writer = { id: desk.team.checker.id, role: 'checker' } as const;
  const reviewer = { id: desk.team.reviewer.id, role: 'reviewer' } as const;
  const ready = await readyCase(desk.database, { writer, approver: reviewer });
  const send = (who: { readonly id: string }, bytes: Uint8Array | null, typed: Readonly<Record<string, string>>) => {
    const body = new FormData();
    for (const [name, text] of Object.entries(typed)) body.set(name, text);
    if (bytes !== null) body.set('file', new Blob([Uint8Array.from(bytes)]), '../../etc/passwd.jpg');
    const headers = { 'x-test-member': who.id, origin, 'sec-fetch-site': 'same-origin' };
    const url = `http://x.example/en/desk/cases/${ready.number}/pictures`;
    return desk.server.fetch(new Request(url, { method: 'POST', body, headers }));
  };
  return { ...desk, writer, reviewer, ready, send };
};

test('a picture is put on a case by form, seen by the team alone, and stands ready in the form that hands in', async () => {
  const { as, team, send, ready, world, server } = await opened();
  expect((await send(team.trainee, noted, fields)).status).toBe(403);
  const empty = await as(team.checker, 'GET', `/en/desk/cases/${ready.number}/pictures`);
  expect(await empty.text()).toContain('There are no pictures yet');
  const sent = await send(team.checker, noted, fields);
  expect(sent.status, await sent.clone().text()).toBe(303);
  const [laid] = await world.pictures.ofCase(ready.id);
  expect(laid).toMatchObject({ asked: 0, told: { kind: 'edited', alt, seenOn: '2026-11-01' } });
  expect(sent.headers.get('location')).toBe(`/en/desk/cases/${ready.number}/pictures#picture-${laid!.file}`);
  const page = await (await as(team.trainee, 'GET', `/en/desk/cases/${ready.number}/pictures`)).text();
  expect(page).toContain(`/en/desk/pictures/${laid!.file}.webp`);
  expect(page).not.toContain('data-lay');
  expect((await as(team.trainee, 'GET', `/en/desk/pictures/${laid!.file}.webp`)).status).toBe(200);
  const stranger = await server.fetch(new Request(`http://x.example/pictures/${laid!.file}.webp`), '203.0.113.6');
  expect(stranger.status).toBe(404);
  const form = await (await as(team.checker, 'GET', `/en/desk/cases/${ready.number}/submit`)).text();
  expect(form).toMatch(new RegExp(`<input type="checkbox" name="picture.0.file" value="${laid!.file}" checked`));
  expect(form).toContain('value="https://example.org/pit"');
});

test('what its file says of itself is read once, from the bytes that came, without camera owner or place', async () => {
  const { send, team, as, ready, world } = await opened();
  await send(team.checker, noted, fields);
  const [laid] = await world.pictures.ofCase(ready.id);
  expect(laid!.says).toEqual({
    ...{ credentials: 'absent', signedBy: null, signedOn: null, madeWith: null, declared: null },
    ...{ takenOn: '2016-05-04', software: 'Adobe Photoshop 25.1' },
  });
  for (const path of ['', '/pictures']) {
    const page = await (await as(team.trainee, 'GET', `/en/desk/cases/${ready.number}${path}`)).text();
    expect(page).toMatch(/taken on 4\sMay\s2016/);
    expect(page).toContain('A note in the file says that Adobe Photoshop 25.1 saved it.');
    expect(page).toContain('That says nothing: nearly every program that sends pictures takes them away.');
    expect(page).not.toMatch(/Nguyễn Văn A|Nikon|GPS/);
  }
  // Sent again as it is shown, without its notes: what the first file said stays, and nothing is made up for the second.
  const shown = await world.files.get(laid!.file);
  await send(team.checker, shown!, fields);
  const all = await world.pictures.ofCase(ready.id);
  expect(all.find(({ file }) => file === laid!.file)?.says?.software).toBe('Adobe Photoshop 25.1');
});

test('whoever put a picture there or described it is a writer: only somebody else agrees, and then it is public', async () => {
  const { as, team, send, ready, world, writer, reviewer } = await opened();
  await send(team.editor, noted, fields);
  const [laid] = await world.pictures.ofCase(ready.id);
  const picture = { file: laid!.file, kind: 'edited', alt, seenUrl: 'https://example.org/pit', seenOn: '2026-11-01' };
  const { id, contentHash } = await handIn(world, writer, ready, { verdict: 'altered', pictures: [picture] });
  const agree = { outcome: 'approved', contentHash, reason: '', remarks: [] } as const;
  const editor = { id: team.editor.id, role: 'editor' } as const;
  expect(await reviewSubmission(world, editor, id, agree)).toMatchObject({ error: { code: 'reviewed-own' } });
  expect((await reviewSubmission(world, reviewer, id, agree)).ok).toBe(true);
  await publishDecided(world);
  const page = await (await as(team.trainee, 'GET', `/en/checks/${conclusion.slug}`)).text();
  expect(page).toMatch(/<summary>What the file says about itself<\/summary>.*Adobe Photoshop 25\.1/s);
  const told = await (await as(team.trainee, 'GET', `/api/v1/checks/${conclusion.slug}`)).json();
  expect(told.pictures).toMatchObject([{ kind: 'edited', says: { takenOn: '2016-05-04' } }]);
  const found = await world.decisions.caseByNumber(ready.number);
  await refresh(world, [found!.check!.id]);
  expect(world.sight.byFile(laid!.file)?.check).toBe(found!.check!.id);
});

test('what cannot be taken is said on the form, with everything typed, and a picture that is there stays there', async () => {
  const { team, send, ready, world, as } = await opened();
  const none = await send(team.checker, null, fields);
  expect([none.status, await none.text()]).toEqual([422, expect.stringContaining('No file was chosen.')]);
  const text = await send(team.checker, Buffer.from('<svg onload=alert(1)>'), fields);
  const page = await text.text();
  expect([text.status, page]).toEqual([422, expect.stringContaining('This file cannot be read as a picture')]);
  expect(page).toContain('https://example.org/pit');
  const post = await send(team.checker, noted, { ...fields, seenUrl: 'https://www.facebook.com/a/posts/1' });
  expect([post.status, await post.text()]).toEqual([422, expect.stringContaining('and not somebody’s post')]);
  expect(await world.pictures.ofCase(ready.id)).toMatchObject([{ told: { alt: {}, seenUrl: null } }]);
  const large = await send(team.checker, Buffer.alloc(11 * 1024 * 1024), fields);
  expect([large.status, await large.text()]).toEqual([422, expect.stringContaining('The picture is too large')]);
  expect((await as(team.checker, 'GET', '/en/desk/cases/999/pictures')).status).toBe(404);
});

test('a program lays, describes and takes off a picture as the pages do', async () => {
  const { as, team, ready, server, world, database } = await opened();
  const path = `/api/v1/desk/cases/${ready.number}/pictures`;
  const lay = (bytes: Uint8Array) =>
    server.fetch(
      new Request(`http://x.example${path}`, {
        method: 'POST',
        body: Uint8Array.from(bytes),
        headers: {
          ...{ 'x-test-member': team.checker.id, origin, 'sec-fetch-site': 'same-origin' },
          'content-type': 'application/octet-stream',
        },
      }),
    );
  const sent = await lay(noted);
  expect(sent.status, await sent.clone().text()).toBe(201);
  const { file } = await sent.json();
  expect(await (await lay(Buffer.from('no picture'))).json()).toMatchObject({ code: 'picture-not-readable' });
  const told = { kind: 'first-seen', alt: { vi: alt.vi }, seenUrl: 'https://example.org/pit' };
  expect((await as(team.reviewer, 'POST', `${path}/${file}`, told)).status).toBe(204);
  const bad = await as(team.checker, 'POST', `${path}/${file}`, { ...told, seenOn: '2099-01-01' });
  expect([bad.status, await bad.json()]).toEqual([422, expect.objectContaining({ reason: 'day-in-future' })]);
  expect((await as(team.trainee, 'POST', `${path}/${file}`, told)).status).toBe(403);
  const whole = await (await as(team.trainee, 'GET', `/api/v1/desk/cases/${ready.number}`)).json();
  expect(whole.pictures).toMatchObject([{ file, asked: 0, told, says: { software: 'Adobe Photoshop 25.1' } }]);
  expect(await database.all(sql`select hands from case_pictures`)).toMatchObject([{ hands: { length: 2 } }]);
  expect((await as(team.checker, 'DELETE', `${path}/${file}`)).status).toBe(204);
  expect((await as(team.checker, 'DELETE', `${path}/${file}`)).status).toBe(404);
  // For a day it can be brought back, and is seen so long.
  expect(await world.pictures.isAtDesk(file)).toBe(true);
});

test('a picture that people asked with is taken to the case, outlives their words there, and goes with the case', async () => {
  const desk = await deskServer({}, undefined, readsIn(illegible(0)));
  const { as, team, world, database, setClock } = desk;
  const body = new FormData();
  const phone = await sharp(shark)
    .jpeg()
    .withExif({ IFD0: { Make: 'samsung', Model: 'SM-A125F', Software: 'A125FXXU3CWA3' } })
    .toBuffer();
  body.set('file', new Blob([Uint8Array.from(phone)]), 'a.jpg');
  await desk.server.fetch(new Request('http://x.example/vi/ask', { method: 'POST', body }), '203.0.113.5');
  await triage(world);
  const [of] = await database.all<{ id: never; file: string }>(
    sql`select c.id, p.file from cases c, tip_pictures p limit 1`,
  );
  // Which telephone an asker has is nobody's business.
  expect(await database.all(sql`select says ->> 'software' as software from tip_pictures`)).toEqual([
    { software: null },
  ]);
  const page = await (await as(team.checker, 'GET', '/en/desk/cases/1/pictures')).text();
  expect(page).toContain('Take this picture as one of the case');
  const taken = await as(team.checker, 'POST', `/en/desk/cases/1/pictures/${of!.file}`, new URLSearchParams(fields));
  expect(taken.status).toBe(303);
  await database.all(sql`update tips set text = null, erased_on = '2026-11-20'`);
  await eraseFiles(world);
  expect(await world.files.get(of!.file)).toBeDefined();
  const spam = { of: of!.id, as: 'spam', because: 'advertising' } as const;
  const ended = await closeCase(world, { id: team.editor.id, role: 'editor' }, spam);
  expect(ended.ok).toBe(true);
  // While that can be undone whole, the picture stays; then it goes.
  setClock('2026-11-21T09:59:00Z');
  await endCases(world);
  expect(await world.pictures.ofCase(of!.id)).toHaveLength(1);
  setClock('2026-11-21T10:00:00Z');
  await endCases(world);
  expect(await world.pictures.ofCase(of!.id)).toEqual([]);
  await eraseFiles(world);
  expect(await world.files.get(of!.file)).toBeUndefined();
});

test('a case about a private person keeps no picture, and undoing the closing brings none back', async () => {
  const { team, send, ready, world, database } = await opened();
  await send(team.checker, noted, fields);
  const [laid] = await world.pictures.ofCase(ready.id);
  const actor = { id: team.editor.id, role: 'editor' } as const;
  const ended = await closeCase(world, actor, { of: ready.id, as: 'private-person' });
  expect(ended.ok).toBe(true);
  expect(await database.all(sql`select from case_pictures`)).toEqual([]);
  expect((await reopenCase(world, actor, ready.id)).ok).toBe(true);
  expect(await world.pictures.ofCase(ready.id)).toEqual([]);
  await eraseFiles(world);
  expect(await world.files.get(laid!.file)).toBeUndefined();
});
