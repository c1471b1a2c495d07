// Holds every row that readers are shown something of against its leaf, whatever kind it is of: a verdict, a note, an answer
// or a template that somebody edited in the database shows here, by its kind and the number of its leaf.
import type { LeafKind } from '../core/leaf.ts';
import { leafHolds } from '../core/leaf-rows.ts';
import type { Unlogged } from './log-ports.ts';
import type { World } from './world.ts';

/** A leaf whose rows say something else. */
export type DifferingRow = { readonly kind: LeafKind; readonly leaf: number };

export type AuditedRows = {
  /** How many were compared and hold. */
  readonly held: number;
  readonly differ: readonly DifferingRow[];
  /** What is shown and stands in no leaf: somebody put it in behind the log. */
  readonly unlogged: readonly Unlogged[];
};

const page = 200;

/** `goesOn`: asked between two readings; what was found until then is given once it says no. */
export const auditRows = async (
  { log }: Pick<World, 'log'>,
  goesOn: () => boolean = () => true,
): Promise<AuditedRows> => {
  const suspect: number[] = [];
  let held = 0;
  for (let after = -1; ; ) {
    const leaves = await log.rows.toldFrom(after, page);
    for (const leaf of leaves) {
      const { as } = leafHolds(leaf, leaf.now);
      if (as === 'holds') held++;
      if (as === 'differs') suspect.push(leaf.number);
    }
    after = leaves.at(-1)?.number ?? after;
    if (leaves.length < page || !goesOn()) break;
  }
  // What is just becoming public is read half before and half after: looked at once more, it holds.
  const again = await log.rows.told(suspect);
  const differ = again
    .filter((leaf) => leafHolds(leaf, leaf.now).as === 'differs')
    .map(({ entry, number }) => ({ kind: (JSON.parse(entry) as { readonly kind: LeafKind }).kind, leaf: number }));
  return {
    held: held + suspect.length - differ.length,
    differ,
    unlogged: await log.rows.unlogged(),
  };
};
