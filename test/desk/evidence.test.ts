// Evidence in one language more, and its files: by page and by API.
import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { translateEvidence } from '../../src/desk/index.ts';
import { makeCase } from './a-case.ts';
import { handIn, readyCase } from './deciding.ts';
import { type DeskServer, deskServer } from './desk-server.ts';

const given = {
  kind: 'call',
  title: 'Gọi bệnh viện',
  publisher: 'Bệnh viện Nhi',
  stance: 'refutes',
  interest: 'independent',
  shows: { vi: 'Không có ca nào.' },
};

const begin = async () => {
  const desk = await deskServer();
  const made = await makeCase(desk.database);
  const at = `/api/v1/desk/cases/${made.number}`;
  const { id } = await (await desk.as(desk.team.checker, 'POST', `${at}/evidence`, given)).json();
  return { desk, made, at, id: id as string, path: `/vi/desk/cases/${made.number}` };
};

/** Bytes as a program sends them. */
const send = (desk: DeskServer, path: string, bytes: Uint8Array, type = 'application/octet-stream') =>
  desk.server.fetch(
    new Request(`http://x.example${path}`, {
      method: 'POST',
      body: Buffer.from(bytes),
      headers: {
        'x-test-member': desk.team.checker.id,
        origin: 'https://sangto.example',
        'sec-fetch-site': 'same-origin',
        'content-type': type,
      },
    }),
  );

test('evidence is said in a second language once, and whoever did is named', async () => {
  const { desk, at, id, path } = await begin();
  const { checker, reviewer } = desk.team;
  const page = await (await desk.as(reviewer, 'GET', path)).text();
  expect(page).toContain('Thêm bản Tiếng Anh');
  const form = (text: string) =>
    desk.as(reviewer, 'POST', `${path}/evidence/${id}/translate`, new URLSearchParams({ lang: 'en', text }));
  const empty = await form(' ');
  expect(empty.status).toBe(422);
  expect((await form('There was no case.')).headers.get('location')).toBe(`${path}?sent=shows.${id}#evidence-${id}`);
  const late = await form('Too late.');
  expect(late.status).toBe(422);
  expect(await late.text()).toContain('Đã có người thêm bản bằng ngôn ngữ này');
  const { evidence, history } = await (await desk.as(checker, 'GET', at)).json();
  expect(evidence[0]).toMatchObject({
    shows: { vi: 'Không có ca nào.', en: 'There was no case.' },
    addedBy: checker.id,
    translatedBy: [reviewer.id],
  });
  expect(history[0]).toMatchObject({
    what: 'evidence-translated',
    by: reviewer.id,
    detail: { evidence: id, lang: 'en' },
  });
  expect(await (await desk.as(reviewer, 'GET', path)).text()).toContain(`${reviewer.name} dịch`);
  const again = { lang: 'en', text: 'Again.' };
  expect(await (await desk.as(checker, 'POST', `${at}/evidence/${id}/translations`, again)).json()).toMatchObject({
    code: 'not-now',
    reason: 'evidence-translated',
  });
});

test('the checklist names evidence that a language of the draft lacks, by page and by API', async () => {
  const { desk, at, id, path } = await begin();
  const { checker } = desk.team;
  for (const lang of ['vi', 'en'])
    await desk.as(checker, 'POST', `${at}/drafts`, { lang, field: 'title', text: 'Một câu.', base: 0 });
  expect((await (await desk.as(checker, 'GET', at)).json()).untranslated).toEqual([{ evidence: id, langs: ['en'] }]);
  const page = await (await desk.as(checker, 'GET', path)).text();
  expect(page).toContain('Bằng chứng chưa có bản dịch');
  expect(page).toContain('chưa có bằng Tiếng Anh');
  await desk.as(checker, 'POST', `${at}/evidence/${id}/translations`, { lang: 'en', text: 'No case.' });
  expect((await (await desk.as(checker, 'GET', at)).json()).untranslated).toEqual([]);
  expect(await (await desk.as(checker, 'GET', path)).text()).not.toContain('Bằng chứng chưa có bản dịch');
});

test('whoever translates evidence is one of the writers: the database takes no submission that leaves them out', async () => {
  const desk = await deskServer();
  const { checker, reviewer, editor } = desk.team;
  const ready = await readyCase(desk.database, { writer: checker, approver: editor });
  await desk.database.all(sql`update case_evidence set shows = shows - 'en' where case_id = ${ready.id}`);
  const [piece] = (await desk.world.caseWork.gathered(ready.id)).evidence;
  const said = { evidence: piece!.id, lang: 'en', text: 'Salt does not cure.' } as const;
  expect(await translateEvidence(desk.world, reviewer, ready.id, said)).toEqual({ ok: true, value: null });
  await desk.as(reviewer, 'POST', `/api/v1/desk/cases/${ready.number}/interest`, { concerned: false });
  const { id } = await handIn(desk.world, checker, ready);
  expect((await desk.world.decisions.submission(id))?.writers).toContain(reviewer.id);
  await expect(
    desk.database.pool.query(
      `insert into reviews (id, submission_id, content_hash, outcome, reviewed_by, reviewed_as, reviewed_at)
       select gen_random_uuid(), id, content_hash, 'approved', '${reviewer.id}', 'reviewer', now() from submissions`,
    ),
  ).rejects.toThrow('nobody reviews what they wrote');
});

test('ASVS 1.3.4: a file is laid beside evidence by API, listed with what it really is, read by the team alone, and taken off', async () => {
  const { desk, at, id } = await begin();
  const { trainee } = desk.team;
  const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
  const laid = await send(desk, `${at}/evidence/${id}/file?name=bang-chung.png`, svg);
  expect(laid.status).toBe(201);
  const sha256 = createHash('sha256').update(svg).digest('hex');
  const file = { sha256, name: 'bang-chung.png', type: 'image/svg+xml', size: svg.length };
  expect(await laid.json()).toEqual(file);
  expect(await (await desk.as(trainee, 'GET', `${at}/files`)).json()).toEqual({ files: [{ ...file, evidence: id }] });

  const read = await desk.as(trainee, 'GET', `${at}/files/${sha256}`);
  expect(Buffer.from(await read.arrayBuffer())).toEqual(Buffer.from(svg));
  expect(Object.fromEntries(read.headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': 'attachment; filename="file"',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'no-store',
  });
  expect((await desk.server.fetch(new Request(`http://x.example${at}/files/${sha256}`))).status).toBe(401);
  const other = await makeCase(desk.database);
  expect((await desk.as(trainee, 'GET', `/api/v1/desk/cases/${other.number}/files/${sha256}`)).status).toBe(404);

  expect(await (await send(desk, `${at}/evidence/${id}/file`, svg)).json()).toMatchObject({
    reason: 'evidence-has-file',
  });
  expect((await desk.as(trainee, 'DELETE', `${at}/evidence/${id}/file`)).status).toBe(403);
  expect((await desk.as(desk.team.checker, 'DELETE', `${at}/evidence/${id}/file`)).status).toBe(204);
  expect((await desk.as(trainee, 'GET', `${at}/files/${sha256}`)).status).toBe(404);
  expect(await (await desk.as(trainee, 'GET', `${at}/files`)).json()).toEqual({ files: [] });
  expect((await desk.as(desk.team.checker, 'DELETE', `${at}/evidence/${id}/file`)).status).toBe(404);
  // The same bytes have the same address again.
  expect(await (await send(desk, `${at}/evidence/${id}/file`, svg)).json()).toMatchObject({ sha256, name: 'file' });
});

test('what is too large, empty or not sent as bytes is no file', async () => {
  const { desk, at, id } = await begin();
  const to = `${at}/evidence/${id}/file`;
  expect((await send(desk, to, new Uint8Array(10 * 1024 * 1024 + 1))).status).toBe(413);
  expect(await (await send(desk, to, new Uint8Array())).json()).toMatchObject({ reason: 'evidence-file-empty' });
  expect((await send(desk, to, new Uint8Array([1]), 'image/svg+xml')).status).toBe(415);
  expect((await send(desk, to, new Uint8Array(10 * 1024 * 1024))).status).toBe(201);
  const nowhere = `${at}/evidence/00000000-0000-4000-8000-000000000000/file`;
  expect((await send(desk, nowhere, new Uint8Array([1]))).status).toBe(404);
});
