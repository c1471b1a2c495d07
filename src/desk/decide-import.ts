// A second person lets in what somebody brought in on the web, or says no; whoever brought it in may take it back.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { keptApart } from '../core/let-in.ts';
import { type Actor, may } from '../core/rights.ts';
import type { ImportDecision } from './source-ports.ts';
import type { World } from './world.ts';

export type DecideImportRefusal = Refusal<
  'forbidden' | 'not-found' | 'let-in-lately' | 'first-without-right' | 'import-own' | 'import-decided'
>;

/** `actor` null: whoever runs the machine. Let in, the items become checks by a job; declined or taken back, they are gone. */
export const decideImport = async (
  world: Pick<World, 'imports' | 'team' | 'now'>,
  actor: Actor | null,
  run: Id,
  decision: ImportDecision,
): Promise<Result<null, DecideImportRefusal>> => {
  if (actor !== null && !may(actor.role, 'sources.manage')) return refuse('forbidden');
  const by = actor?.id ?? null;
  const found = await world.imports.run(run);
  if (found?.held == null || found.finishedAt === null) return refuse('not-found');
  if (found.held.decision !== null) return refuse('import-decided');
  const own = found.held.askedBy === by;
  if (decision === 'withdrawn' ? !own : own) return refuse(own ? 'import-own' : 'forbidden');
  const at = world.now();
  if (
    decision === 'released' &&
    found.held.askedBy !== null &&
    !(await world.team.holds(found.held.askedBy, 'sources.manage'))
  )
    return refuse('first-without-right');
  if (decision === 'released' && actor !== null && found.held.askedBy !== null) {
    const apart = keptApart(await world.team.hand([found.held.askedBy], at), actor.id, 'sources.manage');
    if (apart !== null) return refuse('let-in-lately', { detail: apart.until });
  }
  return (await world.imports.decide(run, decision, { by, at })) ? ok(null) : refuse('import-decided');
};
