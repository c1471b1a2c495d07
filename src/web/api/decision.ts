// One pair of words by which a second person says yes or no, whatever it is about; and what became of it, in the same words.
import { z } from '@hono/zod-openapi';

/** What a second person says. */
export const decision = z
  .enum(['agree', 'refuse'])
  .openapi('Decision', { description: 'A second person’s yes or no; never of one’s own' });

/** The same where another try may be asked for. */
export const reviewDecision = z
  .enum(['agree', 'changes', 'refuse'])
  .openapi('ReviewDecision', { description: 'A yes, a wish for changes that whoever wrote it makes, or a no' });

// Rooms below have words of their own for one and the same: what is let in, confirmed, approved.
const yes = ['approved', 'confirmed', 'released'] as const;
const no = ['declined', 'rejected'] as const;
type Yes = (typeof yes)[number];
type No = (typeof no)[number];
type Told<S extends string> = S extends Yes ? 'agreed' : S extends No ? 'refused' : S;

/** A state or an outcome as the API tells it: `agreed`, `refused`, or its own word where it is neither. */
export const told = <S extends string>(state: S): Told<S> => {
  if ((yes as readonly string[]).includes(state)) return 'agreed' as Told<S>;
  return ((no as readonly string[]).includes(state) ? 'refused' : state) as Told<S>;
};
