// The second person reads what a correction changes, exactly: what stands there now, and what would.
import { expect, test } from 'vitest';
import { publishedCase } from './deciding.ts';
import { type DeskServer, deskServer } from './desk-server.ts';

const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields);

const corrected = async (more: Record<string, string>) => {
  const desk = await deskServer();
  const { checker: writer, reviewer } = desk.team;
  const { number } = await publishedCase(desk.world, desk.database, { writer, reviewer });
  const { check } = (await desk.world.decisions.caseByNumber(number))!;
  const fields: Record<string, string> = {
    kind: 'correction',
    verdict: check?.verdict ?? '',
    asOf: check?.asOf ?? '',
    reviewBy: check?.reviewBy ?? '',
    'explain.vi': 'Chúng tôi đã bỏ sót một nghiên cứu.',
    'explain.en': 'We missed a study.',
  };
  for (const [lang, text] of Object.entries(check?.texts ?? {}))
    for (const [field, words] of Object.entries(text)) fields[`text.${lang}.${field}`] = words;
  const reply = await desk.as(writer, 'POST', `/en/desk/cases/${number}/correct`, form({ ...fields, ...more }));
  expect(reply.status, await reply.clone().text()).toBe(303);
  return { desk, at: reply.headers.get('location') ?? '' };
};

/** The list of changes, as plain words with what goes and what comes marked. */
const changesOn = async (desk: DeskServer, at: string): Promise<string> => {
  const page = await (await desk.as(desk.team.reviewer, 'GET', at)).text();
  const from = page.indexOf('id="changes"');
  return page
    .slice(from, page.indexOf('</section>', from))
    .replace(/<span class="visually-hidden">[^<]*<\/span>/g, '')
    .replace(/<del>(.*?)<\/del>/gs, '[-$1-]')
    .replace(/<ins>(.*?)<\/ins>/gs, '[+$1+]')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
};
const agree = async (desk: DeskServer, at: string) => {
  const page = await (await desk.as(desk.team.reviewer, 'GET', at)).text();
  const hash = /name="hash" value="([0-9a-f]{64})"/.exec(page)?.[1] ?? '';
  const given = { outcome: 'approved', hash, 'read.vi': 'on', 'read.en': 'on' };
  expect((await desk.as(desk.team.reviewer, 'POST', at, form(given))).status).toBe(303);
};

test('a correction that turns the verdict says from which to which, before and after it is public, and never that it stays', async () => {
  const { desk, at } = await corrected({ verdict: 'missing-context', asOf: '2026-11-20' });
  const waiting = await changesOn(desk, at);
  expect(waiting).toContain('[-False-] [+Missing context+]');
  expect(waiting).toContain('Verdict as of [-19 November 2026-] [+20 November 2026+]');
  expect(waiting).not.toContain('The verdict stays');
  await agree(desk, at);
  const published = await changesOn(desk, at);
  expect(published).toContain('[-False-] [+Missing context+]');
  expect(published).not.toContain('The verdict stays');
});

test('a correction that leaves the verdict says so, and which words of which language change', async () => {
  const { desk, at } = await corrected({ 'text.en.short': 'There is no good evidence.' });
  const waiting = await changesOn(desk, at);
  expect(waiting).toMatch(/Short answer · English There is no \[\+good \+\] ?evidence\./);
  expect(waiting).not.toContain('Headline');
  expect(waiting).toContain('The verdict stays: False.');
  await agree(desk, at);
  const published = await changesOn(desk, at);
  expect(published).toMatch(/There is no \[\+good \+\] ?evidence\./);
  expect(published).toContain('The verdict stays: False.');
});
