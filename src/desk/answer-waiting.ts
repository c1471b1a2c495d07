// After checks arrived: claims still waiting are looked up once more, and those now known are answered.
import { dayOf } from '../base/clock.ts';
import { type Id, parseId } from '../base/ids.ts';
import { restrained } from '../core/alias.ts';
import { mayAnswer } from '../core/check.ts';
import { judge } from '../core/claim.ts';
import { answersFrom, comparedIn } from './matched.ts';
import { restraintOf, throughOf } from './taught.ts';
import type { World } from './world.ts';

const page = 500;

/** Looks up every waiting claim; returns how many were answered. Safe to run twice: an answered claim waits no more. */
export const answerWaiting = async (
  world: Pick<World, 'tips' | 'index' | 'knownFrom' | 'cards' | 'now'>,
): Promise<number> => {
  let after: Id | null = null;
  let answered = 0;
  for (;;) {
    const waiting: Awaited<ReturnType<World['tips']['waiting']>> = await world.tips.waiting(after, page);
    for (const { claim, text } of waiting) {
      const check = await knownAnswer(world, text);
      if (check === undefined) continue;
      await world.tips.answered(claim, check, world.now());
      answered++;
    }
    const last = waiting.at(-1);
    if (last === undefined || waiting.length < page) return answered;
    after = last.claim;
  }
};

const knownAnswer = async (
  world: Pick<World, 'index' | 'knownFrom' | 'cards' | 'now'>,
  text: string,
): Promise<Id | undefined> => {
  const proposals = world.index.propose(text, 3);
  const cards = await world.cards.get(proposals.flatMap((p) => parseId(p.checkId) ?? []));
  const today = dayOf(world.now());
  return proposals
    .flatMap((p) => {
      const card = cards.get(p.checkId as Id);
      return card ? [{ p, card }] : [];
    })
    .find(({ p, card }) => {
      const compared = { ...comparedIn(p), sameLink: false, mayAnswer: mayAnswer(card, today) };
      const judged = judge(compared, answersFrom(world));
      // What is held back is known to the store by the claim itself, and not answered there.
      return restrained(judged, restraintOf(card, throughOf(p), { text, claim: null })) === 'known';
    })?.card.id;
};
