// What is said of an appeal takes two: one puts it forward, another agrees.
import type { Id } from '../../src/base/ids.ts';
import type { Result } from '../../src/base/result.ts';
import type { Actor } from '../../src/core/rights.ts';
import { agreeToAnswer, answerAppeal, correctAnswer, settleAppeal, type World } from '../../src/desk/index.ts';
import type { DeskServer } from './desk-server.ts';

type Parts = Pick<World, 'appeals' | 'team' | 'reads' | 'keyed' | 'newId' | 'now'>;
type Two = readonly [writer: Actor, other: Actor];
const languages = ['vi', 'en'];

const agreed = async (world: Parts, other: Actor, appeal: Id, put: Result<Id, { readonly code: string }>) =>
  put.ok ? agreeToAnswer(world, other, { appeal, proposed: put.value }) : put;

/** Answers an appeal by two; the refusal of whoever is refused. */
export const answerByTwo = async (world: Parts, two: Two, given: Parameters<typeof answerAppeal>[2]) =>
  agreed(world, two[1], given.appeal, await answerAppeal(world, two[0], given, languages));

/** Says by two that nothing changes. */
export const settleByTwo = async (world: Parts, two: Two, given: Parameters<typeof settleAppeal>[2]) =>
  agreed(world, two[1], given.appeal, await settleAppeal(world, two[0], given, languages));

/** Changes the words of an answer by two. */
export const correctByTwo = async (world: Parts, two: Two, given: Parameters<typeof correctAnswer>[2]) =>
  agreed(world, two[1], given.appeal, await correctAnswer(world, two[0], given, languages));

/** Agrees on the page of the appeal to the last that was put forward; gives the status. */
export const agreesOnPage = async (desk: DeskServer, who: Parameters<DeskServer['as']>[0], appeal: string) => {
  const proposed = (await desk.world.appeals.appeal(appeal as Id))?.proposed.at(-1)?.id ?? '';
  const reply = await desk.as(who, 'POST', `/vi/desk/appeals/${appeal}/agree`, new URLSearchParams({ proposed }));
  return reply.status;
};
