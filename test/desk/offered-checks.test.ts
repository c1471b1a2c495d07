// What is offered beside a check, on the sample checks in both languages: of its kind, or nothing.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import { uiLangs } from '../../src/base/lang.ts';
import type { Check } from '../../src/core/check.ts';
import { readSample } from '../../src/main/sample.ts';
import { relatedTo } from '../../src/web/listing.ts';
import { offeredTo } from '../../src/web/offered-checks.ts';
import { memoryWorld } from '../in-memory/world.ts';

const world = memoryWorld();
let checks: readonly Check[] = [];
beforeAll(async () => {
  checks = await readSample(join(import.meta.dirname, '../../demo'), () => randomUUID() as Id);
  for (const check of checks) world.add(check);
});

const material = { wording: null, claimant: null, texts: {}, inConflict: false, aboutOurselves: false } as const;
const offered = async (slug: string, lang: 'vi' | 'en', topics?: readonly string[]) => {
  const check = checks.find((one) => one.slug === slug)!;
  const wording = { [lang]: check.texts[lang]!.claim };
  const rest = { evidence: [], searches: [], asked: 0, undeclared: 0 };
  const of = { material: { ...material, ...rest, wording }, title: null, lang, topics: topics ?? check.topics };
  const cards = await offeredTo(world, { ...of, check: topics === undefined ? check : null });
  return cards.map((card) => card.slug).filter((one) => one !== slug);
};

test('of one kind: what is drunk, vaccines, pictures of disasters', async () => {
  for (const lang of uiLangs)
    expect(await offered('uong-2-lit-nuoc-moi-ngay', lang)).toContain('nuoc-chanh-nong-va-ung-thu');
  expect(await offered('vac-xin-va-tu-ky', 'vi')).toEqual(['vac-xin-soi-hieu-qua']);
  expect(await offered('anh-bo-xuong-nguoi-khong-lo', 'vi')).toEqual(['anh-ca-map-tren-pho-ngap']);
});

test('where nothing is of its kind, nothing is offered', async () => {
  for (const slug of [
    'ca-vang-nho-ba-giay',
    'muoi-van-dot-ban-ngay',
    'bot-ngot-co-doc-khong',
    'cay-mi-spaghetti-thuy-si',
  ])
    for (const lang of uiLangs) expect(await offered(slug, lang), `${slug} ${lang}`).toEqual([]);
});

test('of all sample checks, few are offered, and hardly one that shares no topic', async () => {
  let all = 0;
  for (const { slug, topics } of checks)
    for (const lang of uiLangs) {
      const found = await offered(slug, lang);
      all += found.length;
      expect(found.length, slug).toBeLessThanOrEqual(3);
      for (const other of found) {
        const shared = checks.find((one) => one.slug === other)!.topics.filter((topic) => topics.includes(topic));
        expect(shared, `${lang} ${slug} ${other}`).not.toEqual([]);
      }
    }
  // About one for two checks, where it was five for each.
  expect(all).toBeGreaterThan(checks.length / 4);
  expect(all).toBeLessThan(checks.length * 2);
});

test('beside a fee for motorbikes stands nothing that shares only everyday words with it', async () => {
  const rest = { evidence: [], searches: [], asked: 0, undeclared: 0 };
  for (const title of [
    'Từ tháng sau xe máy phải nộp phí đường bộ 100 nghìn đồng một năm',
    'Người đi xe máy sẽ bị thu phí bảo trì đường bộ từ ngày 1/1/2027',
    'Gửi xe máy ở bệnh viện phải trả 20.000 đồng một lượt',
  ]) {
    const of = { material: { ...material, ...rest }, title, lang: 'vi', topics: ['transport'], check: null } as const;
    expect([title, (await offeredTo(world, of)).map(({ slug }) => slug)]).toEqual([title, []]);
  }
});

test('a case without topics is offered only what is clearly like it', async () => {
  expect(await offered('vac-xin-va-tu-ky', 'vi', [])).toEqual([]);
  expect(await offered('uong-2-lit-nuoc-moi-ngay', 'en', [])).toEqual(['nuoc-chanh-nong-va-ung-thu']);
});

test('the page of a check shows as close to it what is offered for it, and most pages show none', async () => {
  let alone = 0;
  for (const check of checks)
    for (const lang of uiLangs) {
      const card = (await world.cards.get([check.id])).get(check.id)!;
      const close = (await relatedTo(world, card, lang)).map(({ slug }) => slug);
      const near = await offered(check.slug, lang);
      expect(
        close.filter((one) => !near.includes(one)),
        `${check.slug} ${lang}`,
      ).toEqual([]);
      if (close.length === 0) alone++;
    }
  expect(alone).toBeGreaterThan(checks.length / 2);
  expect(alone).toBeLessThan(checks.length * 2);
});
