// A request about somebody's own data is acknowledged, and answered on the page that only they have.
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import type { RequestWords } from './contact-ports.ts';
import type { World } from './world.ts';

const longest = 10_000;

export type AnswerRequestRefusal = Refusal<'forbidden' | 'not-found' | 'request-reply-empty' | 'request-too-long'>;

/** Without a reply it is only said to have come. */
export const answerRequest = async (
  world: Pick<World, 'dataRequests' | 'vault' | 'now'>,
  actor: Actor,
  given: { readonly request: Id; readonly reply: string | null },
): Promise<Result<null, AnswerRequestRefusal>> => {
  if (!may(actor.role, 'data.answer')) return refuse('forbidden');
  const today = dayOf(world.now());
  if (given.reply === null)
    return (await world.dataRequests.acknowledge(given.request, actor.id, today)) ? ok(null) : refuse('not-found');
  const reply = given.reply.toWellFormed().normalize('NFC').replaceAll('\0', '').trim();
  if (reply === '') return refuse('request-reply-empty', { field: 'reply' });
  if (reply.length > longest) return refuse('request-too-long', { field: 'reply', detail: String(longest) });
  const before = (await world.dataRequests.request(given.request))?.sealed;
  const opened = before && (await world.vault.open(before.day, before.id, before.sealed));
  if (opened === undefined || opened === null) return refuse('not-found');
  const words: RequestWords = { ...(JSON.parse(opened) as RequestWords), reply };
  const sealed = {
    id: given.request,
    day: today,
    sealed: await world.vault.seal(today, given.request, JSON.stringify(words)),
  };
  return (await world.dataRequests.reply(given.request, sealed, actor.id, today)) ? ok(null) : refuse('not-found');
};
