// A correction carries evidence: what was wrong goes and stays to be read, what is new comes, all of it agreed to by two.
import { expect, test } from 'vitest';
import { addEvidence } from '../../src/desk/index.ts';
import { publishedCase } from './deciding.ts';
import { type DeskServer, deskServer } from './desk-server.ts';

const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields);

const source = {
  kind: 'call',
  url: '',
  title: 'Gọi Viện Dinh dưỡng',
  publisher: 'Viện Dinh dưỡng',
  stance: 'supports',
  interest: 'independent',
  locator: 'phút thứ ba',
  quotation: 'Nguyên văn chỉ nhóm đọc.',
  'shows.vi': 'Nước muối có giúp trong một thử nghiệm.',
  'shows.en': 'Salt water helped in one trial.',
};
const asNew = (n: number, fields: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(fields).map(([name, text]) => [`evidence.add.${n}.${name}`, text]));

const opened = async () => {
  const desk = await deskServer();
  const { checker: writer, reviewer } = desk.team;
  const made = await publishedCase(desk.world, desk.database, { writer, reviewer });
  const { check } = (await desk.world.decisions.caseByNumber(made.number))!;
  const fields: Record<string, string> = {
    kind: 'correction',
    verdict: 'false',
    asOf: check?.asOf ?? '',
    reviewBy: check?.reviewBy ?? '',
    'explain.vi': 'Chúng tôi đã dựa vào một nguồn sai.',
    'explain.en': 'We relied on a wrong source.',
  };
  for (const [lang, text] of Object.entries(check?.texts ?? {}))
    for (const [field, words] of Object.entries(text)) fields[`text.${lang}.${field}`] = words;
  const send = (more: Readonly<Record<string, string>>) =>
    desk.as(writer, 'POST', `/en/desk/cases/${made.number}/correct`, form({ ...fields, ...more }));
  return { desk, send, fields, ...made };
};

const agree = async (desk: DeskServer, at: string, by = desk.team.reviewer) => {
  const page = await (await desk.as(by, 'GET', at)).text();
  const hash = /name="hash" value="([0-9a-f]{64})"/.exec(page)?.[1] ?? '';
  const given = { outcome: 'approved', hash, 'read.vi': 'on', 'read.en': 'on' };
  return desk.as(by, 'POST', at, form(given));
};
const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

test('a source that was wrong goes and a new one comes, with the verdict, once a second person agreed', async () => {
  const { desk, send, check, id, number } = await opened();
  const sent = await send({ verdict: 'true', 'evidence.remove.0': 'yes', ...asNew(0, source) });
  expect(sent.status, await sent.clone().text()).toBe(303);
  const at = sent.headers.get('location') ?? '';
  const read = await (await desk.as(desk.team.reviewer, 'GET', at)).text();
  const changes = plain(read.slice(read.indexOf('id="changes"'), read.indexOf('id="preview"')));
  expect(changes).toContain('Salt WHO · Refutes what is said · Independent');
  expect(changes).toContain('Gọi Viện Dinh dưỡng Viện Dinh dưỡng · Supports what is said · Independent');
  // Nothing of it is public yet.
  expect((await desk.world.reads.checkById(check))?.evidence).toMatchObject([{ title: 'Salt' }]);
  expect((await agree(desk, at)).status).toBe(303);
  const now = (await desk.world.reads.checkById(check))!;
  expect(now).toMatchObject({
    verdict: 'true',
    evidence: [{ title: 'Gọi Viện Dinh dưỡng', url: null, stance: 'supports', locator: 'phút thứ ba' }],
    corrections: [{ evidence: { removed: [{ title: 'Salt' }], added: [{ title: 'Gọi Viện Dinh dưỡng' }] } }],
  });
  const page = await (await desk.as(desk.team.trainee, 'GET', '/en/checks/nuoc-muoi-da-day')).text();
  expect(page).toMatch(
    /Taken off:\s*<del><a href="https:\/\/who\.int\/salt"[^>]*><span lang="en">Salt<\/span><\/a>, WHO<\/del>/,
  );
  expect(page).toMatch(/Added:\s*<ins>/);
  // The quotation stays with the case, where the new source was noted as well.
  expect(page).not.toContain('Nguyên văn chỉ nhóm đọc');
  expect((await desk.world.caseWork.gathered(id)).evidence).toMatchObject([
    { title: 'Salt' },
    { title: 'Gọi Viện Dinh dưỡng', quotation: 'Nguyên văn chỉ nhóm đọc.', addedBy: desk.team.checker.id },
  ]);
  const told = await (await desk.as(desk.team.trainee, 'GET', '/api/v1/checks/nuoc-muoi-da-day')).json();
  expect(told.corrections[0].evidence.removed[0].title).toBe('Salt');
  // What the public check gave up may go from the case now; what it stands on may not.
  const [gone, stays] = (await desk.world.caseWork.gathered(id)).evidence;
  const off = (one: string | undefined) =>
    desk.as(desk.team.checker, 'DELETE', `/api/v1/desk/cases/${number}/evidence/${one}`);
  expect([(await off(gone?.id)).status, (await off(stays?.id)).status]).toEqual([204, 409]);
  // What was given up is not offered again.
  const again = await (await desk.as(desk.team.checker, 'GET', `/en/desk/cases/${number}/correct`)).text();
  expect(again).not.toContain('Gathered on the case, not in the check yet');
});

test('a correction turns a verdict only on evidence that bears the new one out', async () => {
  const { send } = await opened();
  const bare = await send({ verdict: 'true' });
  expect(bare.status).toBe(422);
  expect(await bare.text()).toContain('need at least one independent source that supports what is said');
  const party = await send({ verdict: 'true', ...asNew(0, { ...source, interest: 'party' }) });
  expect(await party.text()).toContain('need at least one independent source that supports');
  const gone = await send({ 'evidence.remove.0': 'yes', ...asNew(0, { ...source, stance: 'context' }) });
  expect(await gone.text()).toContain('needs at least one independent source that refutes');
  const nothing = await send({ 'evidence.remove.0': 'yes' });
  expect(nothing.status).toBe(422);
});

test('what is wrong with a new source is said with everything typed still there', async () => {
  const { send } = await opened();
  const typed = { ...source, kind: 'page', url: 'https://www.facebook.com/ai/posts/123456', quotation: 'Giữ lại' };
  const refused = await send(asNew(0, typed));
  expect(refused.status).toBe(422);
  const page = await refused.text();
  expect(page).toContain('This address leads to a person’s post.');
  expect(page).toContain('Giữ lại');
  expect(page).toMatch(/<input[^>]*name="evidence\.add\.0\.url"[^>]*aria-invalid="true"/);
  const minor = await send({ kind: 'minor', ...asNew(0, source) });
  expect(await minor.text()).toContain('Adding a source or taking one off is not minor.');
  const spoken = await send(asNew(0, { ...source, interest: 'party' }));
  expect(await spoken.text()).toContain('The party named has not been asked');
});

test('evidence that somebody gathered on the case comes into the check, and they do not decide on it', async () => {
  const { desk, send, id, check } = await opened();
  const { reviewer, editor } = desk.team;
  const added = await addEvidence(desk.world, reviewer, id, {
    ...{ kind: 'page', url: 'https://tapchi.example/thu-nghiem', title: 'Thử nghiệm', publisher: 'Tạp chí' },
    ...{ stance: 'refutes', interest: 'independent', shows: { vi: 'Không khỏi.', en: 'No cure.' }, file: null },
  });
  if (!added.ok) throw new Error(added.error.code);
  const sent = await send({ kind: 'update', 'evidence.take.0': added.value.id });
  const at = sent.headers.get('location') ?? '';
  const own = await agree(desk, at, reviewer);
  expect(own.status).toBe(422);
  expect(await own.text()).toContain('You wrote in this.');
  expect((await agree(desk, at, editor)).status).toBe(303);
  expect((await desk.world.reads.checkById(check))?.evidence.map(({ title }) => title)).toEqual(['Salt', 'Thử nghiệm']);
});

test('a program hands in a correction with evidence as the form does', async () => {
  const { desk, number, check } = await opened();
  const { texts } = (await desk.world.reads.checkById(check))!;
  const given = {
    ...{ kind: 'update', verdict: 'mixed', asOf: '2026-11-20', reviewBy: '2027-11-20', texts },
    explain: { vi: 'Có nghiên cứu mới.', en: 'There is a new study.' },
    evidence: {
      add: [
        {
          ...{ kind: 'page', url: 'https://tapchi.example/moi', title: 'Mới', publisher: 'Tạp chí' },
          ...{ stance: 'supports', interest: 'independent', shows: { vi: 'Có ích.', en: 'It helps.' } },
        },
      ],
    },
  };
  const path = `/api/v1/desk/cases/${number}/submissions/correction`;
  const sent = await desk.as(desk.team.checker, 'POST', path, given);
  expect(sent.status, await sent.clone().text()).toBe(201);
  const { id } = await sent.json();
  const submission = (await desk.world.decisions.submission(id))!;
  expect(submission.content).toMatchObject({ evidence: [{ title: 'Salt' }, { title: 'Mới' }] });
  const unknown = await desk.as(desk.team.checker, 'POST', path, { ...given, evidence: { remove: [9] } });
  expect(unknown.status).toBe(422);
  expect(await unknown.json()).toMatchObject({ reason: 'evidence-unknown' });
});
