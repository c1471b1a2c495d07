// What of several things whoever reads a page does not decide on, because they and who is behind it count as one hand, or because that
// one may not put it forward any more.
import type { Id } from '../../base/ids.ts';
import { type Apart, keptApart } from '../../core/let-in.ts';
import type { Right, StaffId } from '../../core/rights.ts';
import type { OneOrMachine, World } from '../../desk/index.ts';

type Thing = { readonly id: Id; readonly by: OneOrMachine };

/**
 * Why not, and whom to ask, by the id of the thing; what they may decide on is absent. `judge` null: whoever runs the machine. `first`:
 * what it takes to put such a thing forward, where that is less than to agree to it.
 */
export const apartFrom = async (
  { team, now }: Pick<World, 'team' | 'now'>,
  judge: StaffId | null,
  needs: Right,
  things: readonly Thing[],
  first: Right = needs,
): Promise<ReadonlyMap<Id, Apart>> => {
  if (judge === null) return new Map();
  const writers = [...new Set(things.flatMap(({ by }) => (by === null ? [] : [by])))];
  const of = new Map(
    await Promise.all(
      writers.map(async (writer): Promise<readonly [StaffId, Apart | null]> => {
        if (writer !== judge && !(await team.holds(writer, first))) return [writer, { until: null, ask: [] }];
        return [writer, keptApart(await team.hand([writer], now()), judge, needs)];
      }),
    ),
  );
  return new Map(
    things.flatMap(({ id, by }) => {
      const apart = by === null ? null : (of.get(by) ?? null);
      return apart === null ? [] : [[id, apart] as const];
    }),
  );
};
