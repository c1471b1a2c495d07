import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import expected from '../../../test/vectors/claimreview/expected.json' with { type: 'json' };
import type { ReadHints, Reading } from './foreign-check.ts';
import { readChecks } from './read-checks.ts';

const bytesOf = (input: string | Uint8Array): Uint8Array =>
  typeof input === 'string' ? new TextEncoder().encode(input) : input;

const allOf = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};

async function* chunked(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const readAll = async (input: string | Uint8Array, hints: ReadHints = {}, size = 65_536): Promise<Reading[]> =>
  allOf(readChecks(chunked(bytesOf(input), size), hints));

const vector = (file: string): Uint8Array =>
  readFileSync(new URL(`../../../test/vectors/claimreview/${file}`, import.meta.url));

const review = (nth: number, more: object = {}): object => ({
  '@type': 'ClaimReview',
  url: `https://check.example/${nth}`,
  claimReviewed: `Claim number ${nth}`,
  reviewRating: { alternateName: 'False' },
  ...more,
});

const outcome = (reading: Reading): string => reading.refused?.code ?? reading.check?.claim ?? '';

test.each(expected)('every claim of $file gives the reading the vectors name', async ({ file, hints, readings }) => {
  expect(await readAll(vector(file), hints as ReadHints)).toEqual(readings);
});

test.each(expected)('$file reads the same packed, and in pieces of any size', async ({ file, hints, readings }) => {
  expect(await readAll(gzipSync(vector(file)), hints as ReadHints)).toEqual(readings);
  for (const size of [1, 7, 100]) expect(await readAll(vector(file), hints as ReadHints, size)).toEqual(readings);
});

test('an item of any shape gives one reading in its place and keeps its neighbours', async () => {
  await fc.assert(
    fc.asyncProperty(fc.anything({ withNullPrototype: false }), async (odd) => {
      const text = JSON.stringify([
        review(1),
        { ...review(2), itemReviewed: odd, author: odd, datePublished: odd },
        review(3),
      ]);
      const readings = await readAll(text);
      expect(readings.map((one) => one.position)).toEqual(['item 1', 'item 2', 'item 3']);
      expect(readings.every((one) => one.check !== undefined)).toBe(true);
    }),
  );
});

test('a broken, a too deep and a too large item are told at their place, and reading goes on', async () => {
  const deep = `{"@type":"ClaimReview","x":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
  const large = JSON.stringify(review(3, { reviewBody: 'x'.repeat(1_100_000) }));
  const text = `[${JSON.stringify(review(1))}, ${deep}, ${large}, {"claimReviewed": nope}, ${JSON.stringify(review(5))}]`;
  const readings = await readAll(text);
  expect(readings.map((one) => `${one.position}: ${outcome(one)}`)).toEqual([
    'item 1: Claim number 1',
    'item 2: too-deep',
    'item 3: too-large',
    'item 4: bad-json',
    'item 5: Claim number 5',
  ]);
});

test('a file that is cut off gives what stood before the cut and says where it ends', async () => {
  const text = JSON.stringify([review(1), review(2)]);
  const readings = await readAll(text.slice(0, -10));
  expect(readings.map(outcome)).toEqual(['Claim number 1', 'bad-json']);
});

test('reading begins before the input ends', async () => {
  let given = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    yield bytesOf('{"@type":"DataFeed","dataFeedElement":[');
    for (given = 0; given < 1_000_000; given += 1) yield bytesOf(`${JSON.stringify({ item: [review(given)] })},`);
  }
  for await (const reading of readChecks(endless())) {
    expect(reading.check?.claim).toBe('Claim number 0');
    break;
  }
  expect(given).toBeLessThan(20_000);
});

test('an error of the source is thrown, not told as a fault of the file', async () => {
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield bytesOf('[');
    throw new Error('the network went away');
  }
  await expect(allOf(readChecks(failing()))).rejects.toThrow('the network went away');
});

test.each([
  ['nothing at all', '', 'not-a-claimreview'],
  ['an empty answer', '{}', 'not-a-claimreview'],
  ['an empty list', '[]', 'not-a-claimreview'],
  ['a page without scripts', '<html><p>Hello</p></html>', 'not-a-claimreview'],
  ['only breadcrumbs', '{"@type":"BreadcrumbList"}', 'not-a-claimreview'],
  ['prose', 'Just a sentence, with a comma.', 'unsupported-form'],
  ['an office document', 'PK\u0003\u0004rest', 'unsupported-form'],
  ['a binary file', '\u007fELF\u0000\u0000\u0000', 'unsupported-form'],
  ['microdata', '<div itemscope itemtype="https://schema.org/ClaimReview"></div>', 'unsupported-form'],
])('%s gives exactly one refusal', async (_, input, code) => {
  expect((await readAll(input)).map(outcome)).toEqual([code]);
});

test('gzip data that is cut off is a refusal', async () => {
  const packed = gzipSync(JSON.stringify(review(1)));
  expect((await readAll(packed.subarray(0, packed.length - 12))).map(outcome)).toContain('unsupported-form');
});

test('a table from a spreadsheet in UTF-16 with tabs is read', async () => {
  const text = '\uFEFFclaim\turl\tverdict\nNước lá ổi\thttps://check.example/1\tSai\n';
  const readings = await readAll(new Uint8Array(Buffer.from(text, 'utf16le')));
  expect(readings[0]?.check).toMatchObject({ claim: 'Nước lá ổi', verdict: 'false' });
});

test('a row with an open quote is told, and the rows before it are kept', async () => {
  const readings = await readAll('claim,url\nOne,https://check.example/1\n"Two,https://check.example/2\n');
  expect(readings.map(outcome)).toEqual(['One', 'bad-csv']);
});

test("the caller's mapping reads fields under other names, also inside objects", async () => {
  const line = '{"ref":{"no":7},"statement_vi":"Biển đổi màu","outcome":"Sai","author":"Lê Riêng"}\n';
  const readings = await readAll(line + line.replace('7', '8'), {
    publisher: { name: 'Báo Ví Dụ', site: 'bao.example' },
    mapping: { claim: 'statement_vi', id: 'ref.no', verdict: 'outcome' },
  });
  expect(readings.map((one) => one.check?.key)).toEqual([
    'urn:sangto:item:bao.example:7',
    'urn:sangto:item:bao.example:8',
  ]);
  expect(readings[0]?.check).toMatchObject({ claim: 'Biển đổi màu', verdict: 'false' });
});

test('an item without an address and without a known publisher is refused, not invented', async () => {
  expect((await readAll('{"id":"1","claim":"A"}')).map(outcome)).toEqual(['no-url']);
});

test('a file cannot put its words under the address of another publisher', async () => {
  const google = {
    text: 'A',
    claimReview: [
      { publisher: { name: 'WHO', site: 'who.int' }, url: 'https://evil.example/1', textualRating: 'True' },
    ],
  };
  expect((await readAll(JSON.stringify([google])))[0]?.check?.publisher).toEqual({ name: 'WHO', site: 'evil.example' });
});

test('nobody who posted or said a thing is kept, wherever the file names them', async () => {
  const person = {
    '@type': 'Person',
    name: 'Zyx Private',
    sameAs: 'https://facebook.com/zyxprivate',
    url: 'https://x.com/zyxprivate',
  };
  const carelessly = { '@type': 'Organization', name: 'Zyx Private', sameAs: 'https://facebook.com/zyxprivate' };
  const inputs = [
    ...[person, carelessly, [person, carelessly], 'Zyx Private', '@zyxprivate'].map((author) =>
      JSON.stringify(
        review(1, {
          author: person,
          itemReviewed: { '@type': 'Claim', author, appearance: { url: 'https://facebook.com/zyxprivate' } },
        }),
      ),
    ),
    JSON.stringify({
      claims: [
        { text: 'A', claimant: 'Zyx Private', claimReview: [{ url: 'https://c.example/1', textualRating: 'False' }] },
      ],
    }),
    'claim,url,author,speaker,claimant\nA,https://c.example/1,Zyx Private,Zyx Private,Zyx Private\n',
    '{"claim":"A","url":"https://c.example/1","author":"Zyx Private","speaker":"Zyx Private"}',
  ];
  for (const input of inputs) {
    const readings = await readAll(input);
    expect(readings.map((one) => one.check?.url)).toHaveLength(1);
    expect(JSON.stringify(readings)).not.toMatch(/zyx/i);
  }
});
