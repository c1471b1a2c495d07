// A search that found nothing is noted: an "unproven" verdict rests on such searches, and readers may repeat them.
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import { line } from './case-text.ts';
import { dayDone } from './day-done.ts';
import type { NotDone } from './work-ports.ts';
import type { World } from './world.ts';

export type SearchRefusal = Refusal<
  'forbidden' | 'field-missing' | 'field-too-long' | 'day-unreadable' | 'day-in-future' | NotDone
>;

const longest = 300;

export const noteSearch = async (
  world: Pick<World, 'caseWork' | 'newId' | 'now'>,
  actor: Actor,
  caseId: Id,
  typed: {
    readonly query?: string | undefined;
    readonly where?: string | undefined;
    readonly on?: string | undefined;
    readonly found: Readonly<Record<string, string>>;
  },
): Promise<Result<{ readonly id: Id }, SearchRefusal>> => {
  if (!may(actor.role, 'case.work')) return refuse('forbidden');
  const query = line(typed.query, longest);
  const where = line(typed.where, longest);
  if (query === undefined || where === undefined) return refuse('field-too-long', { field: query ? 'where' : 'query' });
  if (query === null || where === null) return refuse('field-missing', { field: query === null ? 'query' : 'where' });
  const found: Record<string, string> = {};
  for (const [lang, text] of Object.entries(typed.found)) {
    const read = line(text, longest * 2);
    if (read === undefined) return refuse('field-too-long', { field: `found.${lang}` });
    if (read !== null) found[lang] = read;
  }
  const on = dayDone('on', typed.on, world.now(), dayOf(world.now()));
  if (!on.ok) return on;
  const deed = { case: caseId, by: actor.id, at: world.now() };
  const id = world.newId();
  const done = await world.caseWork.addSearch(deed, { id, query, where, on: on.value, found });
  return done === 'done' ? ok({ id }) : refuse(done);
};
