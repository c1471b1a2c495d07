// The command line through its front door: what is printed, what it ends with, what it leaves behind.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sangto, tempFolder } from '../faults/shared/instance.ts';

let folder: string;
let data: string;
let remove: () => Promise<unknown>;
beforeAll(async () => {
  ({ folder, remove } = await tempFolder());
  data = join(folder, 'data');
});
afterAll(async () => {
  await remove();
});

const review = (n: number) => ({
  '@type': 'ClaimReview',
  url: `https://checks.example.org/${n}`,
  claimReviewed: `Bottle ${n} of the river water cures illness`,
  reviewRating: { alternateName: 'False' },
  author: { '@type': 'Organization', name: 'Example Checks', url: 'https://checks.example.org' },
});
const json = <T>(text: string): T => JSON.parse(text.trim().split('\n').at(-1) ?? '') as T;

test('every command explains itself', async () => {
  for (const name of ['serve', 'import', 'ask', 'backup', 'restore', 'doctor', 'export', 'version']) {
    const { code, out } = await sangto([name, '--help']);
    expect([name, code]).toEqual([name, 0]);
    expect(out).toMatch(/Usage: sangto/);
    expect(out).toMatch(/--json/);
  }
});

test('wrong words end with 64, and all wrong settings are told together with 78', async () => {
  expect((await sangto(['fly'])).code).toBe(64);
  expect((await sangto(['import'])).code).toBe(64);
  expect((await sangto(['import', 'x.csv', '--publisher', 'Only a name', '--data', data])).code).toBe(64);
  const config = join(folder, 'wrong.json');
  await writeFile(config, '{"port": 8080, "organisation": {"nmae": "x"}}');
  const wrong = await sangto(['serve', '--port', 'eighty', '--config', config, '--data', data], {
    DATABASE_URL: 'mysql://x',
    SANGTO_ORIGIN: 'example.org/path',
  });
  expect(wrong.code).toBe(78);
  for (const named of ['--port', 'DATABASE_URL', 'SANGTO_ORIGIN', 'nmae']) expect(wrong.err).toContain(named);
});

test('what cannot be read ends with 66', async () => {
  expect((await sangto(['import', join(folder, 'missing.json'), '--data', data])).code).toBe(66);
  expect((await sangto(['import', 'http://127.0.0.1:9/x.json', '--data', data])).code).toBe(66);
  expect((await sangto(['restore', join(folder, 'missing.tar.gz'), '--data', join(folder, 'other')])).code).toBe(66);
});

test('an import accounts for every item, changes nothing when repeated, and is found by asking', async () => {
  const file = join(folder, 'reviews.json');
  const report = join(folder, 'report.jsonl');
  await writeFile(
    file,
    JSON.stringify([review(1), review(2), review(1), { '@type': 'ClaimReview', claimReviewed: 'No address' }]),
  );
  const first = await sangto(['import', file, '--data', data, '--answers', '--json', '--report', report]);
  expect(first.code).toBe(0);
  expect(json(first.out)).toMatchObject({ read: 4, imported: 2, unchanged: 0, refused: 2 });
  const lines = (await readFile(report, 'utf8'))
    .trim()
    .split('\n')
    .map((l) => JSON.parse(l) as { position: string; code: string });
  expect(lines.map((l) => l.code).sort()).toEqual(['new', 'new', 'no-url', 'twice-in-this-file']);
  for (const line of lines) expect(line.position).not.toBe('');
  expect(json((await sangto(['import', file, '--data', data, '--answers', '--json'])).out)).toMatchObject({
    imported: 0,
    changed: 0,
    unchanged: 2,
  });
  const asked = await sangto(['ask', 'Bottle 1 of the river water cures illness', '--data', data, '--json']);
  expect(json(asked.out)).toMatchObject({ outcome: 'known' });
});

test('an export names no ids and backs up into another folder with the same counts', async () => {
  const exported = await sangto(['export', '--data', data]);
  const checks = exported.out
    .trim()
    .split('\n')
    .map((l) => JSON.parse(l) as Record<string, unknown>);
  expect(checks).toHaveLength(2);
  for (const check of checks) expect(check['id']).toBeUndefined();
  expect((await sangto(['export', '--data', data, '--format', 'claimreview'])).out).toBe('');

  const archive = join(folder, 'backup.tar.gz');
  expect((await sangto(['backup', archive, '--data', data])).code).toBe(0);
  const elsewhere = join(folder, 'elsewhere');
  expect((await sangto(['restore', archive, '--data', elsewhere])).code).toBe(0);
  expect((await sangto(['restore', archive, '--data', elsewhere])).code).toBe(1);
  expect((await sangto(['export', '--data', elsewhere])).out).toBe(exported.out);
  const doctor = json<{ findings: { what: string; fine: boolean; found: string }[] }>(
    (await sangto(['doctor', '--data', elsewhere, '--json'])).out,
  );
  expect(doctor.findings.filter((f) => !f.fine)).toEqual([]);
  expect(doctor.findings.find((f) => f.what === 'Checks')?.found).toBe('2 (1 other publishers)');

  const broken = join(folder, 'broken.tar.gz');
  const bytes = await readFile(archive);
  await writeFile(broken, bytes.subarray(0, bytes.length - 200));
  const third = join(folder, 'third');
  expect((await sangto(['restore', broken, '--data', third])).code).toBe(1);
  expect((await sangto(['export', '--data', third])).out).toBe('');
});

test('in a pipe nothing but results is said', async () => {
  const { out, err } = await sangto(['import', join(folder, 'reviews.json'), '--data', data]);
  expect(err).toBe('');
  expect(out).not.toMatch(/[\r\u001b]/);
});
