// Somebody who rates, let in by the link of a letter.
import { enterAsRater, type RaterHere, raterHere, sendRaterLink } from '../../src/desk/index.ts';
import type { StoredWorld } from '../temp-database.ts';

/** The code of the letter that goes to an address. */
export const linkFor = async (world: StoredWorld, email: string): Promise<string> => {
  let code = '';
  await sendRaterLink(
    { ...world, mail: { send: async () => ({ ok: true, value: null }) } },
    {
      email,
      letter: (made) => {
        code = made;
        return { subject: '', text: '' };
      },
    },
  );
  return code;
};

export const admitted = async (world: StoredWorld, email: string): Promise<RaterHere> => {
  const entered = await enterAsRater(world, await linkFor(world, email), true);
  if (!entered.ok) throw new Error(entered.error.code);
  const here = await raterHere(world, entered.value.session);
  if (here === undefined) throw new Error('no session');
  return here;
};
