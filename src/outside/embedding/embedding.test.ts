import { expect, onTestFinished, test } from 'vitest';
import { type EmbeddingOptions, openEmbedding } from './embedding.ts';
import { bagOfWords, type FakeEndpoint, fakeEndpoint } from './fake-endpoint.ts';
import { readVectors } from './read-vectors.ts';

const against = ({ url }: Pick<FakeEndpoint, 'url'>, options: EmbeddingOptions = {}) => {
  const { embed, close } = openEmbedding(
    { url, model: 'm', key: 'secret', queryPrefix: 'query: ', passagePrefix: 'passage: ' },
    { wait: async () => undefined, ...options },
  );
  onTestFinished(close);
  return embed;
};

test('texts become vectors in their order, with the prefix of their kind and the key', async () => {
  await using endpoint = await fakeEndpoint(bagOfWords());
  const embed = against(endpoint);
  const asked = await embed(['nước chanh', 'cá vàng'], 'query');
  if (!asked.ok) throw new Error(asked.error.code);
  expect(asked.value.map((v) => [...v])).toEqual(
    ['query: nước chanh', 'query: cá vàng'].map((text) => [...Float32Array.from(bagOfWords()(text))]),
  );
  await embed(['a'], 'passage');
  expect(endpoint.asked.map(({ input, model, key }) => [input, model, key])).toEqual([
    [['query: nước chanh', 'query: cá vàng'], 'm', 'Bearer secret'],
    [['passage: a'], 'm', 'Bearer secret'],
  ]);
  expect(await embed([], 'query')).toEqual({ ok: true, value: [] });
});

test('many texts go in batches', async () => {
  await using endpoint = await fakeEndpoint(bagOfWords());
  const texts = Array.from({ length: 70 }, (_, i) => `text ${i}`);
  const done = await against(endpoint)(texts, 'passage');
  expect(done.ok && done.value.length).toBe(70);
  expect(endpoint.asked.map((a) => a.input.length)).toEqual([32, 32, 6]);
});

test('a question that takes too long is given up, and after three nobody waits for a while', async () => {
  let clock = 0;
  let slow = true;
  await using endpoint = await fakeEndpoint(bagOfWords(), (_request, _response, answer) => void (slow || answer()));
  const embed = against(endpoint, { queryMs: 60, clock: () => clock });
  const start = performance.now();
  for (let i = 0; i < 20; i++) expect(await embed(['a'], 'query')).toMatchObject({ error: { code: 'embedding-away' } });
  expect(performance.now() - start).toBeLessThan(2_000);
  expect(endpoint.asked).toHaveLength(3);
  slow = false;
  clock = 10_000;
  expect((await embed(['a'], 'query')).ok).toBe(true);
});

test('texts are tried again while the endpoint is busy, for as long as it says, and given up in the end', async () => {
  const waits: number[] = [];
  let left = 3;
  await using endpoint = await fakeEndpoint(bagOfWords(), (_request, response, answer) => {
    if (left-- > 0) response.writeHead(left === 2 ? 429 : 503, left === 2 ? { 'retry-after': '7' } : {}).end();
    else answer();
  });
  const embed = against(endpoint, { wait: async (ms) => void waits.push(ms) });
  expect((await embed(['a'], 'passage')).ok).toBe(true);
  expect(waits).toEqual([7_000, 1_000, 2_000]);
  left = 1_000;
  expect(await embed(['a'], 'passage')).toMatchObject({ error: { code: 'embedding-away', detail: 'HTTP 503' } });
  expect(endpoint.asked).toHaveLength(10);
});

test.each([
  [401, 'embedding-refused'],
  [404, 'embedding-refused'],
  [302, 'embedding-refused'],
])('HTTP %i is final', async (status, code) => {
  await using endpoint = await fakeEndpoint(bagOfWords(), (_request, response) =>
    response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end('{}'),
  );
  expect(await against(endpoint)(['a'], 'passage')).toMatchObject({ ok: false, error: { code } });
  expect(endpoint.asked).toHaveLength(1);
});

test('nobody there, a broken connection and a reply that is none are told apart', async () => {
  expect(await against({ url: 'http://127.0.0.1:9/v1' })(['a'], 'query')).toMatchObject({
    error: { code: 'embedding-away' },
  });
  await using rude = await fakeEndpoint(bagOfWords(), (request) => request.socket.destroy());
  expect(await against(rude)(['a'], 'query')).toMatchObject({ error: { code: 'embedding-away' } });
  await using silly = await fakeEndpoint(bagOfWords(), (_request, response) => response.end('<html>'));
  expect(await against(silly)(['a'], 'query')).toMatchObject({ error: { code: 'embedding-malformed' } });
});

const reply = (...embeddings: readonly unknown[]) =>
  JSON.stringify({ data: embeddings.map((embedding, index) => ({ index, embedding })) });

test.each([
  ['nothing', '', 1],
  ['another shape', '{"data":{"length":1}}', 1],
  ['too few', reply([1]), 2],
  ['too many', reply([1], [2]), 1],
  ['two lengths', reply([1], [1, 2]), 2],
  ['no numbers', reply(['1']), 1],
  ['zeros', reply([0, 0]), 1],
  ['numbers beyond float32', reply([1e300]), 1],
  ['no vector', reply([]), 1],
  ['a vector too long', reply(new Array(9_000).fill(1)), 1],
  ['one place twice', '{"data":[{"index":0,"embedding":[1]},{"index":0,"embedding":[1]}]}', 2],
  ['a place outside', '{"data":[{"index":7,"embedding":[1]}]}', 1],
  ['a place that is no number', '{"data":[{"index":"0","embedding":[1]}]}', 1],
])('a reply with %s is refused', (_what, json, count) => expect(readVectors(json, count)).toBeUndefined());
