// Every night, before texts are erased: what askers said of the answers teaches how checks are asked for.
import { addDays, type Day, dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { aliasLimits, disputeRule, isDisputed } from '../core/alias.ts';
import { lessonOf, type OwnTexts } from '../core/alias-learning.ts';
import { fingerprint } from '../kit/text/index.ts';
import type { IndexedCheck, World } from './world.ts';

const page = 100;
const voicesRead = 80;

type LearningWorld = Pick<World, 'aliases' | 'checks' | 'newId' | 'now'>;

/**
 * Hears every check of which something was said in the last ninety days; returns how many wordings were learned. Nothing
 * is learned at once: a "yes" whose effect could be seen would tell when somebody asked. Safe to run at any time and twice.
 */
export const learnAliases = async (world: LearningWorld): Promise<number> => {
  const today = dayOf(world.now());
  const since = addDays(today, -aliasLimits.countedDays);
  let after: Id | null = null;
  let learned = 0;
  for (;;) {
    const ids: readonly Id[] = await world.aliases.discussed(since, after, page);
    for (const check of await world.checks.documentsOf(ids)) learned += await hear(world, check, since);
    const last = ids.at(-1);
    if (last === undefined || ids.length < page) return learned;
    after = last;
  }
};

const hear = async (world: LearningWorld, { card, doc }: IndexedCheck, since: Day): Promise<number> => {
  const check = card.id;
  const today = dayOf(world.now());
  const [voices, taught, disputes] = await Promise.all([
    world.aliases.voices(check, since, { perDay: aliasLimits.voicesPerDay, all: voicesRead }),
    world.aliases.taught(check),
    world.aliases.disputes(check, addDays(today, -disputeRule.countedDays), aliasLimits.voicesPerDay),
  ]);
  const lesson = lessonOf(ownTexts(doc), voices, taught);
  await world.aliases.teach(
    {
      check,
      learned: lesson.learned.map((alias) => ({ ...alias, id: world.newId(), key: fingerprint(alias.text) })),
      counted: lesson.counted.map(({ alias, yes, no, state }) => ({ id: alias.id, yes, no, state })),
      disputed: disputes.filter(isDisputed).map(({ claim, yes, no }) => ({ claim, yes, no })),
    },
    today,
  );
  return lesson.learned.length;
};

const ownTexts = (doc: IndexedCheck['doc']): OwnTexts => {
  const open = doc.texts.filter((text) => text.kind !== 'asked');
  return {
    claims: open.filter((text) => text.kind === 'claim').map((text) => text.text),
    all: open.map((text) => text.text),
  };
};
