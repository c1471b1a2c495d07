// Checks in: every form from a file and from standard input, all accounted for, twice the same, stopped and gone on with.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ended, linesIn, type Place, placeWithDatabase, start } from './run.ts';

type Counts = Readonly<Record<'read' | 'imported' | 'changed' | 'unchanged' | 'refused' | 'doubles', number>>;

const vectors = join(import.meta.dirname, '../vectors/claimreview');
const forms = ['page.html', 'feed.json', 'google.json', 'lines.jsonl', 'table-vi.csv'];
const publisher = ['--publisher', 'Báo Ví Dụ', '--site', 'bao.example'];

const checksIn = async ({ json }: Place): Promise<number> => {
  const { findings } = await json<{ findings: { what: string; found: string }[] }>(['doctor']);
  return Number.parseInt(findings.find(({ what }) => what === 'Checks')?.found ?? '', 10);
};

test('each form is accounted for from a file, and the same from standard input changes nothing', async () => {
  const place = await placeWithDatabase();
  let stored = 0;
  for (const form of forms) {
    const file = join(vectors, form);
    const report = join(place.folder, `${form}.report`);
    const first = await place.json<Counts>(['import', file, ...publisher, '--report', report]);
    expect(first.read, form).toBeGreaterThan(0);
    expect(first.imported + first.changed + first.unchanged + first.refused + first.doubles, form).toBe(first.read);
    const lines = linesIn(report);
    expect(lines.length, form).toBe(first.read);
    expect(new Set(lines.map(({ position }) => position)).size, form).toBe(first.read);
    for (const line of lines)
      expect(line).toMatchObject({ file, position: expect.any(String), code: expect.any(String) });
    const piped = await place.json<Counts>(['import', '-', ...publisher], readFileSync(file, 'utf8'));
    expect(piped, form).toMatchObject({ read: first.read, refused: first.refused, imported: 0, changed: 0 });
    stored += first.imported;
  }
  expect(await checksIn(place)).toBe(stored);
});

test('what was refused is said with its place; a file of refusals only ends with 1; what cannot be read is 66', async () => {
  const { run, folder } = await placeWithDatabase();
  writeFileSync(join(folder, 'bad.jsonl'), '{"id":"1","claim":""}\n{"half":\n');
  const bad = await run(['import', 'bad.jsonl', ...publisher]);
  expect([bad.code, bad.err]).toEqual([1, '']);
  expect(bad.out.match(/^refused {2}\S/gm)?.length).toBe(2);
  const item = (more: object) => ({ '@type': 'ClaimReview', claimReviewed: 'Bottle 1 cures', ...more });
  const address = { url: 'https://bao.example/1', reviewRating: { alternateName: 'False' } };
  const mixed = JSON.stringify([item(address), item(address), item({})]);
  await run(['import', '-', ...publisher, '--report', 'mixed.jsonl'], { stdin: mixed });
  expect(linesIn(join(folder, 'mixed.jsonl')).map(({ code }) => code)).toEqual(
    expect.arrayContaining(['new', 'twice-in-this-file', 'no-url']),
  );
  const [missing, folderItself, forbidden, unwritable] = await Promise.all([
    run(['import', 'nowhere.csv']),
    run(['import', '.']),
    run(['import', 'http://127.0.0.1:1/feed.json']),
    run(['import', join(vectors, 'feed.json'), '--report', 'no/such/folder/report.jsonl']),
  ]);
  expect([missing.code, folderItself.code, forbidden.code, unwritable.code]).toEqual([66, 66, 66, 73]);
  for (const { err } of [missing, folderItself, forbidden, unwritable])
    expect(err).toMatch(/^sangto: [^\n]+\n {8}[^\n]+\n$/);
});

test('Ctrl-C in the middle of a large import ends with 130; what was reported is stored, and the next goes on', async () => {
  const place = await placeWithDatabase();
  const { folder, env } = place;
  const items = 6_000;
  const line = (n: number) =>
    JSON.stringify({ id: `c-${n}`, claim: `Bridge ${n} has ${n % 97} cracks.`, url: `https://x.example/${n}` });
  const child = start(['import', '-', ...publisher, '--json', '--report', 'report.jsonl'], env, folder);
  const end = ended(child);
  child.stdin.on('error', () => undefined);
  // The second half waits, so that the signal always comes in the middle.
  const half = Array.from({ length: items / 2 }, (_, n) => `${line(n)}\n`).join('');
  child.stdin.write(half);
  const reported = () => {
    try {
      return linesIn(join(folder, 'report.jsonl')).length;
    } catch {
      return 0;
    }
  };
  while (reported() < 400) await new Promise((next) => setTimeout(next, 20));
  child.kill('SIGINT');
  const { code, out, err } = await end;
  const counts = JSON.parse(out) as Counts & { interrupted: boolean };
  expect([code, err, counts.interrupted]).toEqual([130, '', true]);
  expect(reported()).toBe(counts.read);
  expect(await checksIn(place)).toBe(counts.imported);
  writeFileSync(join(folder, 'all.jsonl'), Array.from({ length: items }, (_, n) => `${line(n)}\n`).join(''));
  const rest = await place.json<Counts>(['import', 'all.jsonl', ...publisher]);
  expect(rest).toMatchObject({
    read: items,
    unchanged: counts.imported,
    imported: items - counts.imported,
    refused: 0,
  });
});

test('Ctrl-C also ends an import that waits for more to read', async () => {
  const { folder, env } = await placeWithDatabase();
  const child = start(['import', '-', ...publisher, '--json', '--report', 'report.jsonl'], env, folder);
  const end = ended(child);
  child.stdin.write('{"id":"1","claim":"Half of');
  while (!existsSync(join(folder, 'report.jsonl'))) await new Promise((next) => setTimeout(next, 20));
  child.kill('SIGINT');
  const { code, out } = await end;
  expect([code, JSON.parse(out)]).toMatchObject([130, { read: 0, interrupted: true }]);
});
