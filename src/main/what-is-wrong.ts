// What a restore would refuse, or the public log contradicts, in sentences: the doctor says it, and a backup at its end.
import { auditRows } from '../desk/index.ts';
import { brokenRules } from '../store/index.ts';
import type { Instance } from './instance.ts';

export const restoreFix =
  'Somebody changed the database behind its rules. Keep the last backup from before that; docs/operate/backup.md tells what can be done.';

/** Rows that no rule would have let in: a restore refuses an archive that holds them. None where all is well. */
export const brokenWords = async ({ database }: Pick<Instance, 'database'>): Promise<readonly string[]> =>
  (await brokenRules(database)).map(({ rule, table, rows }) => `${rows} in ${table} (${rule})`);

/** What says something else than the public log, or stands in none of its leaves, by kind. */
export const contradicted = async ({ world }: Pick<Instance, 'world'>) => {
  const { held, differ, unlogged } = await auditRows(world);
  const wrong = [
    ...differ.map(({ kind, leaf }) => `${kind} (leaf ${leaf})`),
    ...unlogged.map(({ of, id }) => `${of} ${id} (in no leaf)`),
  ];
  return { held, wrong };
};
