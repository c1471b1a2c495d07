// A check about wind chimes that nobody asks for in its own words, the sample around it, and people who ask.
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeAll } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import type { Check } from '../../src/core/check.ts';
import { parseTip } from '../../src/core/tip.ts';
import {
  eraseTexts,
  giveFeedback,
  learnAliases,
  match,
  publish,
  receive,
  refresh,
  remember,
} from '../../src/desk/index.ts';
import { readSample } from '../../src/main/sample.ts';
import { newId } from '../../src/main/secrets.ts';
import { type StoredWorld, storedWorld } from '../temp-database.ts';

export const chimes = 'chuong-gio-va-rung-toc';
export const claim = 'Nghe tiếng chuông gió ban đêm làm rụng tóc';
export let sample: readonly Check[];
beforeAll(async () => {
  const read = await readSample(join(import.meta.dirname, '../../demo'), newId);
  const like = read.find((c) => c.verdict === 'false')!;
  const vi = { ...like.texts.vi!, claim, title: 'Chuông gió không làm rụng tóc', short: 'Không đúng.' };
  sample = [...read, { ...like, id: newId(), slug: chimes, texts: { vi }, aliases: [], appearances: [] }];
});

export const withSample = async () => {
  const opened = await storedWorld();
  await publish(opened.world, sample);
  await remember(opened.world);
  const [check] = await opened.database.all<{ id: Id }>(sql`select id from checks where slug = ${chimes}`);
  return { ...opened, check: check!.id };
};

export const looked = async (world: StoredWorld, text: string) => {
  const input = parseTip({ text, lang: 'vi' }, 'web');
  if (!input.ok) throw new Error(input.error.code);
  return match(world, input.value);
};
export const asked = async (world: StoredWorld, text: string) => {
  const matched = await looked(world, text);
  const received = await receive(world, matched, null);
  if (!received.ok || received.value.answerId === null) throw new Error('not stored');
  return { matched, answerId: received.value.answerId, ticket: received.value.ticket };
};
export const says = async (world: StoredWorld, check: Id, agrees: boolean, texts: readonly string[]) => {
  for (const text of texts) {
    const { answerId } = await asked(world, text);
    const given = await giveFeedback(world, { answerId, check, agrees });
    if (!given.ok) throw new Error(`${text}: ${given.error.code}`);
  }
};
/** The night: learning before forgetting, and memory follows. */
export const night = async (world: StoredWorld, check: Id) => {
  const learned = await learnAliases(world);
  await eraseTexts(world);
  await refresh(world, [check]);
  return learned;
};
export const first = async (world: StoredWorld, text: string) => {
  const [answer] = (await looked(world, text)).claims.flatMap((c) => c.answers);
  return answer && { slug: answer.card.slug, outcome: answer.outcome, doubt: answer.doubt, words: answer.words };
};
export const aliasesOf = (world: StoredWorld) => world.aliases.list(100).then((l) => l.aliases);

export const grandmothers = [
  'nghe nói ban đêm treo phong linh đầu giường dễ rụng tóc lắm',
  'Bà ngoại khoe hồi trẻ treo phong linh đầu giường ban đêm nên nay rụng tóc gần hết',
  'mấy đứa bạn kể phong linh treo trên đầu giường, ban đêm kêu leng keng thì sáng ra rụng tóc',
];
export const taught = async () => {
  const opened = await withSample();
  const { world, setClock, check } = opened;
  await says(world, check, true, grandmothers.slice(0, 2));
  setClock('2026-11-21T09:00:00Z');
  await says(world, check, true, grandmothers.slice(2));
  return opened;
};
export const shared = 'ban đêm treo phong linh đầu giường rụng tóc';
export const likeThem = 'phong linh mà treo đầu giường thì sao nhỉ';
