// What every command says of itself, and what wrong use is told.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyPlace } from './run.ts';

const commands = ['serve', 'import', 'ask', 'backup', 'restore', 'doctor', 'export'];

test('every command has a help that names --data, --config and --json, and the whole has one that names every command', async () => {
  const { run } = emptyPlace();
  const helps = await Promise.all(commands.map((command) => run([command, '--help'])));
  for (const { code, out, err } of helps) {
    expect([code, err]).toEqual([0, '']);
    for (const word of ['Usage: sangto', '--data', '--config', '--json']) expect(out).toContain(word);
  }
  const whole = await run(['--help']);
  expect(whole.code).toBe(0);
  for (const command of [
    ...commands,
    'version',
    'log',
    'bridge',
    'likeness',
    'provenance',
    'eval',
    'embeddings',
    'owner-link',
    'witness',
  ])
    expect(whole.out).toMatch(new RegExp(`^ {2}${command}`, 'm'));
});

test('the version is told in words and as JSON', async () => {
  const { run } = emptyPlace();
  const [plain, json, flag] = await Promise.all([run(['version']), run(['version', '--json']), run(['--version'])]);
  expect(plain.out).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(`${(JSON.parse(json.out) as { version: string }).version}\n`).toBe(plain.out);
  expect(flag.out).toBe(plain.out);
  expect([plain, json, flag].map(({ code }) => code)).toEqual([0, 0, 0]);
});

test('wrong use ends with 64, says what is wrong, and starts nothing', async () => {
  const { run } = emptyPlace();
  const wrong = [
    [],
    ['fly'],
    ['import'],
    ['ask'],
    ['ask', 'one', 'two'],
    ['serve', '--prot', '80'],
    ['export', '--format', 'xml'],
    ['ask', 'x y', '--lang', 'fr'],
    ['ask', '   '],
    ['import', 'a.csv', '--site', 'example.org'],
  ];
  const answers = await Promise.all(wrong.map((args) => run(args)));
  expect(answers.map(({ code, out }) => [code, out])).toEqual(wrong.map(() => [64, '']));
  for (const { err } of answers) {
    expect(err.length).toBeGreaterThan(20);
    expect(err).not.toMatch(/ {4}at /);
  }
});

test('all that is wrong with the settings is told together with its fix, and the code is 78', async () => {
  const { folder, run } = emptyPlace();
  writeFileSync(
    join(folder, 'sangto.config.json'),
    JSON.stringify({ trustedProxies: 99, organisation: { nmae: 'X' } }),
  );
  const env = { PORT: 'eighty', DATABASE_URL: 'mysql://there', SANGTO_ORIGIN: 'example.org/', SANGTO_RATE: '-1' };
  const said = await run(['serve', '--data', 'd'], { env });
  expect([said.code, said.out]).toEqual([78, '']);
  for (const where of ['PORT', 'DATABASE_URL', 'SANGTO_ORIGIN', 'SANGTO_RATE', 'trustedProxies', 'organisation'])
    expect(said.err).toContain(where);
  const json = await run(['doctor', '--json'], { env });
  const problems = json.err.trim().split('\n');
  expect(json.code).toBe(78);
  for (const line of problems)
    expect(JSON.parse(line)).toMatchObject({
      code: 'settings-wrong',
      problem: expect.any(String),
      fix: expect.any(String),
    });
  expect(problems.length).toBeGreaterThanOrEqual(6);
  expect((await run(['doctor', '--config', 'nowhere.json'])).code).toBe(78);
});

test('a mistyped data folder is told as one, and nothing is made in it', async () => {
  const { run, folder } = emptyPlace();
  for (const args of [
    ['doctor'],
    ['log', 'rebuild'],
    ['backup', 'b.tar.gz'],
    ['export'],
    ['owner-link'],
    ['ask', 'Uống nước chanh chữa được ung thư?'],
  ]) {
    const said = await run([...args, '--data', 'dta', '--json']);
    expect([said.code, said.out], args.join(' ')).toEqual([66, '']);
    expect(JSON.parse(said.err), args.join(' ')).toMatchObject({
      ...{ code: 'no-instance', problem: expect.stringContaining('dta holds no instance.') },
    });
  }
  expect(readdirSync(folder)).toEqual([]);
});

test("a server of one's own that is not there is 69, in a sentence and as JSON", async () => {
  const { run, folder } = emptyPlace({ DATABASE_URL: 'postgres://x@127.0.0.1:1/x' });
  mkdirSync(join(folder, 'data', 'keys'), { recursive: true });
  writeFileSync(join(folder, 'data', 'keys', 'instance.key'), 'a'.repeat(64), { mode: 0o600 });
  const [plain, json] = await Promise.all([run(['doctor']), run(['doctor', '--json'])]);
  expect([plain.code, json.code]).toEqual([69, 69]);
  expect(plain.err).toMatch(/^sangto: the database cannot be reached: .+\n {8}Check DATABASE_URL/);
  expect(JSON.parse(json.err)).toMatchObject({ code: 'database-unreachable' });
});
