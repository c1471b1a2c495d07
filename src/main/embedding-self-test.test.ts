import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { World } from '../desk/index.ts';
import { createIndex, type SearchDoc } from '../kit/search/index.ts';
import { analyzer } from '../kit/text/index.ts';
import { bagOfWords, type FakeModel, fakeEndpoint, randomNoise } from '../outside/embedding/fake-endpoint.ts';
import { keptVectors, openEmbedding } from '../outside/embedding/index.ts';
import { selfTest } from './embedding-self-test.ts';
import { keepVerdict, standingOf } from './embedding-verdict.ts';
import { joinMeaning } from './join-meaning.ts';
import { readJudgedPairs } from './judged-pairs.ts';
import type { EmbeddingSettings } from './settings.ts';

// Each thing has a word in the checks and another one in the questions, which only meaning brings together.
const things = 'lemon garlic onion honey ginger turmeric salt sugar butter pepper'.split(' ');
const ills = 'cancer fever cough diabetes'.split(' ');
const otherWords: Readonly<Record<string, string>> = {
  cancer: 'tumour',
  fever: 'hot',
  cough: 'barking',
  diabetes: 'sugary',
};
const docs: readonly SearchDoc[] = things.flatMap((thing) =>
  ills.map((ill) => ({
    checkId: `${thing}-${ill}`,
    texts: [{ kind: 'claim' as const, text: `Eating ${thing} every morning cures ${ill} completely` }],
    links: [],
  })),
);
const questions = docs.map(({ checkId }) => {
  const [thing = '', ill = ''] = checkId.split('-');
  return { text: `is it so that ${thing} cures the ${otherWords[ill]} sickness`, right: new Set([checkId]) };
});
const knowing: FakeModel = bagOfWords((word) => ills.find((ill) => otherWords[ill] === word) ?? word);

const folderFor = () => {
  const folder = mkdtempSync(join(tmpdir(), 'sangto-self-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
};
const settingsFor = (url: string): EmbeddingSettings => ({
  url,
  model: 'm',
  key: null,
  queryPrefix: '',
  passagePrefix: '',
});

const tested = async (model: FakeModel, asked = questions) => {
  const endpoint = await fakeEndpoint(model);
  onTestFinished(() => endpoint[Symbol.asyncDispose]());
  const { embed, close } = openEmbedding(settingsFor(endpoint.url), { queryMs: 5_000 });
  const kept = keptVectors(folderFor(), 'm');
  onTestFinished(async () => {
    kept.close();
    await close();
  });
  const index = createIndex(analyzer);
  for (const doc of docs) index.put(doc);
  const result = await selfTest({
    index,
    docs,
    questions: asked,
    embed,
    kept,
    progress: () => undefined,
    clock: () => 0,
  });
  if (!result.ok) throw new Error(result.error.code);
  return { ...result.value, endpoint, kept };
};

test('an endpoint that knows more than words do stands, and every text was sent once', async () => {
  const { gain, answered, endpoint, kept } = await tested(knowing);
  expect(gain.stands).toBe(true);
  expect(gain.with).toBeGreaterThan(gain.without + 0.2);
  expect(answered).toBe(40);
  expect(kept.size).toBe(40);
  const sent = endpoint.asked.flatMap((a) => a.input);
  expect(new Set(sent).size).toBe(sent.length);
});

test('random noise does not stand', async () => {
  const { gain } = await tested(randomNoise);
  expect(gain).toMatchObject({ stands: false, questions: 40 });
});

test('too few judged questions are no proof', async () => {
  expect((await tested(knowing, questions.slice(0, 20))).gain.stands).toBe(false);
});

const emptyWorld = (): Pick<World, 'index' | 'meaning'> => ({
  index: createIndex(analyzer),
  meaning: { ofQuestion: async () => undefined },
});

const gain = { questions: 40, without: 0.5, with: 0.7, better: 20, worse: 1, weight: 0.3, stands: true };

test('an endpoint is used only while the test of this very endpoint stands, and the log says why not', () => {
  const data = folderFor();
  const embeddings = settingsFor('http://127.0.0.1:1/v1');
  expect(standingOf({ data, embeddings: null })).toEqual({ state: 'off' });
  expect(standingOf({ data, embeddings })).toMatchObject({ state: 'refused', why: 'no self-test has been passed yet' });
  keepVerdict(data, embeddings, { ...gain, stands: false });
  expect(standingOf({ data, embeddings })).toMatchObject({ state: 'refused', why: expect.stringContaining('no gain') });
  keepVerdict(data, embeddings, gain);
  expect(standingOf({ data, embeddings })).toMatchObject({ state: 'stands', gain });
  expect(standingOf({ data, embeddings: { ...embeddings, key: 'new' } })).toMatchObject({ state: 'stands' });
  for (const other of [{ model: 'n' }, { url: 'http://127.0.0.1:2/v1' }, { queryPrefix: 'q' }])
    expect(standingOf({ data, embeddings: { ...embeddings, ...other } })).toMatchObject({ state: 'refused' });
  const lines: Readonly<Record<string, unknown>>[] = [];
  const world = emptyWorld();
  const joined = joinMeaning(world, { data, embeddings: { ...embeddings, model: 'n' } }, (line) => lines.push(line));
  expect(joined.world).toBe(world);
  expect(lines).toMatchObject([{ level: 'error', what: 'embeddings are not used' }]);
  writeFileSync(join(data, 'embeddings', 'self-test.json'), '{');
  expect(standingOf({ data, embeddings })).toMatchObject({ state: 'refused' });
});

test('where the endpoint stands, checks get vectors as they come and go, and a question becomes one without what is private', async () => {
  await using endpoint = await fakeEndpoint(knowing);
  const data = folderFor();
  const embeddings = settingsFor(endpoint.url);
  keepVerdict(data, embeddings, gain);
  const problems: unknown[] = [];
  const world = emptyWorld();
  const joined = joinMeaning(world, { data, embeddings }, (line) => problems.push(line));
  onTestFinished(joined.close);
  expect(await joined.world.meaning.ofQuestion('anything')).toBeUndefined();
  for (const doc of docs) joined.world.index.put(doc);
  joined.world.index.put({ ...docs[0]!, texts: [...docs[0]!.texts, { kind: 'asked', text: 'what askers wrote' }] });
  joined.world.index.remove('lemon-fever');
  const asked = 'garlic tumour ⟦phone⟧ https://a.example/x @someone';
  await expect.poll(async () => (await joined.world.meaning.ofQuestion(asked))?.vectors.size).toBe(39);
  expect(joined.world.index.size).toBe(39);
  const meaning = await joined.world.meaning.ofQuestion(asked);
  expect(meaning?.vectors.nearest(meaning.vector, 1)[0]?.checkId).toBe('garlic-cancer');
  expect(joined.world.index.propose(asked, 3, meaning)[0]?.checkId).toBe('garlic-cancer');
  const sent = endpoint.asked.flatMap((a) => a.input);
  expect(sent.at(-1)).toBe('garlic tumour');
  expect(sent.join('\n')).not.toContain('askers');
  expect(problems).toEqual([]);
});

test('judged pairs are read line by line, and a wrong one is told with its number', async () => {
  const file = join(folderFor(), 'pairs.tsv');
  writeFileSync(
    file,
    '# ours\nis lemon a cure\tlemon-cancer\r\n\nis lemon a cure\tlemon-fever\nwhat of salt\tsalt-cough\n',
  );
  expect(await readJudgedPairs(file)).toEqual({
    ok: true,
    value: [
      { text: 'is lemon a cure', checks: ['lemon-cancer', 'lemon-fever'] },
      { text: 'what of salt', checks: ['salt-cough'] },
    ],
  });
  writeFileSync(file, 'a\tb\nno tab here\n');
  expect(await readJudgedPairs(file)).toMatchObject({ error: { code: 'line-wrong', field: `${file}:2` } });
  expect(await readJudgedPairs(`${file}.gone`)).toMatchObject({ error: { code: 'file-unreadable' } });
});

test('a server that stops does not wait for an endpoint that is away', async () => {
  const data = folderFor();
  const embeddings = settingsFor('http://127.0.0.1:9/v1');
  keepVerdict(data, embeddings, gain);
  const joined = joinMeaning(emptyWorld(), { data, embeddings }, () => undefined);
  for (const doc of docs) joined.world.index.put(doc);
  const start = performance.now();
  await joined.close();
  expect(performance.now() - start).toBeLessThan(2_000);
});
