// The right of reply on its way to the public: numbers, addresses and handles masked, and the day on which it was looked.
import type { Day } from '../base/clock.ts';
import type { PublicReply } from '../core/public-reply.ts';
import { clean } from './clean.ts';
import type { World } from './world.ts';

/** Replies as a check may show them: nothing in them leads to anybody. */
export const publicReplies = (
  { keyed }: Pick<World, 'keyed'>,
  replies: readonly Omit<PublicReply, 'knownOn'>[],
  knownOn: Day,
): readonly PublicReply[] =>
  replies.map(({ asked, said, ...days }) => ({
    ...days,
    asked: clean(keyed, asked).text,
    said: said && Object.fromEntries(Object.entries(said).map(([lang, text]) => [lang, clean(keyed, text).text])),
    knownOn,
  }));
