// The four measures of `sangto eval`, each on small files: the figures, the same bytes twice, and what is told when a file is wrong.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { emptyPlace, type Place } from './run.ts';

const checks = [
  { id: 'lemon', lang: 'vi', claim: 'Uống nước chanh nóng chữa được ung thư', url: 'https://news.example/lemon' },
  { id: 'wave', lang: 'vi', claim: 'Lò vi sóng làm thức ăn nhiễm phóng xạ', title: 'Lò vi sóng không gây phóng xạ' },
  { vclaim_id: 'moon', vclaim: 'The Great Wall of China is visible from the Moon', date: '1 May 2020' },
];
const asked = ['q1\tnuoc chanh nong co chua ung thu ko?', 'q2\tvisible from the moon: the great wall', 'q3\txyzzy'];

const lines = (rows: readonly unknown[]): string =>
  rows.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join('');

const withFiles = (): Place => {
  const place = emptyPlace();
  writeFileSync(join(place.folder, 'checks.jsonl.gz'), gzipSync(lines(checks)));
  writeFileSync(join(place.folder, 'queries.tsv'), lines(asked));
  writeFileSync(join(place.folder, 'qrels.tsv'), 'q1\t0\tlemon\t1\nq2\t0\tmoon\t1\nq2\t0\twave\t1\nq3\t0\twave\t1\n');
  return place;
};

const match = ['eval', 'match', '--checks', 'checks.jsonl.gz', '--queries', 'queries.tsv'];

test('a run is ranked, says the same on standard output as in a file, and is the same bytes every time', async () => {
  const { run, json, folder } = withFiles();
  const [first, again] = await Promise.all([run(match), run(match)]);
  expect([first.code, first.err]).toEqual([0, '']);
  expect(again.out).toBe(first.out);
  const rows = first.out.trim().split('\n');
  expect(rows.map((row) => row.split('\t').slice(0, 4))).toEqual(
    expect.arrayContaining([
      ['q1', 'Q0', 'lemon', '1'],
      ['q2', 'Q0', 'moon', '1'],
    ]),
  );
  for (const row of rows) expect(row).toMatch(/^q\d\tQ0\t\w+\t\d+\t[\d.e+-]+\tsangto$/);
  const told = await json<{ checks: number; queries: number }>([...match, '--out', 'run.txt']);
  expect(told).toMatchObject({ checks: 3, queries: 3, run: 'run.txt' });
  expect(readFileSync(join(folder, 'run.txt'), 'utf8')).toBe(first.out);
  const one = await run([...match, '--depth', '1']);
  expect(one.out.match(/^q1/gm)?.length).toBe(1);
});

test('a run is scored over the judged questions, in words and as JSON', async () => {
  const { run, json, folder } = withFiles();
  writeFileSync(join(folder, 'run.txt'), 'q1 Q0 wave 1 2 t\nq1 Q0 lemon 2 1 t\nq2 Q0 moon 1 1 t\nq9 Q0 moon 1 1 t\n');
  const score = ['eval', 'score', '--qrels', 'qrels.tsv', '--run', 'run.txt'];
  const figures = await json(score);
  expect(figures).toEqual({
    queries: 3,
    unanswered: 1,
    'MAP@1': (0 + 1 / 2 + 0) / 3,
    'MAP@3': (1 / 2 + 1 / 2 + 0) / 3,
    'MAP@5': (1 / 2 + 1 / 2 + 0) / 3,
    MRR: (1 / 2 + 1 + 0) / 3,
    'R@10': (1 + 1 / 2 + 0) / 3,
  });
  const { out } = await run(score);
  expect(out).toContain('MAP@5     0.3333\n');
  expect(out).toContain('questions 3 (1 with nothing in the run)\n');
});

test('duplicates and check-worthiness are measured by F1, precision and recall', async () => {
  const { json, run, folder } = withFiles();
  const pairs = [
    {
      a: 'Uống nước chanh nóng mỗi sáng chữa được ung thư',
      b: 'uong nuoc chanh nong moi sang chua duoc ung thu!!!',
      same: true,
    },
    {
      a: 'Từ tháng sau phạt 5 triệu đồng nếu đi xe máy',
      b: 'Từ tháng sau phạt 6 triệu đồng nếu đi xe máy',
      same: false,
    },
  ];
  writeFileSync(join(folder, 'pairs.jsonl'), lines(pairs));
  const duplicates = ['eval', 'duplicates', '--pairs', 'pairs.jsonl'];
  expect(await json(duplicates)).toEqual({ pairs: 2, precision: 1, recall: 1, f1: 1, wrong: 0 });
  writeFileSync(join(folder, 'pairs.jsonl'), lines(pairs.map((pair) => ({ ...pair, same: !pair.same }))));
  const { out } = await run([...duplicates, '--wrong']);
  expect(out).toContain('F1        0.0000');
  expect(out).toContain('pairs.jsonl:2 is one');
  const labelled =
    'Sentence_id\tText\tclass_label\n1\tUnemployment fell by 40 percent since 2010.\tYes\n2\tThank you very much.\tNo\n';
  writeFileSync(join(folder, 'worth.tsv'), labelled);
  const worth = await json(['eval', 'checkworthy', '--data', 'worth.tsv']);
  expect(worth).toMatchObject({ texts: 2, worthy: 1, f1: 1, precision: 1, recall: 1 });
});

test('what is wrong is told with its file and line, and nothing is written', async () => {
  const { run, folder } = withFiles();
  writeFileSync(join(folder, 'bad.jsonl'), `${JSON.stringify(checks[0])}\n{"claim":"no id"}\n`);
  writeFileSync(join(folder, 'bad.txt'), 'q1 lemon\n');
  const [line, qrels, missing, data] = await Promise.all([
    run(['eval', 'match', '--checks', 'bad.jsonl', '--queries', 'queries.tsv', '--out', 'run.txt']),
    run(['eval', 'score', '--qrels', 'bad.txt', '--run', 'bad.txt']),
    run(['eval', 'duplicates', '--pairs', 'nowhere.jsonl']),
    run(['eval', 'checkworthy', '--data', 'bad.txt']),
  ]);
  expect([line, qrels, missing, data].map(({ code, out }) => [code, out])).toEqual(Array(4).fill([66, '']));
  expect(line.err).toMatch(/^sangto: bad\.jsonl:2: it has no id/);
  expect(qrels.err).toMatch(/^sangto: bad\.txt:1: it is not query 0 document grade/);
  expect(missing.err).toMatch(/^sangto: nowhere\.jsonl cannot be read/);
  expect(data.err).toMatch(/^sangto: bad\.txt: its first line/);
  expect(existsSync(join(folder, 'run.txt'))).toBe(false);
  const unwritable = await run([...match, '--out', 'no/such/folder/run.txt']);
  expect(unwritable.code).toBe(73);
});

test('an empty file and an unknown language are refused, and query ids that stand again are counted', async () => {
  const { run, folder } = withFiles();
  writeFileSync(join(folder, 'empty.jsonl'), '');
  writeFileSync(join(folder, 'twice.tsv'), lines([...asked, 'q1\tagain']));
  const [pairs, lang, twice] = await Promise.all([
    run(['eval', 'duplicates', '--pairs', 'empty.jsonl']),
    run(['eval', 'checkworthy', '--data', 'empty.jsonl', '--lang', 'zz']),
    run(['eval', 'match', '--checks', 'checks.jsonl.gz', '--queries', 'twice.tsv']),
  ]);
  expect([pairs.code, lang.code, twice.code]).toEqual([66, 64, 0]);
  expect(pairs.err).toMatch(/^sangto: empty\.jsonl: it holds no pairs/);
  expect(lang.err).toContain('zz is no language');
  expect(twice.err).toBe('twice.tsv: a query id stood again on 1 lines; the first line of each counts.\n');
});

test('wrong use of a measure ends with 64, and each has a help', async () => {
  const { run } = emptyPlace();
  const wrong = [['eval'], ['eval', 'guess'], ['eval', 'match'], [...match, '--depth', '0'], [...match, '--json']];
  const ran = await Promise.all(wrong.map((args) => run(args)));
  expect(ran.map(({ code, out }) => [code, out])).toEqual(wrong.map(() => [64, '']));
  const helps = await Promise.all(
    ['match', 'score', 'duplicates', 'checkworthy'].map((name) => run(['eval', name, '--help'])),
  );
  for (const { code, out } of helps) {
    expect(code).toBe(0);
    expect(out).toContain('--json');
  }
});
