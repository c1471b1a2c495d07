// The journal of the public log, its feed and its API, and the proof under a check.
import { type SQL, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Day } from '../../src/base/clock.ts';
import type { Id } from '../../src/base/ids.ts';
import { committed, type DayCounts, leafText } from '../../src/core/leaf.ts';
import { cosign, ed25519Signer, formatNote, parseNote, parseProofFile } from '../../src/kit/tlog/index.ts';
import { conclusion, publishedCase } from './deciding.ts';
import { deskServer } from './desk-server.ts';

const withCheck = async (more: Parameters<typeof deskServer>[0] = {}) => {
  const at = await deskServer(more);
  const team = { writer: at.team.checker, reviewer: at.team.reviewer };
  const published = await publishedCase(at.world, at.database, team);
  const text = async (path: string) => (await at.as(at.team.checker, 'GET', path)).text();
  return { ...at, ...published, text };
};

const noCounts: DayCounts = {
  ...{ received: 0, answered: 0, answeredLater: 0, closed: {}, waitingOver7Days: 0 },
  ...{ sent: {}, textsErased: 0, forgotten: {} },
};

const optedSource = '22222222-2222-4222-8222-222222222222' as Id;

test('the journal tells each line in words, leads to what it is about, and says who has not signed', async () => {
  const { world, database, text, team } = await withCheck();
  await database.all(sql`insert into sources (id, name, site) values (${optedSource}, 'Báo', 'bao.example')`);
  await world.checks.opt(optedSource, true, world.now());
  await world.team.changeRole(team.trainee.id, { role: 'checker', by: team.owner.id }, world.now());
  await world.log.seal();
  const vi = await text('/vi/log');
  expect(vi).toContain('Công bố bài kiểm chứng');
  expect(vi).toContain(`href="/vi/checks/${conclusion.slug}"`);
  expect(vi).toContain('Chưa có bên chứng kiến nào ở ngoài ký cùng');
  const en = await text('/en/log');
  expect(en).toContain('Checks of bao.example answer by themselves from here on.');
  expect(en).toContain('Somebody’s role was changed to checker.');
  expect(en).toContain('No outside witness yet');
  for (const { name } of [team.trainee, team.checker]) expect(vi + en).not.toContain(name);
  expect(en.indexOf('id="leaf-2"')).toBeLessThan(en.indexOf('id="leaf-0"'));
});

test('leaves are filtered by kind and paged; a kind that is none is said to be none, and shows nothing', async () => {
  const { database, world, text } = await withCheck();
  await database.all(sql`
    insert into log_leaves (kind, entry) select 'labels-changed', '{"kind":"labels-changed","on":"2026-11-20","i":' || i || '}'
    from generate_series(1, 60) i`);
  await world.log.seal();
  const first = await text('/en/log');
  expect(first).toContain('id="leaf-60"');
  expect(first).not.toContain('id="leaf-30"');
  expect(first).toContain('href="/en/log?below=31"');
  const second = await text('/en/log?below=31');
  expect(second).toContain('id="leaf-1"');
  expect(second).toContain('href="/en/log?below=1"');
  expect(await text('/en/log?below=1')).toContain('id="leaf-0"');
  const published = await text('/en/log?kind=check-published');
  expect(published).toContain('id="leaf-0"');
  expect(published).not.toContain('id="leaf-60"');
  expect(await text('/en/log?kind=&below=x')).toContain('id="leaf-60"');
  const none = await text('/en/log?kind=bogus');
  expect(none).toContain('There is no such kind. Choose one above.');
  expect(none).not.toContain('id="leaf-');
  expect(await text('/en/log?kind=salts-erased')).toContain('There is no leaf of this kind yet.');
});

test('the feed and the API tell the same lines, and /log leads to the journal', async () => {
  const { as, team, text, check } = await withCheck();
  const feed = await as(team.checker, 'GET', '/vi/log.xml');
  expect(feed.headers.get('content-type')).toContain('application/atom+xml');
  const told = await feed.text();
  expect(told).toContain('Công bố bài kiểm chứng');
  // It leads to the check, and to the leaf; the leaf is what it is known by.
  expect(told).toMatch(/<id>[^<]*\/vi\/log\?below=1#leaf-0<\/id>/);
  expect(told).toMatch(new RegExp(`<link href="[^"]*/vi/checks/${conclusion.slug}" rel="alternate"`));
  expect(told).toMatch(/<link href="[^"]*\/vi\/log\/leaf\/0" rel="via"/);
  const { leaves, size, witnesses } = JSON.parse(await text('/api/v1/log'));
  expect([size, witnesses]).toEqual([1, []]);
  expect(leaves).toEqual([
    expect.objectContaining({ number: 0, kind: 'check-published', url: expect.stringContaining(conclusion.slug) }),
  ]);
  expect(JSON.parse(leaves[0].entry).check).toBe(check);
  const root = await as(team.checker, 'GET', '/log');
  expect([root.status, root.headers.get('location')]).toEqual([302, expect.stringMatching(/^\/(vi|en)\/log$/)]);
});

test('the feed tells a day when it was over, and no leaf before one that it follows', async () => {
  const { database, world, text } = await withCheck();
  await database.all(sql`
    insert into log_leaves (kind, entry) values
      ('day-counted', ${leafText({ kind: 'day-counted', ...noCounts }, { on: '2031-01-05' as Day })}),
      ('labels-changed', '{"kind":"labels-changed","on":"2026-01-01","backfilled":true}')`);
  await world.log.seal();
  const feed = await text('/en/log.xml');
  const updated = [...feed.matchAll(/<updated>([^<]+)<\/updated>/g)].map(([, at]) => at);
  expect(updated.slice(0, 3)).toEqual(Array.from({ length: 3 }, () => '2031-01-06T00:00:00.000Z'));
});

test('a start with another statement names the page that is another, and leads to it', async () => {
  const { world, text } = await withCheck();
  const facts = { version: '1.0.0', keys: ['a+1+x'], statements: { about: '{}', funding: '{}' } };
  await world.log.rows.tellInstance(facts, '2026-11-20' as Day);
  await world.log.rows.tellInstance(
    { ...facts, statements: { about: '{}', funding: '{"vi":"Quỹ A"}' } },
    '2026-11-21' as Day,
  );
  await world.log.seal();
  const [vi, en] = [await text('/vi/log?kind=statements-changed'), await text('/en/log?kind=statements-changed')];
  expect(en).toContain('Other than before: <a href="/en/funding">Who pays</a>.');
  expect(vi).toContain('Khác trước: ');
});

test('a check that somebody put in behind the log says at its top that it has no leaf', async () => {
  const { database, text, check } = await withCheck();
  const path = `/en/checks/${conclusion.slug}`;
  expect(await text(path)).not.toContain('has no leaf in the public log');
  await database.all(sql`alter table log_leaves disable trigger user`);
  await database.all(sql`update log_leaves set subject_id = gen_random_uuid() where subject_id = ${check}`);
  const shown = await text(`/vi/checks/${conclusion.slug}`);
  expect(shown).toMatch(/role="alert"><strong>Bài này không có mục nào trong nhật ký công khai/);
});

test('a check shows its line of the log, and says so loudly when the page is another than the log was told', async () => {
  const { database, text, check } = await withCheck();
  const path = `/en/checks/${conclusion.slug}`;
  const shown = await text(path);
  expect(shown).toContain('The page you are reading is what that leaf tells.');
  expect(shown).toContain(`href="/log/proof/${check}"`);
  expect(shown).toContain('href="/en/log/leaf/0"');
  await database.all(sql`alter table checks disable trigger user`);
  await database.all(sql`update checks set verdict = 'true' where id = ${check}`);
  const edited = await text(`/vi/checks/${conclusion.slug}`);
  expect(edited).toContain('Trang này không khớp với');
  // Said before the verdict, too: whoever came for that reads no further.
  const top = edited.indexOf('Điều bạn đang đọc không khớp');
  expect([top > 0, top < edited.indexOf('data-verdict-word')]).toEqual([true, true]);
  expect(edited).toMatch(/<p class="note note-warn not-as-logged" role="alert" data-not-as-logged(="(true)?")?>/);
  expect(shown).toMatch(/data-not-as-logged(="(true)?")? hidden/);
});

test('outside witnesses that have signed are named, and only those whose keys are known', async () => {
  const { world, text } = await withCheck();
  const made = await ed25519Signer('chungkien.example/w', 0x04, new Uint8Array(32).fill(5));
  const stranger = await ed25519Signer('la.example/w', 0x04, new Uint8Array(32).fill(6));
  if (!made.ok || !stranger.ok) throw new Error('no key');
  const note = parseNote((await world.log.files.read('checkpoint'))!);
  if (!note.ok) throw new Error(note.error.code);
  const both = await Promise.all(
    [made.value, stranger.value].map((signer) => cosign(note.value.text, 1_795_000_000, signer)),
  );
  const signed = formatNote({ ...note.value, signatures: [...note.value.signatures, ...both] });
  await world.log.files.layCheckpoint(new TextEncoder().encode(signed), await world.log.files.read('checkpoint'));
  expect(await text('/en/log')).toContain('No outside witness yet');
  const named = { url: 'http://w.example', key: made.value.key, organisation: 'Báo Chứng', country: 'VN' };
  Object.assign(world.log, { witnesses: async () => [named] });
  const told = await text('/en/log');
  expect(told).toContain('1 independent outside witness has signed this checkpoint.');
  expect(told).toContain('Báo Chứng, Vietnam <code>chungkien.example/w</code>');
  expect(told).not.toContain('la.example');
  expect(told).not.toContain('Named as witnesses');
});

test('a witness that was named and has not signed is told with since when, and in which way', async () => {
  const { world, text } = await withCheck();
  const made = await ed25519Signer('chungkien.example/w', 0x04, new Uint8Array(32).fill(5));
  if (!made.ok) throw new Error('no key');
  const named = { url: 'http://w.example', key: made.value.key, organisation: 'Báo Chứng', country: 'VN' };
  Object.assign(world.log, { witnesses: async () => [named] });
  const line = 'Báo Chứng, Vietnam <code>chungkien.example/w</code>: ';
  expect(await text('/en/log')).toContain(`${line}has not signed this checkpoint yet.`);
  const says = [
    ['witness-unreachable', 'has not answered since 19 November 2026.', 'không trả lời từ '],
    ['witness-refused', 'answers, but has not signed since 19 November 2026.', 'có trả lời nhưng không ký'],
    ['witness-ahead', 'because it has seen another log than the one here', 'vì đã thấy một nhật ký khác'],
  ] as const;
  for (const [problem, en, vi] of says) {
    await world.log.rows.hearWitness(made.value.key.name, new Date('2026-11-19T08:00:00Z'), problem);
    const told = (await text('/en/log')).replaceAll('\u00a0', ' ');
    expect(told).toContain(line);
    expect(told).toContain(en);
    expect(told).toContain('No outside witness yet');
    expect(await text('/vi/log')).toContain(vi);
  }
});

test('a log that signs nothing is told on its page, and the check whose proof cannot be made says that', async () => {
  const { world, text } = await withCheck();
  await world.log.files.lay('tile/0/000.p/1', new Uint8Array(32));
  expect(await text(`/en/checks/${conclusion.slug}`)).toContain('The log can give no proof just now.');
  await world.log.files.layCheckpoint(new TextEncoder().encode('nothing'), await world.log.files.read('checkpoint'));
  expect(await text('/en/log')).toContain('The log signs nothing just now');
});

test('each leaf has a page and a proof of its own, to which the journal, the feed and /log/leaf lead', async () => {
  const { as, team, text } = await withCheck();
  expect(await text('/en/log')).toContain('href="/en/log/leaf/0"');
  expect(await text('/en/log.xml')).toContain('/en/log/leaf/0"');
  const page = await text('/en/log/leaf/0');
  expect(page).toContain('Leaf number 0 of the public log');
  expect(page).toContain('The page of the check');
  expect(page).toContain('href="/log/proof/0"');
  const parts = JSON.parse(await text('/log/proof/0.json'));
  expect(parts).toMatchObject({ leaf: 0, kind: 'check-published', says: 'holds', size: 1, inclusion: [] });
  expect(committed(parts.texts.page.salt, parts.texts.page.text)).toBe(JSON.parse(parts.entry).hashes.page);
  expect([parts.page, parts.salt]).toEqual([parts.texts.page.text, parts.texts.page.salt]);
  const file = await as(team.checker, 'GET', '/log/proof/0');
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="0.tlog-proof"');
  const proof = parseProofFile(await file.text());
  expect(proof.ok && new TextDecoder().decode(proof.value.extra)).toBe(parts.entry);
  const told = JSON.parse(await text('/api/v1/log/leaves/0'));
  expect(told).toMatchObject({ leaf: 0, says: 'holds', texts: parts.texts, root: parts.root, inclusion: [] });
  expect(told.url).toMatch(/\/log\/leaf\/0$/);
  expect((await as(team.checker, 'GET', '/api/v1/log/leaves/7')).status).toBe(404);
  const led = await as(team.checker, 'GET', '/log/leaf/0');
  expect([led.status, led.headers.get('location')]).toEqual([302, expect.stringMatching(/^\/(vi|en)\/log\/leaf\/0$/)]);
  for (const path of ['/en/log/leaf/1', '/en/log/leaf/00', '/en/log/leaf/x', '/log/proof/1', '/log/leaf/-1'])
    expect((await as(team.checker, 'GET', path)).status, path).toBe(404);
});

test('the journal tells what was sealed, not what somebody wrote into the rows since', async () => {
  const { world, database, text, check } = await withCheck();
  const before = JSON.parse(await text('/api/v1/log')).leaves[0];
  const behind = async (statement: SQL) =>
    database.atomically(async (tx) => {
      await tx.all(sql`set local session_replication_role = replica`);
      await tx.all(statement);
    });
  await behind(sql`update check_versions set title = 'Đúng hết' where check_id = ${check}`);
  expect(await text('/vi/log')).not.toContain('Đúng hết');
  expect(await text('/vi/log.xml')).not.toContain('Đúng hết');
  expect(await text('/en/log')).toContain('this stands otherwise than it was sealed');
  expect(JSON.parse(await text('/api/v1/log')).leaves[0]).toMatchObject({ entry: before.entry, row: 'differs' });
  await behind(sql`update log_leaves set kind = 'note-published', entry = replace(entry, '"false"', '"true"')`);
  const lied = JSON.parse(await text('/api/v1/log')).leaves;
  expect(lied).toEqual([expect.objectContaining({ entry: before.entry, kind: 'check-published', row: 'differs' })]);
  await behind(sql`delete from log_salts`);
  await behind(sql`delete from log_leaves`);
  const gone = await text('/en/log');
  expect(gone).toContain('id="leaf-0"');
  expect(gone).toContain('Verdict: False');
  expect(await text('/en/log/leaf/0')).toContain('somebody changed it without saying so');
  expect(world.log.fault()).toBeUndefined();
});

test('the entry of a log whose tiles were bent is not shown as if it were true', async () => {
  const { world, text } = await withCheck();
  const path = 'tile/0/000.p/1';
  const tile = Uint8Array.from((await world.log.files.read(path))!);
  tile[3] = (tile[3] ?? 0) ^ 1;
  await world.log.files.lay(path, tile);
  const told = await text('/en/log');
  expect(told).not.toContain('id="leaf-0"');
  expect(told).toContain('The log signs nothing just now');
});
