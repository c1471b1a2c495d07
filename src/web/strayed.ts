// A form or a call that cannot be shown to come from a page of ours is refused; whoever sent it is told which of both it was.
import type { Asked } from './door.ts';
import type { Problem } from './problem.ts';

/** `elsewhere`: the browser names another site. `unsaid`: it names none, which an extension, an old browser or a proxy can cause. */
export const strayed = (asked: Asked): Problem => {
  const site = asked.req.header('sec-fetch-site');
  const origin = asked.req.header('origin');
  const named = site === undefined ? origin !== undefined && origin !== 'null' : site !== 'none';
  return { code: 'forbidden', from: named ? 'elsewhere' : 'unsaid' };
};
