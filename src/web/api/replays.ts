// Replies kept under Idempotency-Keys, in memory: what is sent again under the same key is not done again.
import type { Problem } from '../problem.ts';

/** Does the work once per key; whoever comes again, even while it is being done, is given the same reply. */
export type Replays = (key: string, work: () => Promise<Response | Problem>) => Promise<Response | Problem>;

type Kept = { readonly status: number; readonly headers: readonly [string, string][]; readonly body: string };

/** Longer replies are lists; reading again does no harm. */
const longest = 65_536;

/** Keeps at most `most` replies, the oldest forgotten first. What was refused is tried anew. */
export const createReplays = (most: number): Replays => {
  const kept = new Map<string, Promise<Kept | Problem>>();
  return async (key, work) => {
    const before = kept.get(key);
    if (before !== undefined) {
      const found = await before;
      return 'code' in found ? found : responseOf(found);
    }
    const doing = work().then(keptOf);
    kept.set(key, doing);
    const forget = () => kept.get(key) === doing && kept.delete(key);
    if (kept.size > most) for (const oldest of kept.keys()) if (kept.delete(oldest)) break;
    try {
      const done = await doing;
      if ('code' in done) forget();
      else if (done.body.length > longest) forget();
      return 'code' in done ? done : responseOf(done);
    } catch (error) {
      forget();
      throw error;
    }
  };
};

const keptOf = async (answer: Response | Problem): Promise<Kept | Problem> =>
  answer instanceof Response
    ? { status: answer.status, headers: [...answer.headers], body: await answer.text() }
    : answer;

const responseOf = ({ status, headers, body }: Kept): Response =>
  new Response(status === 204 ? null : body, { status, headers: headers as [string, string][] });
