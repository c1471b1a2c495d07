import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import type { SearchDoc } from '../kit/search/index.ts';
import { eachCheck, readQueries, withCanonicalLinks } from './eval-checks.ts';

const fileOf = (name: string, content: string | Uint8Array): string => {
  const folder = mkdtempSync(join(tmpdir(), 'sangto-checks-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const docsIn = async (path: string): Promise<readonly SearchDoc[]> => {
  const docs: SearchDoc[] = [];
  expect(await eachCheck(path, (doc) => docs.push(doc))).toMatchObject({ ok: true });
  return docs;
};

const ours = {
  id: 'c1',
  claim: 'Chanh chữa ung thư',
  title: 'T',
  subtitle: 'S',
  lang: 'vi',
  url: 'http://m.a.example/x#y',
};

test('our names and those of CheckThat are read alike; dates and authors are not', async () => {
  const theirs = {
    vclaim_id: 'v1',
    vclaim: 'Lemons cure',
    title: null,
    text: 'Page',
    author: 'X',
    date: '1 May 2020',
    url: '/x',
  };
  const lines = [ours, theirs].map((check) => JSON.stringify(check)).join('\n');
  expect(await docsIn(fileOf('c.jsonl', lines))).toEqual([
    {
      checkId: 'c1',
      texts: [
        { kind: 'claim', lang: 'vi', text: 'Chanh chữa ung thư' },
        { kind: 'title', lang: 'vi', text: 'T' },
        { kind: 'subtitle', lang: 'vi', text: 'S' },
      ],
      links: ['https://a.example/x'],
    },
    {
      checkId: 'v1',
      texts: [
        { kind: 'claim', text: 'Lemons cure' },
        { kind: 'subtitle', text: 'Page' },
      ],
      links: [],
    },
  ]);
});

test('a packed file is the same, also with a byte order mark, CRLF and a line separator inside a text', async () => {
  const text = `\ufeff${JSON.stringify({ id: 1, claim: 'a b' })}\r\n\r\n${JSON.stringify(ours)}\r\n`;
  const docs = await docsIn(fileOf('c.jsonl.gz', gzipSync(text.replace('a b', 'a\u2028b'))));
  expect(docs.map((d) => [d.checkId, d.texts[0]?.text])).toEqual([
    ['1', 'a\u2028b'],
    ['c1', 'Chanh chữa ung thư'],
  ]);
});

test('what is wrong is told with its line', async () => {
  const wrong = [
    '{"id":"x"',
    '[1]',
    '{"claim":"no id"}',
    '{"id":"x","claim":" "}',
    '{"id":"x y","claim":"z"}',
    '{"id":"c1","claim":"z"}',
  ];
  for (const line of wrong) {
    const path = fileOf('c.jsonl', `${JSON.stringify(ours)}\n\n${line}\n`);
    expect(await eachCheck(path, () => undefined)).toMatchObject({ ok: false, error: { field: `${path}:3` } });
  }
  const broken = fileOf('c.jsonl.gz', gzipSync(JSON.stringify(ours)).subarray(0, 30));
  expect(await eachCheck(broken, () => undefined)).toMatchObject({ ok: false, error: { code: 'file-unreadable' } });
  const queries = fileOf('q.tsv', 'q1\tone\nq2 two\n');
  expect(await readQueries(queries)).toMatchObject({ ok: false, error: { field: `${queries}:2` } });
});

test('bytes that are not UTF-8 are told with their line, packed or not', async () => {
  const bytes = Buffer.concat([Buffer.from('q1\tmột\nq2\t'), Buffer.from([0xe1, 0xbb]), Buffer.from('\nq3\tba\n')]);
  for (const path of [fileOf('q.tsv', bytes), fileOf('q.tsv.gz', gzipSync(bytes))])
    expect(await readQueries(path)).toMatchObject({ ok: false, error: { code: 'line-wrong', field: `${path}:2` } });
});

test('a file without checks or queries, and a query id with a blank, are refused', async () => {
  const empty = fileOf('empty', '\n');
  expect(await eachCheck(empty, () => undefined)).toMatchObject({ ok: false, error: { detail: 'it holds no checks' } });
  expect(await readQueries(empty)).toMatchObject({ ok: false, error: { detail: 'it holds no queries' } });
  const blank = fileOf('q.tsv', 'q 1\tone\n');
  expect(await readQueries(blank)).toMatchObject({ ok: false, error: { field: `${blank}:1` } });
});

test('a question keeps its tabs, and an id that stands twice counts once', async () => {
  const read = await readQueries(fileOf('q.tsv', 'q1\tone\ttwo\nq1\tother\nq2\tthree'));
  expect(read).toEqual({
    ok: true,
    value: {
      queries: [
        { id: 'q1', text: 'one\ttwo' },
        { id: 'q2', text: 'three' },
      ],
      repeated: 1,
    },
  });
});

test('links in a question are written as the index holds them', () => {
  expect(withCanonicalLinks('xem http://m.a.example/x?utm_source=z#y và b.com/1 nhé')).toBe(
    'xem https://a.example/x và https://b.com/1 nhé',
  );
});
