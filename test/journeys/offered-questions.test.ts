// What a newcomer tries first: every question that README and front page offer, asked of the sample through the real matcher.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Check } from '../../src/core/check.ts';
import { parseTip } from '../../src/core/tip.ts';
import { importChecks, type Matched, match, publish, remember } from '../../src/desk/index.ts';
import { readChecks } from '../../src/kit/claimreview/index.ts';
import { readSample } from '../../src/main/sample.ts';
import { newId } from '../../src/main/secrets.ts';
import { translate } from '../../src/web/locale.ts';
import { type StoredWorld, storedWorld } from '../temp-database.ts';

const root = join(import.meta.dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** The text between two marks of the README; throws when it is not there, because then nothing would be tried. */
const found = (pattern: RegExp): string => {
  const [, text] = pattern.exec(readme) ?? [];
  if (text === undefined) throw new Error(`README.md has nothing like ${pattern}`);
  return text;
};

const microwave = 'lo-vi-song-va-thuc-an';
const lemon = 'nuoc-chanh-nong-va-ung-thu';

/** The example in the field of the front page, without its "For example:". */
const placeholder = (lang: 'vi' | 'en') => translate(lang)('ask.placeholder').replace(/^[^:]+: /, '');

const offered: readonly (readonly [string, string])[] = [
  [found(/^- with words: `(.+)`$/m), microwave],
  [found(/^- without diacritics: `(.+)`$/m), microwave],
  [found(/^- in English: `(.+)`$/m), microwave],
  [found(/-d '\{"text": "(.+)"\}'/), microwave],
  [placeholder('vi'), lemon],
  [placeholder('en'), lemon],
];

let sample: readonly Check[];
beforeAll(async () => {
  sample = await readSample(join(root, 'demo'), newId);
});

const demo = async (): Promise<StoredWorld> => {
  const { world } = await storedWorld();
  await publish(world, sample);
  await remember(world);
  return world;
};

const asked = async (world: StoredWorld, text: string): Promise<Matched> => {
  const input = parseTip({ text }, 'web');
  if (!input.ok) throw new Error(input.error.code);
  return match(world, input.value);
};
const answersTo = async (world: StoredWorld, text: string) =>
  (await asked(world, text)).claims.map(({ outcome, answers }) => [outcome, answers.map(({ card }) => card.slug)]);

test('what README and front page offer is known, and nothing that only sounds alike stands beside the answer', async () => {
  const world = await demo();
  for (const [text, slug] of offered) expect([text, await answersTo(world, text)]).toEqual([text, [['known', [slug]]]]);
});

test('so are the ways in which somebody would shorten or lengthen the examples', async () => {
  const world = await demo();
  for (const [text, slug] of [
    ['Does hot lemon water cure cancer?', lemon],
    ['Drinking hot lemon water every day cures cancer', lemon],
    ['Uống nước chanh nóng chữa được ung thư không?', lemon],
    ['Food heated in a microwave becomes radioactive and causes cancer', microwave],
    ['Thức ăn hâm bằng lò vi sóng bị nhiễm phóng xạ, gây ung thư', microwave],
  ] as const) {
    const [first] = await answersTo(world, text);
    expect([text, first?.[0], first?.[1]?.[0]]).toEqual([text, 'known', slug]);
  }
});

test('a check that shares only syllables with a question is not offered beside one that says nearly all of it', async () => {
  const world = await demo();
  expect(await answersTo(world, 'Thức ăn hâm bằng lò vi sóng bị nhiễm phóng xạ')).toEqual([['perhaps', [microwave]]]);
});

test('the new question of the README is new, and its imported check is found by its link', async () => {
  const world = await demo();
  const unheardOf = found(/^\*\*2\. Ask something new:\*\* `(.+?)`/m);
  expect((await asked(world, unheardOf)).outcome).toBe('new');

  const csv = found(/```csv\n([\s\S]+?)```/);
  const bytes = async function* () {
    yield new TextEncoder().encode(csv);
  };
  for await (const { counts } of importChecks(world, readChecks(bytes()), { name: 'mine.csv', answers: true }))
    expect(counts.refused).toBe(0);
  await remember(world);
  const linked = await asked(world, found(/^\*\*4\. Ask with a link:\*\* paste `(.+?)`/m));
  expect(linked.outcome).toBe('known');
  expect(linked.claims[0]?.answers[0]?.sameLink).toBe(true);
});
