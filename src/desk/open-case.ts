// A case of the team's own accord, or one that an organisation asked for and is named as having asked for.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { gauge } from '../core/priority.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

export type OpenCaseRefusal = Refusal<'forbidden' | 'case-needs-title' | 'case-needs-origin' | 'too-long'>;

export const caseLimits = { title: 300, requestedBy: 200 } as const;

/** Opens a case that is the opener's; `requestedBy` is public, and null for one of our own accord. */
export const openCase = async (
  world: Pick<World, 'cases' | 'newId' | 'now'>,
  actor: Actor,
  asked: {
    readonly title: string;
    readonly lang: string;
    readonly origin: 'own' | 'requested';
    readonly requestedBy: string;
    readonly aboutOurselves: boolean;
  },
): Promise<Result<{ readonly id: Id; readonly number: number }, OpenCaseRefusal>> => {
  if (!may(actor.role, 'case.open')) return refuse('forbidden');
  const title = asked.title.normalize('NFC').replace(/\s+/g, ' ').trim();
  const requestedBy = asked.requestedBy.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (title === '') return refuse('case-needs-title', { field: 'title' });
  if (title.length > caseLimits.title) return refuse('too-long', { field: 'title', detail: String(caseLimits.title) });
  if (requestedBy.length > caseLimits.requestedBy)
    return refuse('too-long', { field: 'requestedBy', detail: String(caseLimits.requestedBy) });
  if (asked.origin === 'requested' && requestedBy === '') return refuse('case-needs-origin', { field: 'requestedBy' });
  const { lang, origin, aboutOurselves } = asked;
  const made = { id: world.newId(), title, lang, origin, aboutOurselves, ...gauge(title, lang) };
  return ok(
    await world.cases.open(
      { ...made, requestedBy: origin === 'requested' ? requestedBy : null },
      { by: actor.id, at: world.now() },
    ),
  );
};
