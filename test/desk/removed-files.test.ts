// What one colleague takes off a case, another brings back within the day: pictures, and files of evidence.
import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { closeCase, describePicture, endCases, layPicture, restoreFile, retain } from '../../src/desk/index.ts';
import { api, press } from '../journeys/an-asked-case.ts';
import { makeCase } from './a-case.ts';
import { deskServer } from './desk-server.ts';

const bytes = new TextEncoder().encode('Một bản chụp');
const sha256 = createHash('sha256').update(bytes).digest('hex');
const picture = 'ab'.repeat(32);
const alt = { vi: 'Bộ xương trong hố đất', en: 'A skeleton in a pit' };

const begin = async () => {
  const desk = await deskServer();
  const { world, database, team } = desk;
  const { id, number } = await makeCase(database);
  const given = { kind: 'call', title: 'Gọi bệnh viện', publisher: 'Bệnh viện Nhi', stance: 'refutes' };
  const { json } = await api(desk, team.checker, 'POST', `/cases/${number}/evidence`, {
    ...{ ...given, interest: 'independent', shows: { vi: 'Không có ca nào.' } },
  });
  const evidence = json.id as string;
  const lay = await desk.server.fetch(
    new Request(`http://x.example/api/v1/desk/cases/${number}/evidence/${evidence}/file?name=chup.txt`, {
      method: 'POST',
      body: bytes,
      headers: {
        ...{ 'x-test-member': team.checker.id, origin: 'https://sangto.example', 'sec-fetch-site': 'same-origin' },
        'content-type': 'application/octet-stream',
      },
    }),
  );
  expect(lay.status).toBe(201);
  await database.all(sql`
    insert into pictures (file, width, height, hash, quality, parts, letters, is_grey)
    values (${picture}, 4, 3, ${picture}, 90, '{}', 0, false)`);
  expect(await layPicture(world, team.checker, id, { file: picture, says: null })).toMatchObject({ ok: true });
  const typed = { kind: 'edited', alt, seenUrl: 'https://example.org/pit', seenOn: '2026-11-01' };
  expect(await describePicture(world, team.checker, id, { file: picture, typed })).toMatchObject({ ok: true });
  const whole = async () => (await api(desk, team.reviewer, 'GET', `/cases/${number}`)).json;
  const goes = (file: string) => world.retention.eraseLeft([file], async () => true);
  const takeOff = async () => {
    for (const path of [`pictures/${picture}`, `evidence/${evidence}/file`])
      expect((await api(desk, team.editor, 'DELETE', `/cases/${number}/${path}`)).status).toBe(204);
  };
  return { desk, id, number, evidence, whole, goes, takeOff };
};

test('what one took off is told with who did it and until when, and another brings it back as it was, by page and API', async () => {
  const { desk, number, evidence, whole, goes, takeOff } = await begin();
  const { team } = desk;
  const before = await whole();
  await takeOff();
  const gone = await whole();
  expect([gone.pictures, gone.evidence[0].file]).toEqual([[], null]);
  const until = '2026-11-21T10:00:00.000Z';
  expect(gone.removedFiles).toHaveLength(2);
  expect(gone.removedFiles).toEqual(
    expect.arrayContaining([
      { file: picture, evidence: null, name: null, removedBy: team.editor.id, until },
      { file: sha256, evidence, name: 'chup.txt', removedBy: team.editor.id, until },
    ]),
  );
  expect([await goes(picture), await goes(sha256)]).toEqual([0, 0]);
  const page = await (await desk.as(team.reviewer, 'GET', `/vi/desk/cases/${number}`)).text();
  expect(page).toContain(`${team.editor.name} đã bỏ tệp “chup.txt” khỏi một bằng chứng. Lấy lại được đến 2026-11-21`);
  const pictures = await (await desk.as(team.reviewer, 'GET', `/vi/desk/cases/${number}/pictures`)).text();
  expect(pictures).toContain(`${team.editor.name} đã gỡ một ảnh khỏi đề tài. Lấy lại được đến 2026-11-21`);
  expect((await press(desk, team.trainee, `/cases/${number}/pictures/${picture}/restore`, {})).status).toBe(403);
  expect((await press(desk, team.reviewer, `/cases/${number}/pictures/${picture}/restore`, {})).status).toBe(303);
  const file = `/cases/${number}/evidence/${evidence}/file/restore`;
  expect((await api(desk, team.reviewer, 'POST', file)).status).toBe(204);
  expect((await api(desk, team.reviewer, 'POST', file)).status).toBe(404);
  const after = await whole();
  expect([after.pictures, after.evidence, after.removedFiles]).toEqual([before.pictures, before.evidence, []]);
  expect(after.history.map(({ what }: { what: string }) => what).slice(0, 2)).toEqual([
    ...['file-restored', 'picture-restored'],
  ]);
});

test('after a day it is brought back by nobody, and its file goes with the night', async () => {
  const { desk, number, evidence, whole, goes, takeOff } = await begin();
  await takeOff();
  desk.setClock('2026-11-21T10:00:01Z');
  expect((await whole()).removedFiles).toEqual([]);
  for (const path of [`pictures/${picture}`, `evidence/${evidence}/file`])
    expect((await api(desk, desk.team.checker, 'POST', `/cases/${number}/${path}/restore`)).status).toBe(404);
  await retain(desk.world);
  expect(await desk.database.all(sql`select from case_files_removed`)).toEqual([]);
  await goes(sha256);
  expect(await goes(picture)).toBe(1);
});

test('a file that was laid there since stays, and so does a picture', async () => {
  const { desk, id, evidence, takeOff } = await begin();
  const { world, database, team } = desk;
  await takeOff();
  await database.all(sql`update case_evidence set file = ${'c'.repeat(64)}, file_name = 'b', file_bytes = 1`);
  const place = { evidence: evidence as typeof id };
  expect(await restoreFile(world, team.checker, id, place)).toMatchObject({ error: { code: 'evidence-has-file' } });
  await layPicture(world, team.checker, id, { file: picture, says: null });
  expect(await restoreFile(world, team.checker, id, { picture })).toMatchObject({ ok: true });
  expect(await database.all(sql`select file, alt from case_pictures`)).toEqual([{ file: picture, alt: {} }]);
});

test('of a case about a private person nothing that was taken off is kept', async () => {
  const { desk, id, takeOff } = await begin();
  const { world, database, team } = desk;
  await takeOff();
  expect(await closeCase(world, team.checker, { of: id, as: 'private-person' })).toMatchObject({ ok: true });
  await endCases(world);
  expect(await database.all(sql`select from case_files_removed`)).toEqual([]);
  const left = await database.all<{ file: string }>(sql`select file from files_to_erase order by file`);
  expect(left.map(({ file }) => file)).toEqual([picture, sha256].sort());
});
