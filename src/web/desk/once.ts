// The same form sent twice, by a double click or after going back: it is done once, and both lead to what came of it.
import { createHash } from 'node:crypto';
import type { Door } from '../door.ts';
import { back, type Inside } from './inside.ts';

type First = { readonly at: number; readonly ledTo: Promise<string | null> };

const withinMs = 5 * 60_000;
const mostKept = 5_000;
const ofDoors = new WeakMap<Door, Map<string, First>>();

/**
 * Does the work of a form that adds something, unless the same person sent the very same within five minutes and it was done;
 * then it leads where the first one led. What was refused may be sent again. Only a hash is kept, in memory.
 */
export const once = async (here: Inside, sent: unknown, work: () => Promise<Response>): Promise<Response> => {
  const { door, asked, who } = here;
  const firsts = ofDoors.get(door) ?? new Map<string, First>();
  ofDoors.set(door, firsts);
  const at = door.options.world.now().getTime();
  const told = JSON.stringify([who.member.id, asked.req.path, sent]);
  const key = createHash('sha256').update(told).digest('base64');
  const first = firsts.get(key);
  if (first !== undefined && Math.abs(at - first.at) < withinMs) {
    const ledTo = await first.ledTo;
    if (ledTo !== null) return back(ledTo);
  }
  for (const [old, { at: when }] of firsts)
    if (firsts.size >= mostKept || at - when >= withinMs) firsts.delete(old);
    else break;
  const working = work();
  const ledTo = working.then(
    (response) => response.headers.get('location'),
    () => null,
  );
  // Put anew at the end, so that the oldest stand first.
  firsts.delete(key);
  firsts.set(key, { at, ledTo });
  return working;
};
