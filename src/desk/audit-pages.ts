// Holds every check of ours against its leaf: a verdict or a word that somebody edited in the database shows here.
import type { Id } from '../base/ids.ts';
import { pageHolds } from '../core/leaf.ts';
import type { World } from './world.ts';

export type AuditedPages = {
  readonly held: number;
  /** Checks whose page says something else than the log. */
  readonly differ: readonly Id[];
  /** Checks that the log does not know. */
  readonly unlogged: readonly Id[];
};

const page = 200;

export const auditPages = async ({ log, reads }: Pick<World, 'log' | 'reads'>): Promise<AuditedPages> => {
  const differ: Id[] = [];
  let held = 0;
  for (let after: Id | null = null; ; ) {
    const leaves = await log.rows.ofChecks(after, page);
    for (const leaf of leaves) {
      const check = await reads.checkById(leaf.check);
      if (check !== undefined && pageHolds(leaf, check) !== 'differs') held++;
      else differ.push(leaf.check);
    }
    after = leaves.at(-1)?.check ?? null;
    if (leaves.length < page) return { held, differ, unlogged: await log.rows.unlogged() };
  }
};
